const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A time difference in words, such as "30 minutes" or "2.5 hours". Its sign is ignored. */
export function inWords(ms: number): string {
  const length = Math.abs(ms);
  if (length < 2 * MINUTE_MS) return `${Math.round(length / 1000)} s`;
  if (length < 2 * HOUR_MS) return `${Math.round(length / MINUTE_MS)} minutes`;
  return `${Math.round(length / (HOUR_MS / 10)) / 10} hours`;
}
