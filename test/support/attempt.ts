import type { Attempt } from "../../src/vendor/timeout.js";

/** An attempt that has a minute, unless its signal aborts before. */
export const anAttempt = (signal = new AbortController().signal): Attempt => ({
  signal,
  remainingMs: () => 60_000,
});
