/**
 * What spreadsheets take for a formula, whatever blanks stand before it; the last four are how Japanese and Chinese
 * keyboards write the first four. Apostrophes count as well, so that every text can be told from a marked one.
 */
const FORMULA = /^[\s']*[=+\-@＝＋－＠]/u;
const MARK = "'";

/** A text for a cell that a spreadsheet shows and does not carry out. Group ids that Tencent IM made begin with `@`. */
export const markFormula = (text: string): string => (FORMULA.test(text) ? MARK + text : text);

/** The text of a cell that was written by `markFormula`. Without a mark it is the text itself. */
export const unmarkFormula = (cell: string): string =>
  cell.startsWith(MARK) && FORMULA.test(cell) ? cell.slice(MARK.length) : cell;
