import { RETRY_AFTER_SECONDS } from "../../vendor/failure.js";
import type { StoredOutcome } from "../model.js";

/** After so many failures an item is not tried again. It ends with its last failure. */
export const MOST_ATTEMPTS = 5;

const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/**
 * How long an item waits before its next attempt: exponential backoff with full jitter. Longer if the vendor asks for
 * longer, for example during its maintenance.
 */
export function backoffMs(attempts: number, { extra }: StoredOutcome, random: () => number): number {
  const jittered = random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  const requestedSeconds = extra?.retryAfterSeconds ?? RETRY_AFTER_SECONDS;
  return requestedSeconds > RETRY_AFTER_SECONDS ? Math.max(requestedSeconds * 1000, jittered) : jittered;
}
