import { type DestinationStream, pino } from "pino";

type Lines = DestinationStream & { flushSync(): void };

let shared: Lines | undefined;

/** Standard output for log lines. All loggers of the process share it. */
export const standardOutput = (): Lines => (shared ??= linesOfOneTurn());

/**
 * Writes all lines of one turn of the event loop with one system call, since a system call costs more than a line. A line
 * leaves the process before the turn ends, and at the latest when the process exits. pino writes fatal lines at once.
 */
function linesOfOneTurn(): Lines {
  const file = pino.destination({ fd: 1, sync: true });
  let lines = "";
  const flush = () => {
    const text = lines;
    lines = "";
    if (text !== "") file.write(text);
  };
  process.once("exit", flush);
  return {
    write(line) {
      if (lines === "") setImmediate(flush);
      lines += line;
    },
    flushSync: flush,
  };
}
