import type { Result } from "../src/result.js";
import type { CsvRow } from "./csv.js";

/** A problem in a row. `column` is null if it concerns the whole row or file. */
export interface CellProblem {
  readonly column: string | null;
  readonly message: string;
}

export interface SheetProblem extends CellProblem {
  /** Null if it concerns the whole file. */
  readonly line: number | null;
}

/** The columns of a kind of file. */
export interface Columns<Item> {
  readonly required: readonly string[];
  readonly known: (column: string) => boolean;
  /** The column that a name in the header means. Default: the name itself. */
  readonly columnOf?: (header: string) => string;
  /** All column names, for messages. */
  readonly allowed: string;
  /** Reads one row. `cells` has no empty cells. */
  readonly read: (cells: ReadonlyMap<string, string>) => Result<Item, readonly CellProblem[]>;
}

export type SheetRow<Item> =
  | { readonly line: number; readonly item: Item }
  | { readonly problems: readonly SheetProblem[] };

/**
 * Reads the header and then each row. It stops if a required column is missing or the rest cannot be read, because all
 * later problems would follow from that.
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
      const names = cells.map((name) => columns.columnOf?.(name) ?? name);
      header = names;
      const problems = headerProblems(names, columns);
      if (problems.length > 0) yield { problems: problems.map((problem) => ({ line, ...problem })) };
      if (columns.required.some((name) => !names.includes(name))) return;
      continue;
    }
    if (cells.length !== header.length) {
      const message = `has ${cells.length} cells, but the header has ${header.length}; add or remove commas, or quote cells that contain one`;
      yield { problems: [{ line, column: null, message }] };
      continue;
    }
    const read = columns.read(givenCells(header, cells));
    yield read.ok
      ? { line, item: read.value }
      : { problems: read.error.map((problem) => ({ line, ...problem })) };
  }
  if (header === null)
    yield {
      problems: [{ line: null, column: null, message: "is empty; its first row must name the columns" }],
    };
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
      problems.push({ column, message: `is not a known column; allowed: ${columns.allowed}` });
    else if (header.indexOf(name) !== index)
      problems.push({ column, message: "this column appears twice; remove one" });
  }
  return problems;
}
