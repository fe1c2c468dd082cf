import { existsSync, readdirSync } from "node:fs";

/** A measured process's report on itself. */
export interface Usage {
  /** User and system CPU time so far, in microseconds. */
  readonly cpuMicros: number;
  readonly rssBytes: number;
  /** Measured after a collection, if one was requested and the process has --expose-gc. */
  readonly heapBytes: number;
  /** For the vendor stub: the calls answered so far. */
  readonly calls: number;
  /** Open files and connections, including idle ones. Null if the system does not show them. */
  readonly descriptors: number | null;
  /** Connections and timers that keep the process alive. */
  readonly sockets: number;
  readonly timers: number;
  /** The warnings that Node has printed. */
  readonly warnings: number;
}

const DESCRIPTORS = "/proc/self/fd";

export type FromParent = "usage" | "usage after gc";
export type FromChild = { readonly url: string } | Usage;

/** Sends this process's URL to its parent, and then its usage on request. Ends with its parent. */
export function serveParent(url: string, calls: () => number = () => 0): void {
  answerParent(calls);
  process.send?.({ url } satisfies FromChild);
}

/** Sends this process's usage to its parent on request. Ends with its parent. */
export function answerParent(calls: () => number = () => 0): void {
  let warnings = 0;
  process.on("warning", () => {
    warnings += 1;
  });
  process.on("message", (request: FromParent) => {
    if (request === "usage after gc") globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const open = process.getActiveResourcesInfo();
    const usage: Usage = {
      cpuMicros: user + system,
      rssBytes: rss,
      heapBytes: heapUsed,
      calls: calls(),
      descriptors: existsSync(DESCRIPTORS) ? readdirSync(DESCRIPTORS).length : null,
      sockets: open.filter((kind) => kind === "TCPSocketWrap").length,
      timers: open.filter((kind) => kind === "Timeout").length,
      warnings,
    };
    process.send?.(usage);
  });
  process.once("disconnect", () => process.exit(0));
}
