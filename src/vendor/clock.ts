/** Time as the road to a vendor needs it; tests drive one by hand. */
export interface Clock {
  /** The wall clock. Signatures need it; durations never do. */
  now(): Date;
  /** Milliseconds since this process began, which only ever grow: durations survive a clock that is set back. */
  monotonicMs(): number;
  /** Calls back once, `ms` from now. The returned function calls it off. */
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

/** Sleeps `ms`, or until the signal aborts. Says whether the time was slept through. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted === true) return Promise.resolve(false);
  return new Promise((resolve) => {
    const onAbort = () => {
      callOff();
      resolve(false);
    };
    const callOff = clock.after(ms, () => {
      signal?.removeEventListener("abort", onAbort);
      resolve(true);
    });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
