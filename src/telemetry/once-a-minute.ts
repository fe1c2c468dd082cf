const MINUTE_MS = 60_000;

/** Calls `write` at most once a minute, with what happened then. For troubles that repeat until they are over. */
export function atMostOnceAMinute(write: (error: unknown) => void): (error: unknown) => void {
  let writtenAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - writtenAt < MINUTE_MS) return;
    writtenAt = performance.now();
    write(error);
  };
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
