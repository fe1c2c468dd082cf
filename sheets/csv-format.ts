import type { Source } from "./source.js";

/** How a file's cells are written. */
export interface CsvFormat {
  readonly encoding: "utf-8" | "utf-16le" | "gb18030";
  readonly delimiter: "," | "\t" | ";";
}

export const UTF_8_COMMAS: CsvFormat = { encoding: "utf-8", delimiter: "," };

/** How to say that a file is not UTF-8. */
export const ENCODING_NAMES: Readonly<Record<CsvFormat["encoding"], string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  gb18030: "GBK",
};

/**
 * Finds out how a spreadsheet saved the file: Excel in Chinese writes CSV in GBK, and "Unicode text" in UTF-16 with tabs. Reads
 * the whole file, because a text that is not UTF-8 may begin like one. What cannot be read counts as UTF-8; its reader then says
 * what is wrong.
 */
export async function detectFormat(input: Source): Promise<CsvFormat> {
  try {
    const encoding = await encodingOf(input);
    return { encoding, delimiter: delimiterOf(await headerOf(input, encoding)) };
  } catch {
    return UTF_8_COMMAS;
  }
}

async function encodingOf(input: Source): Promise<CsvFormat["encoding"]> {
  const [first, second] = await firstBytes(input);
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (await isAll(input, "utf-8")) return "utf-8";
  return (await isAll(input, "gb18030")) ? "gb18030" : "utf-8";
}

async function isAll(input: Source, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const chunks = input.read();
  try {
    for await (const chunk of chunks) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function firstBytes(input: Source): Promise<Uint8Array> {
  for await (const chunk of input.read()) return chunk;
  return new Uint8Array();
}

/** The names of the columns are in the first bytes of the file. */
async function headerOf(input: Source, encoding: string): Promise<string> {
  const text = new TextDecoder(encoding).decode(await firstBytes(input));
  return /^[^\r\n]*/.exec(text)?.[0] ?? "";
}

/** The one that the header has most of. */
function delimiterOf(header: string): CsvFormat["delimiter"] {
  const countOf = (delimiter: string) => header.split(delimiter).length;
  const [best] = ([",", "\t", ";"] as const).toSorted((one, other) => countOf(other) - countOf(one));
  return best ?? ",";
}
