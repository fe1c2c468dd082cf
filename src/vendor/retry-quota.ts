/** Tokens that each call adds. Below 0.1, so that repeats stay under 10 % of calls in an outage of any length. */
const EARNED_BY_A_CALL = 0.08;
/** Enough for a quiet server to survive a short failure, and few compared with the calls of a real outage. */
export const RETRY_RESERVE = 20;

/**
 * A token bucket that limits repeats. While few calls fail, it has no effect. When most calls fail, repeating all of them
 * would multiply the load on a vendor that is already in trouble.
 */
export class RetryQuota {
  readonly #reserve: number;
  #tokens: number;

  constructor(reserve: number = RETRY_RESERVE) {
    this.#reserve = reserve;
    this.#tokens = reserve;
  }

  /** Call this once per call, at its first attempt. */
  earn(): void {
    this.#tokens = Math.min(this.#reserve, this.#tokens + EARNED_BY_A_CALL);
  }

  /** Takes a token for one repeat. False if none is left. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
