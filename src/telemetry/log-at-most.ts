/** Lines of one kind that are written in a second; what is above is counted. */
const LINES_PER_SECOND = 20;
const SECOND_MS = 1_000;

interface Window {
  written: number;
  leftOut: number;
}

/**
 * Keeps whoever is refused again and again from filling the log: of each kind 20 lines a second are written, and one that
 * says how many were left out. There must be a bounded number of kinds, none of them chosen by whoever sends requests.
 */
export function logAtMost(
  logLeftOut: (kind: string, count: number) => void,
): (kind: string, write: () => void) => void {
  const windows = new Map<string, Window>();
  const close = (kind: string): void => {
    const leftOut = windows.get(kind)?.leftOut ?? 0;
    windows.delete(kind);
    if (leftOut > 0) logLeftOut(kind, leftOut);
  };
  return (kind, write) => {
    let window = windows.get(kind);
    if (window === undefined) {
      window = { written: 0, leftOut: 0 };
      windows.set(kind, window);
      setTimeout(() => close(kind), SECOND_MS).unref();
    }
    if (window.written < LINES_PER_SECOND) {
      window.written += 1;
      write();
    } else window.leftOut += 1;
  };
}
