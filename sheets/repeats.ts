import type { RowKind } from "./row-kind.js";
import type { SheetProblem } from "./rows.js";

/** Finds rows that have in common what must be unique. Call it for each row, in order. */
export function repeatFinder<Item>(kind: RowKind<Item>): (item: Item, line: number) => SheetProblem[] {
  const { mayRepeat, targetOf, unique } = kind;
  const findTarget = finder(mayRepeat ? () => null : targetOf, (before) => ({
    column: null,
    message: `is the same as line ${before}; remove one of them`,
  }));
  const findValue = finder(unique?.of ?? (() => null), (before) => ({
    column: unique?.column ?? null,
    message: `is the same as in line ${before}; correct one of them`,
  }));
  return (item, line) => [...findTarget(item, line), ...findValue(item, line)];
}

function finder<Item>(
  valueOf: (item: Item) => string | null,
  problemAfter: (before: number) => Omit<SheetProblem, "line">,
): (item: Item, line: number) => SheetProblem[] {
  const lines = new Map<string, number>();
  return (item, line) => {
    const value = valueOf(item);
    if (value === null) return [];
    const before = lines.get(value);
    if (before !== undefined) return [{ line, ...problemAfter(before) }];
    lines.set(value, line);
    return [];
  };
}
