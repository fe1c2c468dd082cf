import type { Clock } from "../../vendor/clock.js";

/** Allows `burst` uses at once, and then `perSecond`. */
export function tokenBucket(
  clock: Clock,
  { perSecond, burst }: { perSecond: number; burst: number },
): () => boolean {
  let tokens = burst;
  let filledAt = clock.monotonicMs();
  return () => {
    const now = clock.monotonicMs();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
