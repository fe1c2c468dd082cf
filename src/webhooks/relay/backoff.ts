const FIRST_MS = 1_000;
export const LONGEST_WAIT_MS = 5 * 60_000;
/** 2 to this power seconds are more than the longest wait. */
const MAX_DOUBLINGS = 9;
/** A date has 29 characters. */
const MAX_LENGTH = 40;

/**
 * How long a target rests after so many failures in a row: exponential backoff, of which the second half is random.
 * Longer if the target asks for it. Never longer than five minutes.
 */
export function backoffMs(failures: number, retryAfterMs: number | null, random: () => number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_MS * 2 ** Math.min(failures - 1, MAX_DOUBLINGS));
  return Math.min(LONGEST_WAIT_MS, Math.max(full / 2 + (random() * full) / 2, retryAfterMs ?? 0));
}

/** Reads `Retry-After`: whole seconds or a date. Null if it is neither. */
export function retryAfterMs(header: unknown, now: Date): number | null {
  if (typeof header !== "string" || header.length > MAX_LENGTH) return null;
  if (/^\d+$/.test(header)) return Math.min(LONGEST_WAIT_MS, Number(header) * 1000);
  const waitMs = Date.parse(header) - now.getTime();
  return Number.isNaN(waitMs) ? null : Math.min(LONGEST_WAIT_MS, Math.max(0, waitMs));
}
