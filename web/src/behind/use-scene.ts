import { useEffect, useState } from "react";
import { look, type Scene } from "./api.js";

const LOOK_EVERY_MS = 1_000;

interface LiveScene {
  /** Null before the first answer. */
  readonly scene: Scene | null;
  /** Whether the demo's server has stopped answering. */
  readonly isLost: boolean;
}

/** Looks once a second. A change of `after` looks at once. */
export function useScene(after: number): LiveScene {
  const [scene, setScene] = useState<Scene | null>(null);
  const [isLost, setIsLost] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAgain = async () => {
      try {
        setScene(await look(leaving.signal));
        setIsLost(false);
      } catch {
        if (leaving.signal.aborted) return;
        setIsLost(true);
      }
      if (!leaving.signal.aborted) timer = setTimeout(() => void lookAgain(), LOOK_EVERY_MS);
    };
    void lookAgain();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [after]);
  return { scene, isLost };
}
