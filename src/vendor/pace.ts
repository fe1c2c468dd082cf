import type { Clock } from "./clock.js";

/** From a standstill; from half the pace it takes half as long. */
const RECOVERY_MS = 10_000;
/** Calls that were on their way together are refused together: that is one piece of news. */
const ONE_PIECE_OF_NEWS_MS = 1_000;
const SLOWEST = 1 / 16;

/** Which part of the full pace is kept: half of it after each throttle answer, then a little more all the time. */
export class Pace {
  readonly #clock: Clock;
  #part = 1;
  #since = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Between a sixteenth and 1. */
  get part(): number {
    return Math.min(1, this.#part + (this.#clock.monotonicMs() - this.#since) / RECOVERY_MS);
  }

  slowDown(): void {
    const now = this.#clock.monotonicMs();
    if (now - this.#since < ONE_PIECE_OF_NEWS_MS) return;
    this.#part = Math.max(SLOWEST, this.part / 2);
    this.#since = now;
  }

  /** How long work takes that would take so long at full pace: the pace grows evenly, and then stays. */
  msFor(msAtFullPace: number): number {
    const part = this.part;
    const recoversInMs = (1 - part) * RECOVERY_MS;
    const doneByThen = ((part + 1) / 2) * recoversInMs;
    if (msAtFullPace >= doneByThen) return recoversInMs + msAtFullPace - doneByThen;
    return RECOVERY_MS * (Math.sqrt(part ** 2 + (2 * msAtFullPace) / RECOVERY_MS) - part);
  }
}
