import { useCallback, useEffect, useRef } from "react";

/**
 * Runs a task, and again whenever the returned function is called, but never twice at a time. Requests during a run lead to one more run after it, so a burst of changes costs two
 * reads and the last one is never missed. The run is aborted when the component leaves, or when the task changes.
 */
export function useCoalesced(task: (signal: AbortSignal) => Promise<void>): () => void {
  const requestRef = useRef<() => void>(() => undefined);
  useEffect(() => {
    const leaving = new AbortController();
    let isRunning = false;
    let isWanted = false;
    const request = async () => {
      isWanted = true;
      if (isRunning) return;
      isRunning = true;
      while (isWanted && !leaving.signal.aborted) {
        isWanted = false;
        await task(leaving.signal);
      }
      isRunning = false;
    };
    requestRef.current = () => void request();
    requestRef.current();
    return () => leaving.abort();
  }, [task]);
  return useCallback(() => requestRef.current(), []);
}
