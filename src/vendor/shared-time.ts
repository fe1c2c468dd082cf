import type { Clock } from "./clock.js";

const REMEMBERED_MS = 60_000;
const REMEMBERED = 32;

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

  /** It was this time there, a moment ago. */
  heard(theirMs: number): void {
    const at = this.#clock.monotonicMs();
    this.#heard = this.#heard.filter((one) => one.at > at - REMEMBERED_MS).slice(1 - REMEMBERED);
    this.#heard.push({ at, aheadMs: at - theirMs });
  }

  toOurs(theirMs: number): number {
    return theirMs + Math.min(...this.#heard.map(({ aheadMs }) => aheadMs));
  }
}
