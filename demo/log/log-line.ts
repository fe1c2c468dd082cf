/** A line of a server's JSON log. */
export type LogLine = Readonly<Record<string, unknown>> & {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly level: number;
  readonly msg: string;
};

/** Null if the text is not a line of the log. */
export function readLogLine(text: string): LogLine | null {
  if (!text.startsWith("{")) return null;
  try {
    const line = JSON.parse(text) as Partial<LogLine> | null;
    const isLine =
      typeof line?.time === "number" && typeof line.level === "number" && typeof line.msg === "string";
    return isLine ? (line as LogLine) : null;
  } catch {
    return null;
  }
}

/** A longer line is dropped, so that a program that never ends its line costs no memory. */
const LONGEST_LINE = 64 * 1024;

/** Cuts a stream of text into lines. */
export function eachLine(onLine: (line: string) => void): (chunk: string) => void {
  let rest = "";
  return (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) rest = "";
    for (const line of lines) onLine(line);
  };
}
