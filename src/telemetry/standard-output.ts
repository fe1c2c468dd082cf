import { type DestinationStream, pino } from "pino";

/** A burst of lines is written when so many characters have come together. */
const BUFFERED_CHARACTERS = 8 * 1024;

type Lines = DestinationStream & { flushSync(): void };

let shared: Lines | undefined;

/** Standard output for log lines. All loggers of the process share it. */
export const standardOutput = (): Lines => (shared ??= linesOfOneTurn());

/**
 * Writes all lines of one turn of the event loop with one system call, since a system call costs more than a line. A line
 * leaves the process before the turn ends, and at the latest when the process exits. pino writes fatal lines at once.
 */
function linesOfOneTurn(): Lines {
  const file = pino.destination({ fd: 1, sync: true, minLength: BUFFERED_CHARACTERS });
  let isScheduled = false;
  const flush = () => {
    isScheduled = false;
    file.flushSync();
  };
  process.once("exit", flush);
  return {
    write(line) {
      file.write(line);
      if (isScheduled) return;
      isScheduled = true;
      setImmediate(flush);
    },
    flushSync: flush,
  };
}
