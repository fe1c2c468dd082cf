import { type CsvFormat, UTF_8_COMMAS } from "./csv-format.js";
import type { Source } from "./source.js";

/** A row of the file, or the reason why the rest cannot be read. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number | null; readonly unreadable: string };

/** A row as csv-parse gives it with the option `info`. */
export interface ParsedRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** A longer row must have a quote that is never closed. */
const MAX_ROW_CHARACTERS = 100_000;

/** Options of csv-parse. */
const optionsOf = ({ delimiter }: CsvFormat) => ({
  delimiter,
  info: true as const,
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  max_record_size: MAX_ROW_CHARACTERS,
});
export type ParseOptions = ReturnType<typeof optionsOf>;

/** Parses with csv-parse: in Node as a stream, in a browser all at once. Its errors are thrown. */
export type Parse = (text: AsyncIterable<string>, options: ParseOptions) => AsyncIterable<ParsedRow>;

/**
 * Reads the rows of a CSV file: in its format, with or without a byte order mark, any line ends, doubled quotes. It skips rows
 * whose cells are all empty, because spreadsheets append them. Lines count from 1. Errors of the source itself are thrown.
 */
export async function* readRows(source: Source, parse: Parse): AsyncGenerator<CsvRow> {
  const format = source.format ?? UTF_8_COMMAS;
  try {
    for await (const { record, info } of parse(decoded(source, format), optionsOf(format)))
      yield { line: info.lines - lineBreaksIn(record), cells: record };
  } catch (error) {
    yield unreadable(error);
  }
}

class NotInEncodingError extends Error {}

/**
 * Rejects input that is not in its encoding, because it would garble names. Line ends become one character, because the parser counts
 * a Windows line end within quotes twice.
 */
async function* decoded(source: Source, { encoding }: CsvFormat): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new NotInEncodingError();
    }
  };
  let held = "";
  for await (const chunk of source.read()) {
    const text = held + decode(chunk);
    // The second half of this line end may be in the next chunk.
    held = text.endsWith("\r") ? "\r" : "";
    yield withOneLineEnd(text.slice(0, text.length - held.length));
  }
  yield withOneLineEnd(held + decode());
}

const withOneLineEnd = (text: string): string => text.replace(/\r\n?/g, "\n");

/** The parser reports the line on which a row ends. */
const lineBreaksIn = (cells: readonly string[]): number =>
  cells.reduce((count, cell) => count + (cell.split("\n").length - 1), 0);

function unreadable(error: unknown): CsvRow {
  if (error instanceof NotInEncodingError)
    return {
      line: null,
      unreadable: 'is not UTF-8, so names would be garbled; save it as "CSV UTF-8" (comma delimited)',
    };
  // Not by class: csv-parse has one for Node and one for browsers.
  const { code, lines } = error as { readonly code?: unknown; readonly lines?: unknown };
  if (typeof code !== "string" || !code.startsWith("CSV_")) throw error;
  const line = typeof lines === "number" ? lines : null;
  switch (code) {
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_MAX_RECORD_SIZE":
      return { line, unreadable: "a quoted cell before this line is never closed; close the quote" };
    default:
      return {
        line,
        unreadable:
          "a cell contains a quote, so the rest cannot be read; put the cell in quotes, and double the quotes in it",
      };
  }
}
