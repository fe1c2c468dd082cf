import { VENDOR_CALLS } from "../log/describe.js";
import { eachLine, type LogLine, readLogLine } from "../log/log-line.js";

/** A call to a vendor, as the panel shows it. It holds no name and no secret, as the log does not. */
export interface VendorCall {
  /** When it ended, in milliseconds since 1970. */
  readonly at: number;
  readonly vendor: string;
  /** The vendor's own name of the command or action. */
  readonly operation: string;
  readonly succeeded: boolean;
  /** The vendor's code. Null if there is no answer that can be read. */
  readonly code: number | null;
  /** Why there is none, in the log's words. */
  readonly why: string | null;
  readonly attempts: number;
  readonly tookMs: number;
}

export interface RecentCalls {
  /** Takes the server's output. */
  readonly read: (chunk: string) => void;
  /** The last calls, oldest first. */
  readonly list: () => readonly VendorCall[];
}

/** Enough for all calls of a second in a demo, so that they can be counted. */
const KEEP = 500;

/** Remembers the last calls that a server's log reports. */
export function recentCalls(): RecentCalls {
  let calls: readonly VendorCall[] = [];
  return {
    list: () => calls,
    read: eachLine((text) => {
      const line = readLogLine(text);
      const call = line === null ? null : callOf(line);
      if (call !== null) calls = [...calls.slice(1 - KEEP), call];
    }),
  };
}

/** Null if the line reports something else. */
function callOf(line: LogLine): VendorCall | null {
  const { vendor, operation, succeeded, code, why, attempts, tookMs } = line;
  if (!VENDOR_CALLS.has(line.msg) || typeof vendor !== "string" || typeof operation !== "string") return null;
  return {
    at: line.time,
    vendor,
    operation,
    succeeded: succeeded === true,
    code: typeof code === "number" ? code : null,
    why: typeof why === "string" ? why : null,
    attempts: typeof attempts === "number" ? attempts : 0,
    tookMs: typeof tookMs === "number" ? Math.round(tookMs) : 0,
  };
}
