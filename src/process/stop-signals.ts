import { constants } from "node:os";

/**
 * Signals this close together count as one. Ctrl-C signals every process of a terminal. npm, and programs that run together,
 * forward it too.
 */
const ONE_STOP_MS = 2_000;

/**
 * Calls `stop` at the first signal, and `stopAtOnce` at a signal more than two seconds later. By default `stopAtOnce` exits
 * with code 128 plus the signal's number.
 */
export function onStopSignal(
  stop: (signal: NodeJS.Signals) => void,
  {
    signals = ["SIGINT", "SIGTERM"],
    stopAtOnce = (signal) => process.exit(128 + constants.signals[signal]),
  }: {
    readonly signals?: readonly NodeJS.Signals[];
    readonly stopAtOnce?: (signal: NodeJS.Signals) => void;
  } = {},
): void {
  let stoppedAtMs: number | null = null;
  for (const signal of signals) {
    process.on(signal, () => {
      const nowMs = performance.now();
      if (stoppedAtMs === null) {
        stoppedAtMs = nowMs;
        stop(signal);
      } else if (nowMs - stoppedAtMs > ONE_STOP_MS) stopAtOnce(signal);
    });
  }
}
