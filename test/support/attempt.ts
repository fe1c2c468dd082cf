import type { Attempt } from "../../src/vendor/timeout.js";

/** An attempt with a timeout of one minute, unless its signal aborts earlier. */
export const anAttempt = (signal = new AbortController().signal): Attempt => ({
  signal,
  remainingMs: () => 60_000,
});
