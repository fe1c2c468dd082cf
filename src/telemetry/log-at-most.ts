/** For each kind of line. Further lines are only counted. */
const LINES_PER_SECOND = 20;
const SECOND_MS = 1_000;

interface Window {
  written: number;
  omitted: number;
}

/**
 * Keeps repeated refusals from filling the log. Each kind gets 20 lines a second and one line that counts the omitted ones.
 * The number of kinds must be bounded, and clients must not be able to choose them.
 */
export function logAtMost(
  logOmitted: (kind: string, count: number) => void,
): (kind: string, write: () => void) => void {
  const windows = new Map<string, Window>();
  const close = (kind: string): void => {
    const omitted = windows.get(kind)?.omitted ?? 0;
    windows.delete(kind);
    if (omitted > 0) logOmitted(kind, omitted);
  };
  return (kind, write) => {
    let window = windows.get(kind);
    if (window === undefined) {
      window = { written: 0, omitted: 0 };
      windows.set(kind, window);
      setTimeout(() => close(kind), SECOND_MS).unref();
    }
    if (window.written < LINES_PER_SECOND) {
      window.written += 1;
      write();
    } else window.omitted += 1;
  };
}
