import { z } from "zod";

/** A whole number that the vendors send now as a number, now as a string of digits. */
export const looseInteger = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,16}$/)
    .transform(Number)
    .pipe(z.int()),
]);

/** The largest code that GraphQL's Int can carry; both vendors' documented codes are far below. */
const MAX_CODE = 2 ** 31 - 1;

/**
 * A vendor's code. One that is too large to be documented is still a code, and one that nobody documented:
 * it is read as null rather than refused, so that it is reported as the vendor's own refusal.
 */
export const vendorCode = z.union([
  looseInteger.transform((code) => (Math.abs(code) <= MAX_CODE ? code : null)),
  z.number().transform(() => null),
]);
