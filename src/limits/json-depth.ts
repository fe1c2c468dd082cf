const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{`, `]` and `}` differ from each other in one bit, which no other character between them has. */
const OPENING = 0x5b;
const CLOSING = 0x5d;
const BRACES = 0x20;

/**
 * Whether lists and objects lie more than `most` deep in a JSON text. Reads on to the first that is too deep and keeps
 * nothing, so that nobody pays for parsing what is refused. Text that is no JSON gets any answer.
 */
export function isDeeperThan(json: Uint8Array, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) at = endOfString(json, at);
    else if ((byte & ~BRACES) === OPENING) {
      depth += 1;
      if (depth > most) return true;
    } else if ((byte & ~BRACES) === CLOSING) depth -= 1;
  }
  return false;
}

/** Where the quote is that ends the string that begins at `start`. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1;
  return at;
}
