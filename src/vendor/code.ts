/** GraphQL's largest Int. Both vendors' documented codes are far smaller. */
const MAX_CODE = 2 ** 31 - 1;
const DIGITS = /^-?\d{1,16}$/;

/**
 * A vendor's code, sent as a number or as a string of digits. Undefined if the value is not a code.
 * Null for a number that is too large or has a fraction: it is an undocumented code, so it is reported as the vendor's
 * own refusal.
 */
export function readCode(value: unknown): number | null | undefined {
  const isText = typeof value === "string" && DIGITS.test(value) && Number.isSafeInteger(Number(value));
  if (typeof value !== "number" && !isText) return undefined;
  const code = Number(value);
  return Number.isInteger(code) && Math.abs(code) <= MAX_CODE ? code : null;
}
