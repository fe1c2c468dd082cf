/** MD5 as RFC 1321 describes it, to check src, which uses Node's. */
export function md5(text: string): string {
  const message = Buffer.from(text, "utf8");
  const padded = Buffer.alloc((((message.length + 8) >> 6) + 1) << 6);
  message.copy(padded);
  padded[message.length] = 0x80;
  padded.writeBigUInt64LE(BigInt(message.length) * 8n, padded.length - 8);

  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.length; block += 64) {
    let [a, b, c, d] = [a0, b0, c0, d0];
    for (let step = 0; step < 64; step += 1) {
      const [mixed, word] = roundOf(step, b, c, d);
      const sum = (a + mixed + constantOf(step) + padded.readUInt32LE(block + word * 4)) >>> 0;
      [a, d, c, b] = [d, c, b, (b + rotated(sum, shiftOf(step))) >>> 0];
    }
    [a0, b0, c0, d0] = [(a0 + a) >>> 0, (b0 + b) >>> 0, (c0 + c) >>> 0, (d0 + d) >>> 0];
  }
  const digest = Buffer.alloc(16);
  for (const [index, word] of [a0, b0, c0, d0].entries()) digest.writeUInt32LE(word, index * 4);
  return digest.toString("hex");
}

function roundOf(step: number, b: number, c: number, d: number): [mixed: number, word: number] {
  if (step < 16) return [(b & c) | (~b & d), step];
  if (step < 32) return [(d & b) | (~d & c), (5 * step + 1) % 16];
  if (step < 48) return [b ^ c ^ d, (3 * step + 5) % 16];
  return [c ^ (b | ~d), (7 * step) % 16];
}

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
const shiftOf = (step: number): number => SHIFTS[step >> 4]?.[step % 4] ?? 0;
const constantOf = (step: number): number => Math.floor(2 ** 32 * Math.abs(Math.sin(step + 1)));
const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
