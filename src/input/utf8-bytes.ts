/**
 * The length of a text in bytes of UTF-8. Node's `Buffer` is not used here, because the roster page checks names with the same
 * rules in a browser. A lone surrogate counts as the three bytes of U+FFFD.
 */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const point = text.codePointAt(index) ?? 0;
    if (point < 0x80) bytes += 1;
    else if (point < 0x800) bytes += 2;
    else if (point < 0x10000) bytes += 3;
    else {
      bytes += 4;
      // The second half of the pair.
      index += 1;
    }
  }
  return bytes;
}
