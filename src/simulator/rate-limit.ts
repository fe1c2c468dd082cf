import { RecentTimes } from "./recent-times.js";

/**
 * Lets through at most so many calls in any second. The window is closed at both ends, [t - 1000, t]:
 * of the readings the vendor's words allow, the one that is hardest on a client.
 * Refused calls do not use up the limit, or a client that pushes would never get in again.
 */
export class RateLimit {
  readonly #limit: number;
  readonly #granted = new RecentTimes();

  constructor(limit: number) {
    this.#limit = limit;
  }

  admits(at: number): boolean {
    this.#granted.forgetBefore(at - 1000);
    if (this.#granted.size >= this.#limit) return false;
    this.#granted.add(at);
    return true;
  }
}
