/** What each call adds. Below a tenth, so that repeats stay under 10 % of calls however long an outage lasts. */
const EARNED_BY_A_CALL = 0.08;
/** Enough to get a quiet server over a hiccup; small beside the calls of any outage that matters. */
export const RETRY_RESERVE = 20;

/**
 * A token bucket that repeats are paid from. In good times nobody notices it; when most calls fail, repeating all of them
 * would multiply the load on a vendor that is already in trouble.
 */
export class RetryQuota {
  readonly #reserve: number;
  #tokens: number;

  constructor(reserve: number = RETRY_RESERVE) {
    this.#reserve = reserve;
    this.#tokens = reserve;
  }

  /** A call is made for the first time. */
  earn(): void {
    this.#tokens = Math.min(this.#reserve, this.#tokens + EARNED_BY_A_CALL);
  }

  /** Whether a call may be repeated; pays for it. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
