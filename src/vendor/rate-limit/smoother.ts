import type { Clock } from "../clock.js";

/** A twentieth of a second's worth may be saved up for a burst. */
const BURSTS_PER_SECOND = 20;
/** Timers come up to a millisecond late; a call that waited for one does not delay those after it. */
const TIMER_MS = 1;
/** A little faster than permits come back, so that what a stall has held up is caught up with. */
const HEADROOM = 1.1;
/** What sums of fractions may be off by. */
const ROUNDING = 1e-6;

/**
 * A token bucket that spreads calls over the second. It keeps no limit: the permits do. Without it a bulk operation would
 * take every permit in one moment, and whoever came next would wait a second for the first of them to come back.
 */
export class Smoother {
  readonly #clock: Clock;
  readonly #callsPerSecond: () => number;
  /** Full at first. */
  #tokens = Number.POSITIVE_INFINITY;
  #filledAt: number;

  constructor(options: { clock: Clock; callsPerSecond: () => number }) {
    this.#clock = options.clock;
    this.#callsPerSecond = options.callsPerSecond;
    this.#filledAt = this.#clock.monotonicMs();
  }

  get isOpen(): boolean {
    this.#fill();
    return this.#tokens >= 1 - ROUNDING;
  }

  /** A call is made now. */
  take(): void {
    this.#tokens -= 1;
  }

  /** Milliseconds until the next call may be made, so many others being made before, at this rate; 0: now. */
  untilMs(ahead: number, callsPerSecond = this.#callsPerSecond()): number {
    this.#fill();
    const missing = ahead + 1 - this.#tokens;
    return missing <= ROUNDING ? 0 : missing / tokensPerMs(callsPerSecond);
  }

  #fill(): void {
    const now = this.#clock.monotonicMs();
    const callsPerSecond = this.#callsPerSecond();
    const perMs = tokensPerMs(callsPerSecond);
    const burst = Math.max(1, Math.floor(callsPerSecond / BURSTS_PER_SECOND));
    this.#tokens = Math.min(burst + TIMER_MS * perMs, this.#tokens + (now - this.#filledAt) * perMs);
    this.#filledAt = now;
  }
}

/** At least one call in ten seconds, so that every wait has an end. */
const tokensPerMs = (callsPerSecond: number): number => (Math.max(0.1, callsPerSecond) * HEADROOM) / 1000;
