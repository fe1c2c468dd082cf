import { bar, type Counts, createMeter, describe, endedOf } from "./progress.js";

/** Where a command reports its progress. */
export interface Display {
  /** Prints a line that stays. */
  readonly say: (line: string) => void;
  readonly progress: (counts: Counts) => void;
  /** Removes the progress bar. */
  readonly end: () => void;
}

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const ERASE_LINE = "\r\u001b[K";
/** Keeps the logs of scheduled jobs short. */
const LINE_EVERY_MS = 10_000;

/** A progress bar on a terminal. Elsewhere a line from time to time, and one at the end. */
export function createDisplay(out: Terminal, now: () => number): Display {
  return out.isTTY === true ? barOn(out, now) : linesOn(out, now);
}

function barOn(out: Terminal, now: () => number): Display {
  const rateOf = createMeter();
  let shown = "";
  const draw = (text: string) => {
    // A line that wraps could not be erased. Some terminals report 0 columns.
    shown = text.slice(0, (out.columns || 80) - 1);
    out.write(`${ERASE_LINE}${shown}`);
  };
  return {
    say: (line) => out.write(`${shown === "" ? "" : ERASE_LINE}${line}\n${shown}`),
    progress: (counts) => draw(`${bar(counts)} ${describe(counts, rateOf(counts, now()))}`),
    end() {
      if (shown !== "") draw("");
    },
  };
}

function linesOn(out: Terminal, now: () => number): Display {
  const rateOf = createMeter();
  let lastMs = Number.NEGATIVE_INFINITY;
  let lastLine = "";
  return {
    say: (line) => out.write(`${line}\n`),
    progress(counts) {
      const nowMs = now();
      const line = describe(counts, rateOf(counts, nowMs));
      const isOver = endedOf(counts) === counts.total;
      if (line === lastLine || (nowMs - lastMs < LINE_EVERY_MS && !isOver)) return;
      lastMs = nowMs;
      lastLine = line;
      out.write(`${line}\n`);
    },
    end: () => {},
  };
}
