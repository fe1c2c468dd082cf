/**
 * Text that spreadsheets treat as a formula, even after blanks. Japanese and Chinese keyboards write the last four
 * characters for the first four. Leading apostrophes match too, so that unmarked text never looks like marked text.
 */
const FORMULA = /^[\s']*[=+\-@＝＋－＠]/u;
const MARK = "'";

/** Marks text so that a spreadsheet shows it and does not run it. Group ids made by Tencent IM begin with `@`. */
export const markFormula = (text: string): string => (FORMULA.test(text) ? MARK + text : text);

/** Reverses `markFormula`. Text without a mark is returned unchanged. */
export const unmarkFormula = (cell: string): string =>
  cell.startsWith(MARK) && FORMULA.test(cell) ? cell.slice(MARK.length) : cell;
