/** Each watcher costs the gateway at most one message a second, and this process a few kilobytes. */
const MOST_WATCHERS = 1_000;
const MOST_WATCHERS_OF_A_CALLER = 20;

/** Limits how many watchers there are, in all and for each caller. */
export interface WatcherLimit {
  /** Counts one more. Returns the function that releases its place, or null if there is no place. */
  take(caller: string | null): (() => void) | null;
}

export function watcherLimit(limits: {
  inAll?: number | undefined;
  ofACaller?: number | undefined;
}): WatcherLimit {
  const { inAll = MOST_WATCHERS, ofACaller = MOST_WATCHERS_OF_A_CALLER } = limits;
  const counts = new Map<string | null, number>();
  let total = 0;
  return {
    take(caller) {
      const count = counts.get(caller) ?? 0;
      if (total >= inAll || count >= ofACaller) return null;
      total += 1;
      counts.set(caller, count + 1);
      return () => {
        const left = (counts.get(caller) ?? 1) - 1;
        if (left > 0) counts.set(caller, left);
        else counts.delete(caller);
        total -= 1;
      };
    },
  };
}
