/** A message as on the wire: field numbers, and the values sent under each, in order. */
export type Message = ReadonlyMap<number, readonly (Buffer | bigint)[]>;

/** Reads the protocol buffers wire format. Strings, bytes and messages all arrive as bytes: only the schema distinguishes them. */
export function readMessage(bytes: Buffer): Message {
  const fields = new Map<number, (Buffer | bigint)[]>();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) throw new Error("The message ends in the middle of a number.");
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new Error("The message ends in the middle of a field.");
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const value = ((): Buffer | bigint => {
      switch (tag & 7) {
        case 0:
          return varint();
        case 1:
          return take(8).readBigUInt64LE();
        case 2:
          return take(Number(varint()));
        case 5:
          return BigInt(take(4).readUInt32LE());
        default:
          throw new Error(`There is no wire type ${tag & 7}.`);
      }
    })();
    fields.set(tag >> 3, [...(fields.get(tag >> 3) ?? []), value]);
  }
  return fields;
}

const bytesOf = (value: Buffer | bigint | undefined): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.alloc(0);
export const messagesIn = (message: Message, field: number): Message[] =>
  (message.get(field) ?? []).map((value) => readMessage(bytesOf(value)));
export const textIn = (message: Message, field: number): string =>
  bytesOf(message.get(field)?.[0]).toString();
export const hexIn = (message: Message, field: number): string =>
  bytesOf(message.get(field)?.[0]).toString("hex");
export const numberIn = (message: Message, field: number): number => Number(message.get(field)?.[0] ?? 0);
