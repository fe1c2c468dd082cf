/** The largest code that GraphQL's Int can carry; both vendors' documented codes are far below. */
const MAX_CODE = 2 ** 31 - 1;
const DIGITS = /^-?\d{1,16}$/;

/**
 * A vendor's code, which comes now as a number, now as a string of digits. Undefined for what is no code at all.
 * A number that is too large or has a fraction is a code that nobody documented: it is null, so that it is reported
 * as the vendor's own refusal.
 */
export function readCode(value: unknown): number | null | undefined {
  const isText = typeof value === "string" && DIGITS.test(value) && Number.isSafeInteger(Number(value));
  if (typeof value !== "number" && !isText) return undefined;
  const code = Number(value);
  return Number.isInteger(code) && Math.abs(code) <= MAX_CODE ? code : null;
}
