import type { Clock } from "./clock.js";

/** ClassIn refuses signatures that are 20 minutes off, so a warning at 2 minutes leaves time to fix the clock. */
const WARN_FROM_MS = 120_000;

/**
 * How far a vendor's clock is ahead of ours, from the `Date` header of its answers, which has whole seconds.
 * Warns once when the skew becomes large, and again only after it was small in between.
 */
export class ClockSkew {
  readonly #clock: Clock;
  readonly #warn: (skewMs: number) => void;
  #skewMs: number | null = null;
  #warned = false;

  constructor(clock: Clock, warn: (skewMs: number) => void) {
    this.#clock = clock;
    this.#warn = warn;
  }

  /** Positive: the vendor is ahead. Null before the first answer with a date. */
  get ms(): number | null {
    return this.#skewMs;
  }

  /** Assumes that the vendor wrote the date halfway through the call, which took `tookMs`. */
  measure(date: string | undefined, tookMs: number): void {
    const vendorMs = Date.parse(date ?? "");
    if (Number.isNaN(vendorMs)) return;
    this.#skewMs = Math.round(vendorMs - (this.#clock.now().getTime() - tookMs / 2));
    const large = Math.abs(this.#skewMs) >= WARN_FROM_MS;
    if (large && !this.#warned) this.#warn(this.#skewMs);
    this.#warned = large;
  }
}
