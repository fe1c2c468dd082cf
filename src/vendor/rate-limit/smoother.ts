import type { Clock } from "../clock.js";

/** A burst may hold a twentieth of a second's calls. */
const BURSTS_PER_SECOND = 20;
/** Timers fire up to a millisecond late. This allowance keeps that from delaying later calls. */
const TIMER_MS = 1;
/** A little faster than permits come back, to catch up after a stall. */
const HEADROOM = 1.1;
/** Tolerance for floating-point sums. */
const ROUNDING = 1e-6;

/**
 * A token bucket that spreads calls over the second. The permits enforce the limit. Without the smoother, a bulk operation
 * could take every permit at once, and the next caller would wait a second for one to come back.
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

  /** Milliseconds until a call may be made if `ahead` others go before it. 0: now. */
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

/** At least one call in ten seconds, so that every wait is finite. */
const tokensPerMs = (callsPerSecond: number): number => (Math.max(0.1, callsPerSecond) * HEADROOM) / 1000;
