import { RETRY_AFTER_SECONDS } from "../../vendor/failure.js";
import type { StoredOutcome } from "../model.js";

/** An item that failed so often is not tried again, and ends with its last reason. */
export const MOST_ATTEMPTS = 5;

const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/**
 * How long an item waits after so many attempts: exponential, with full jitter. Longer where the vendor itself said how
 * long, as in its maintenance.
 */
export function backoffMs(attempts: number, { extra }: StoredOutcome, random: () => number): number {
  const jittered = random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  const asked = extra?.retryAfterSeconds ?? RETRY_AFTER_SECONDS;
  return asked > RETRY_AFTER_SECONDS ? Math.max(asked * 1000, jittered) : jittered;
}
