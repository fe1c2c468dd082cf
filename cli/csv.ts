import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Input } from "./input.js";

/** A row of the file, or what keeps the rest of it from being read. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number | null; readonly unreadable: string };

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** One cell this long is a quote that was never closed. */
const MOST_CHARACTERS = 100_000;

/**
 * Reads a CSV file row by row, keeping none: UTF-8 with or without a byte order mark, any line ends, quotes doubled. Rows in
 * which every cell is empty, as spreadsheets append them, are passed over. Lines count from 1.
 */
export async function* readCsv(input: Input): AsyncGenerator<CsvRow> {
  const source = Readable.from(decoded(input));
  const parser = source.pipe(
    parse({
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: MOST_CHARACTERS,
    }),
  );
  // A pipe passes on no error.
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>)
      yield { line: info.lines - lineBreaksIn(record), cells: record };
  } catch (error) {
    yield unreadable(error);
  }
}

/**
 * Fails on what is not UTF-8, which would otherwise become other names. Line ends become one character: the parser counts
 * those of Windows twice within quotes.
 */
async function* decoded(input: Input): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let held = "";
  for await (const chunk of input.read()) {
    const text = held + decoder.decode(chunk, { stream: true });
    // Its other half may be in the next chunk.
    held = text.endsWith("\r") ? "\r" : "";
    yield withOneLineEnd(text.slice(0, text.length - held.length));
  }
  yield withOneLineEnd(held + decoder.decode());
}

const withOneLineEnd = (text: string): string => text.replace(/\r\n?/g, "\n");

/** The parser tells on which line a row ended. */
const lineBreaksIn = (cells: readonly string[]): number =>
  cells.reduce((count, cell) => count + (cell.split("\n").length - 1), 0);

function unreadable(error: unknown): CsvRow {
  if (error instanceof CsvError) {
    const line = typeof error["lines"] === "number" ? error["lines"] : null;
    switch (error.code) {
      case "CSV_QUOTE_NOT_CLOSED":
      case "CSV_MAX_RECORD_SIZE":
        return { line, unreadable: "a quoted cell that begins before here is never closed; close the quote" };
      default:
        return {
          line,
          unreadable:
            "a quote stands inside a cell, so the rest cannot be read; write the cell in quotes, and quotes in it twice",
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
      return { line: null, unreadable: "may not be read; check who may" };
    case "EISDIR":
      return { line: null, unreadable: "is a folder; name a CSV file in it" };
    default:
      return { line: null, unreadable: `cannot be read (${String(error.code)})` };
  }
}
