import { createHash, type Hash } from "node:crypto";
import { repeatFinder } from "../sheets/repeats.js";
import type { RowKind } from "../sheets/row-kind.js";
import { readSheet, type SheetProblem } from "../sheets/rows.js";
import { failed, ok, type Result } from "../src/result.js";
import { readCsv } from "./csv.js";
import type { Input } from "./input.js";
import { type PartLimits, splitter } from "./parts.js";

/** The rows of one operation. */
export interface PlannedPart {
  /** The line number of each item, in order. */
  readonly lines: readonly number[];
  readonly hash: string;
}

/** A file without problems. */
export interface Plan {
  readonly parts: readonly PlannedPart[];
  readonly items: number;
  /** Depends only on the items, not on quotes, line ends or the order of columns. */
  readonly hash: string;
  /** Whether several parts change the same member. Such parts must run one after another. */
  readonly inOrder: boolean;
}

const jsonOf = (item: unknown): string => `${JSON.stringify(item)}\n`;
const digest = (hash: Hash): string => hash.digest("hex").slice(0, 32);

/** Reads the whole file, but keeps only the line and the target of each row. Reports all problems at once. */
export async function planFile<Item>(
  input: Input,
  kind: RowKind<Item>,
  limits: PartLimits,
): Promise<Result<Plan, readonly SheetProblem[]>> {
  const problems: SheetProblem[] = [];
  const parts: { lines: number[]; hash: Hash }[] = [];
  /** The part of each target's last row. Only where targets may repeat. */
  const partOf = new Map<string, number>();
  const findRepeat = repeatFinder(kind);
  const begins = splitter(limits);
  const whole = createHash("sha256");
  let items = 0;
  let inOrder = false;
  for await (const row of readSheet(readCsv(input), kind.columns)) {
    if ("problems" in row) {
      problems.push(...row.problems);
      continue;
    }
    const { line, item } = row;
    const json = jsonOf(item);
    if (begins(Buffer.byteLength(json)) || parts.length === 0)
      parts.push({ lines: [], hash: createHash("sha256") });
    const part = parts.at(-1);
    problems.push(...findRepeat(item, line));
    if (kind.mayRepeat) {
      const before = partOf.get(kind.targetOf(item));
      partOf.set(kind.targetOf(item), parts.length);
      if (before !== undefined && before !== parts.length) inOrder = true;
    }
    part?.lines.push(line);
    part?.hash.update(json);
    whole.update(json);
    items += 1;
  }
  if (items === 0 && problems.length === 0)
    problems.push({ line: null, column: null, message: "has a header and no rows; add some" });
  if (problems.length > 0) return failed(problems);
  return ok({
    parts: parts.map(({ lines, hash }) => ({ lines, hash: digest(hash) })),
    items,
    hash: digest(whole),
    inOrder,
  });
}

/** Reads a planned file again and yields its parts, with one in memory at a time. Yields false if the file has changed. */
export async function* readParts<Item>(
  input: Input,
  kind: RowKind<Item>,
  plan: Plan,
  limits: PartLimits,
): AsyncGenerator<readonly Item[] | false> {
  const begins = splitter(limits);
  let items: Item[] = [];
  let hash = createHash("sha256");
  let index = 0;
  const isAsPlanned = () => digest(hash) === plan.parts[index]?.hash;
  for await (const row of readSheet(readCsv(input), kind.columns)) {
    if ("problems" in row) return yield false;
    const json = jsonOf(row.item);
    if (begins(Buffer.byteLength(json))) {
      if (!isAsPlanned()) return yield false;
      yield items;
      items = [];
      hash = createHash("sha256");
      index += 1;
    }
    items.push(row.item);
    hash.update(json);
  }
  yield isAsPlanned() && items;
  if (index + 1 < plan.parts.length) yield false;
}
