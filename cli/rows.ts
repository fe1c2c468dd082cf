import type { Result } from "../src/result.js";
import type { CsvRow } from "./csv.js";

/** What is wrong in one row; `column` is null where it is the row, or the file, as a whole. */
export interface CellProblem {
  readonly column: string | null;
  readonly message: string;
}

export interface SheetProblem extends CellProblem {
  /** Null where it is the file. */
  readonly line: number | null;
}

/** What the columns of a kind of file mean. */
export interface Columns<Item> {
  readonly required: readonly string[];
  readonly known: (column: string) => boolean;
  /** In words, for whoever has an unknown one. */
  readonly wanted: string;
  /** Reads one row. Empty cells are not in it. */
  readonly read: (cells: ReadonlyMap<string, string>) => Result<Item, readonly CellProblem[]>;
}

export type SheetRow<Item> =
  | { readonly line: number; readonly item: Item }
  | { readonly problems: readonly SheetProblem[] };

/**
 * Reads the header, then row by row what each asks for. Where a required column is missing, or the file cannot be read
 * on, it ends with these problems: those of later rows would follow from them.
 */
export async function* readSheet<Item>(
  rows: AsyncIterable<CsvRow>,
  columns: Columns<Item>,
): AsyncGenerator<SheetRow<Item>> {
  let header: readonly string[] | null = null;
  for await (const row of rows) {
    if ("unreadable" in row) {
      yield { problems: [{ line: row.line, column: null, message: row.unreadable }] };
      return;
    }
    const { line, cells } = row;
    if (header === null) {
      header = cells;
      const problems = headerProblems(header, columns);
      if (problems.length > 0) yield { problems: problems.map((problem) => ({ line, ...problem })) };
      if (columns.required.some((name) => !cells.includes(name))) return;
      continue;
    }
    if (cells.length !== header.length) {
      const message = `has ${cells.length} cells, and the header ${header.length}; add or remove commas, or quote cells that hold one`;
      yield { problems: [{ line, column: null, message }] };
      continue;
    }
    const read = columns.read(givenCells(header, cells));
    yield read.ok
      ? { line, item: read.value }
      : { problems: read.error.map((problem) => ({ line, ...problem })) };
  }
  if (header === null)
    yield { problems: [{ line: null, column: null, message: "is empty; its first row names the columns" }] };
}

const givenCells = (header: readonly string[], cells: readonly string[]): Map<string, string> =>
  new Map(header.map((name, index) => [name, cells[index] ?? ""] as const).filter(([, cell]) => cell !== ""));

function headerProblems(header: readonly string[], columns: Columns<unknown>): CellProblem[] {
  const problems: CellProblem[] = [];
  const [only = ""] = header;
  if (header.length === 1 && /[;\t]/.test(only)) {
    return [{ column: null, message: "its cells are not separated by commas; save it with commas" }];
  }
  for (const name of columns.required) {
    if (!header.includes(name)) problems.push({ column: name, message: "this column is missing; add it" });
  }
  for (const [index, name] of header.entries()) {
    const column = JSON.stringify(name);
    if (!columns.known(name))
      problems.push({ column, message: `there is no such column; there are ${columns.wanted}` });
    else if (header.indexOf(name) !== index)
      problems.push({ column, message: "this column is there twice; remove one" });
  }
  return problems;
}
