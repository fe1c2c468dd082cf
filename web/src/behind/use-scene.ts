import { useCallback, useEffect, useRef, useState } from "react";
import { look, type Scene } from "./api.js";

const LOOK_EVERY_MS = 1_000;

interface LiveScene {
  /** Null before the first answer. */
  readonly scene: Scene | null;
  /** Whether the demo's server has stopped answering. */
  readonly isLost: boolean;
  readonly lookNow: (signal?: AbortSignal) => Promise<void>;
}

/** Looks once a second. */
export function useScene(): LiveScene {
  const [scene, setScene] = useState<Scene | null>(null);
  const [isLost, setIsLost] = useState(false);
  const newestRef = useRef(0);

  const lookNow = useCallback(async (signal?: AbortSignal) => {
    newestRef.current += 1;
    const number = newestRef.current;
    const seen = await look(signal).catch(() => null);
    // An answer that is overtaken shows what was before an action.
    if (signal?.aborted === true || number !== newestRef.current) return;
    if (seen !== null) setScene(seen);
    setIsLost(seen === null);
  }, []);

  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAgain = async () => {
      await lookNow(leaving.signal);
      if (!leaving.signal.aborted) timer = setTimeout(() => void lookAgain(), LOOK_EVERY_MS);
    };
    void lookAgain();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [lookNow]);
  return { scene, isLost, lookNow };
}
