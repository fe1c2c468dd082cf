/** A character that Tencent IM's ids and names do not have. If a text has it anyway, the texts stay as they are. */
const SEPARATOR = "\0";

/** Many short texts as one long one, because each text by itself has its own place in memory. */
export type PackedTexts = string | readonly (string | null)[];

export function packTexts(texts: readonly (string | null)[]): PackedTexts {
  // An empty list and a list of one empty text would look the same.
  const canJoin = texts.length > 0 && texts.every((text) => text !== null && !text.includes(SEPARATOR));
  return canJoin ? texts.join(SEPARATOR) : texts;
}

export const unpackTexts = (packed: PackedTexts): readonly (string | null)[] =>
  typeof packed === "string" ? packed.split(SEPARATOR) : packed;
