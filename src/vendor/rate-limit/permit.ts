/** The outcome of a permit's attempt. It decides when the permit may be used again. */
export type PermitUse =
  /** No byte left this process, so the vendor counts nothing. */
  | "not-sent"
  /** The vendor's own answer was read. */
  | "answered"
  /** Sent or perhaps sent, and no answer of the vendor was read. */
  | "lost";

/** The right to make one call now. Must be released once, whatever the outcome. */
export interface Permit {
  release(use: PermitUse): void;
}

/** One second, plus room for two clocks that NTP slews apart (500 ppm each) and for rounding to milliseconds. */
export const COOLING_MS = 1_005;

/**
 * How long the bytes of an abandoned attempt may still travel to the vendor's counter.
 * TCP resends a lost segment after about 0.2, 0.6, 1.4 and 3 s, so this covers four losses in a row.
 */
export const TRAVEL_MS = 4_000;
