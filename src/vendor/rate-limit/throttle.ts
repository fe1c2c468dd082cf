import type { Clock } from "../clock.js";

/** The recovery time from 0 to the full rate. From half the rate it takes half as long. */
const RECOVERY_MS = 10_000;
/** Calls in flight together are refused together, so their refusals count once. */
const COUNTS_ONCE_MS = 1_000;
const SMALLEST_SHARE = 1 / 16;

/** The share of the permits that is used. It halves when the vendor says that it is called too often, then grows back. */
export class Throttle {
  readonly #clock: Clock;
  #share = 1;
  #since = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Between a sixteenth and 1. */
  get share(): number {
    return Math.min(1, this.#share + (this.#clock.monotonicMs() - this.#since) / RECOVERY_MS);
  }

  /** The vendor answered that it is called too often. */
  halve(): void {
    const now = this.#clock.monotonicMs();
    if (now - this.#since < COUNTS_ONCE_MS) return;
    this.#share = Math.max(SMALLEST_SHARE, this.share / 2);
    this.#since = now;
  }

  /** How long work of `msAtFullRate` takes while the rate grows linearly to full. */
  msFor(msAtFullRate: number): number {
    const share = this.share;
    const recoversInMs = (1 - share) * RECOVERY_MS;
    const doneByThen = ((share + 1) / 2) * recoversInMs;
    if (msAtFullRate >= doneByThen) return recoversInMs + msAtFullRate - doneByThen;
    return RECOVERY_MS * (Math.sqrt(share ** 2 + (2 * msAtFullRate) / RECOVERY_MS) - share);
  }
}
