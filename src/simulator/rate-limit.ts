import { RecentTimes } from "./recent-times.js";

/**
 * Allows at most `limit` calls in any second. The window is closed at both ends, [t - 1000, t]: the strictest
 * interpretation of the vendor's documents.
 * Refused calls do not use up the limit, otherwise a client that keeps retrying would never succeed.
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
