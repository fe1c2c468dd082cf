import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { UTF_8_COMMAS } from "./csv-format.js";
import type { Input } from "./input.js";

/** A row of the file, or the reason why the rest cannot be read. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number | null; readonly unreadable: string };

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** A longer row must have a quote that is never closed. */
const MAX_ROW_CHARACTERS = 100_000;

/**
 * Streams the rows of a CSV file: in its format, with or without a byte order mark, any line ends, doubled quotes. It skips rows
 * whose cells are all empty, because spreadsheets append them. Lines count from 1.
 */
export async function* readCsv(input: Input): AsyncGenerator<CsvRow> {
  const source = Readable.from(decoded(input));
  const parser = source.pipe(
    parse({
      delimiter: (input.format ?? UTF_8_COMMAS).delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: MAX_ROW_CHARACTERS,
    }),
  );
  // `pipe` does not forward errors.
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>)
      yield { line: info.lines - lineBreaksIn(record), cells: record };
  } catch (error) {
    yield unreadable(error);
  }
}

/**
 * Rejects input that is not in its encoding, because it would garble names. Line ends become one character, because the parser counts
 * a Windows line end within quotes twice.
 */
async function* decoded(input: Input): AsyncGenerator<string> {
  const { encoding } = input.format ?? UTF_8_COMMAS;
  const decoder = new TextDecoder(encoding, { fatal: true });
  let held = "";
  for await (const chunk of input.read()) {
    const text = held + decoder.decode(chunk, { stream: true });
    // The second half of this line end may be in the next chunk.
    held = text.endsWith("\r") ? "\r" : "";
    yield withOneLineEnd(text.slice(0, text.length - held.length));
  }
  yield withOneLineEnd(held + decoder.decode());
}

const withOneLineEnd = (text: string): string => text.replace(/\r\n?/g, "\n");

/** The parser reports the line on which a row ends. */
const lineBreaksIn = (cells: readonly string[]): number =>
  cells.reduce((count, cell) => count + (cell.split("\n").length - 1), 0);

function unreadable(error: unknown): CsvRow {
  if (error instanceof CsvError) {
    const line = typeof error["lines"] === "number" ? error["lines"] : null;
    switch (error.code) {
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
  if (!(error instanceof Error && "code" in error)) throw error;
  switch (error.code) {
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return {
        line: null,
        unreadable: 'is not UTF-8, so names would be garbled; save it as "CSV UTF-8" (comma delimited)',
      };
    case "ENOENT":
      return { line: null, unreadable: "there is no such file; check the path" };
    case "EACCES":
      return { line: null, unreadable: "may not be read; check its permissions" };
    case "EISDIR":
      return { line: null, unreadable: "is a folder; name a CSV file in it" };
    default:
      return { line: null, unreadable: `cannot be read (${String(error.code)})` };
  }
}
