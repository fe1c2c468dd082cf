import { useEffect } from "react";

/** The longest delay that `setTimeout` accepts, about 25 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls `action` at a time in milliseconds since 1970, or at once if it has passed. Null: never. */
export function useTimer(at: number | null, action: () => void): void {
  useEffect(() => {
    const delay = at === null ? Infinity : Math.max(at - Date.now(), 0);
    if (delay > LONGEST_MS) return;
    const timer = setTimeout(action, delay);
    return () => clearTimeout(timer);
  }, [at, action]);
}
