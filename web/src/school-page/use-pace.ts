import { useEffect, useRef, useState } from "react";

interface Pace {
  /** Rows per second since this visit began to send; 0 before the first request is done. */
  readonly perSecond: number;
  readonly secondsLeft: number;
}

const UNKNOWN: Pace = { perSecond: 0, secondsLeft: 0 };

/** The pace of an upload, in whole numbers. Rows of an earlier visit do not count. */
export function usePace(done: number, total: number): Pace {
  const beginRef = useRef<{ readonly done: number; readonly at: number } | null>(null);
  const [pace, setPace] = useState(UNKNOWN);
  useEffect(() => {
    const now = performance.now();
    beginRef.current ??= { done, at: now };
    const begin = beginRef.current;
    if (done === begin.done) return;
    const perSecond = (done - begin.done) / ((now - begin.at) / 1000);
    setPace({ perSecond: Math.round(perSecond), secondsLeft: Math.ceil((total - done) / perSecond) });
  }, [done, total]);
  return pace;
}
