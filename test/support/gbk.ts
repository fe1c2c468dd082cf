const decoder = new TextDecoder("gbk");

/** The bytes of each Chinese character that GBK writes with two bytes. */
const CODES = new Map<string, readonly [number, number]>();
for (let first = 0x81; first <= 0xfe; first += 1)
  for (let second = 0x40; second <= 0xfe; second += 1)
    CODES.set(decoder.decode(Buffer.from([first, second])), [first, second]);

/** A text as Excel in Chinese saves it: ASCII as it is, Chinese characters in GBK. */
export const gbk = (text: string): Buffer =>
  Buffer.from(Array.from(text).flatMap((one) => CODES.get(one) ?? [...Buffer.from(one, "latin1")]));
