import type { Clock } from "./clock.js";

/** From here on it is told: ClassIn refuses signatures that are 20 minutes off, so there is time to mend the clock. */
const TELL_FROM_MS = 120_000;

/**
 * How far a vendor's clock is ahead of ours, by the `Date` of its answers. To a second, since that is all the header says.
 * Told once when it becomes large, and again only after it was small in between.
 */
export class ClockSkew {
  readonly #clock: Clock;
  readonly #warn: (skewMs: number) => void;
  #skewMs: number | null = null;
  #warned = false;

  constructor(clock: Clock, tell: (skewMs: number) => void) {
    this.#clock = clock;
    this.#warn = tell;
  }

  /** Positive: the vendor is ahead. Null before the first answer with a date. */
  get ms(): number | null {
    return this.#skewMs;
  }

  /** Reads the date of an answer that took so long: it was written somewhere in between. */
  measure(date: string | undefined, tookMs: number): void {
    const vendorMs = Date.parse(date ?? "");
    if (Number.isNaN(vendorMs)) return;
    this.#skewMs = Math.round(vendorMs - (this.#clock.now().getTime() - tookMs / 2));
    const large = Math.abs(this.#skewMs) >= TELL_FROM_MS;
    if (large && !this.#warned) this.#warn(this.#skewMs);
    this.#warned = large;
  }
}
