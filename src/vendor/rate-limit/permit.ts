/** What became of the attempt that a permit was taken for. It decides when the permit may be used again. */
export type PermitUse =
  /** No byte left this process, so the vendor counts nothing. */
  | "not-sent"
  /** The vendor's own answer was read. */
  | "answered"
  /** Sent, or perhaps sent, and no answer of the vendor's was read. */
  | "lost";

/** The right to make one call now. Must be released, once, whatever became of the call. */
export interface Permit {
  release(use: PermitUse): void;
}

/** One second, and room for two clocks that NTP slews apart while it lasts (500 ppm each) and for whole milliseconds. */
export const COOLING_MS = 1_005;

/**
 * The longest that the bytes of an abandoned attempt can still be on their way to the vendor's counter.
 * TCP repeats a lost segment after about 0.2, 0.6, 1.4 and 3 s, so this covers four losses in a row.
 */
export const TRAVEL_MS = 4_000;
