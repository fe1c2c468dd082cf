import { Readable } from "node:stream";
import { parse } from "csv-parse";
import { type CsvRow, type Parse, type ParsedRow, readRows } from "../sheets/csv.js";
import type { Input } from "./input.js";

/** Streams the rows of a CSV file, however large it is. */
export async function* readCsv(input: Input): AsyncGenerator<CsvRow> {
  try {
    yield* readRows(input, parseStream);
  } catch (error) {
    yield unreadable(error);
  }
}

const parseStream: Parse = (text, options) => {
  const source = Readable.from(text);
  const parser = source.pipe(parse(options));
  // `pipe` does not forward errors.
  source.on("error", (error) => parser.destroy(error));
  return parser as AsyncIterable<ParsedRow>;
};

function unreadable(error: unknown): CsvRow {
  if (!(error instanceof Error && "code" in error)) throw error;
  switch (error.code) {
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
