import { styleText } from "node:util";
import { describeLine } from "./describe.js";
import { eachLine, readLogLine } from "./log-line.js";

/** The log of a running server, made readable while it is written. */
export interface LiveLog {
  /** Takes the server's output. */
  readonly read: (chunk: string) => void;
  /** Begins to print. What came before, while the server started, is not shown. */
  readonly begin: () => void;
}

export function liveLog(print: (text: string) => void, { color = false } = {}): LiveLog {
  let isOn = false;
  return {
    begin() {
      isOn = true;
    },
    read: eachLine((text) => {
      const line = isOn ? readLogLine(text) : null;
      const described = line === null ? null : describeLine(line);
      if (described !== null) print(color ? styleText("dim", described) : described);
    }),
  };
}

/** Prints nothing. */
export const NO_LOG: LiveLog = { read: () => undefined, begin: () => undefined };
