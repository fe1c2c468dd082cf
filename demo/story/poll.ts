import { setTimeout as wait } from "node:timers/promises";

const ASK_EVERY_MS = 200;

/** What `ask` found, and how long that took. Null if it found nothing in time. */
export async function poll<Found>(
  withinMs: number,
  ask: () => Promise<Found | null>,
): Promise<{ readonly found: Found; readonly tookMs: number } | null> {
  const startedAt = performance.now();
  for (;;) {
    const found = await ask();
    const tookMs = Math.round(performance.now() - startedAt);
    if (found !== null) return { found, tookMs };
    if (tookMs > withinMs) return null;
    await wait(ASK_EVERY_MS);
  }
}
