import type { CancelSignal } from "./cancel-signal.js";

/** The time functions that vendor calls need. Tests use a fake one. */
export interface Clock {
  /** The wall clock. For signatures, never for durations. */
  now(): Date;
  /** Milliseconds since this process began. They never decrease, even if the wall clock is set back. */
  monotonicMs(): number;
  /** Calls `callback` once, `ms` from now. The returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Sleeps `ms`, or until the signal aborts. Resolves to false if the signal ended the sleep. */
export function sleep(clock: Clock, ms: number, signal?: CancelSignal): Promise<boolean> {
  if (signal?.aborted === true) return Promise.resolve(false);
  return new Promise((resolve) => {
    const onAbort = () => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve(true);
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
