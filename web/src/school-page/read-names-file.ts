import { type CsvFormat, detectFormat } from "../../../sheets/csv-format.js";
import { readRows } from "../../../sheets/csv.js";
import { NAMES } from "../../../sheets/names.js";
import { repeatFinder } from "../../../sheets/repeats.js";
import { readSheet, type SheetProblem } from "../../../sheets/rows.js";
import type { Source } from "../../../sheets/source.js";
import type { CheckedName } from "../../../src/input/official-names.js";
import { parseCsv } from "./parse-csv.js";

/** A name, and the line of the file that it is from. */
export interface NamesRow {
  readonly line: number;
  readonly name: CheckedName;
}

export interface NamesFile {
  readonly fileName: string;
  readonly encoding: CsvFormat["encoding"];
  readonly rows: readonly NamesRow[];
  /** If there are any, nothing may be sent. */
  readonly problems: readonly SheetProblem[];
}

/** The file is held in memory. 16 MiB are some 300,000 names. */
export const MOST_BYTES = 16 * 2 ** 20;

/** Reads and checks a file of official names with the reader and the rules of `npm run bulk -- names`. */
export async function readNamesFile(file: File): Promise<NamesFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const plain: Source = {
    async *read() {
      yield bytes;
    },
  };
  const format = await detectFormat(plain);
  const findRepeat = repeatFinder(NAMES);
  const rows: NamesRow[] = [];
  const problems: SheetProblem[] = [];
  for await (const row of readSheet(readRows({ ...plain, format }, parseCsv), NAMES.columns)) {
    if ("problems" in row) {
      problems.push(...row.problems);
      continue;
    }
    problems.push(...findRepeat(row.item, row.line));
    rows.push({ line: row.line, name: row.item });
  }
  return { fileName: file.name, encoding: format.encoding, rows, problems };
}
