import { constants } from "node:os";

/**
 * Signals this close together are one. Ctrl-C signals every process of a terminal, and npm passes its own on to the
 * program that it runs; a program beside others is also told by them.
 */
const ONE_STOP_MS = 2_000;

/**
 * Calls `stop` at the first of the signals, and `stopAtOnce` at one that comes more than two seconds later. By default that
 * ends the process, with 128 and the signal's number as its exit code.
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
