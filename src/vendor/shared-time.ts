import type { Clock } from "./clock.js";

const REMEMBERED_MS = 60_000;
const REMEMBERED = 32;
/** News that took longer may be as wrong. */
const QUICK_MS = 50;

/**
 * Tells times of another machine's clock on our monotonic one. News of that clock reach us late, by the network or
 * by a stall of our event loop, and never early. So of what was heard in the last minute the quickest is nearest to
 * the truth; our wall clock has no part in it.
 */
export class SharedTime {
  readonly #clock: Clock;
  #heard: { readonly at: number; readonly aheadMs: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** It was this time there at some moment since we asked. */
  heard(theirMs: number, askedAt: number): void {
    const at = this.#clock.monotonicMs();
    if (at - askedAt > QUICK_MS) return;
    this.#heard = this.#heard.filter((one) => one.at > at - REMEMBERED_MS).slice(1 - REMEMBERED);
    this.#heard.push({ at, aheadMs: at - theirMs });
  }

  /** Null as long as nothing was heard quickly enough. */
  toOurs(theirMs: number): number | null {
    const { length } = this.#heard.filter(({ at }) => at > this.#clock.monotonicMs() - REMEMBERED_MS);
    if (length === 0) return null;
    return theirMs + Math.min(...this.#heard.map(({ aheadMs }) => aheadMs));
  }
}
