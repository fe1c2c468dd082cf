import { existsSync, readdirSync } from "node:fs";

/** What a measured process says of itself when asked. */
export interface Usage {
  /** User and system CPU time so far, in microseconds. */
  readonly cpuMicros: number;
  readonly rssBytes: number;
  /** After a collection, where the process was started with --expose-gc and one was asked for. */
  readonly heapBytes: number;
  /** Of the stand-in for the vendor: calls answered so far. */
  readonly calls: number;
  /** Files and connections that are open, idle ones too; null where the system does not tell. */
  readonly descriptors: number | null;
  /** Connections and timers that keep the process alive. */
  readonly sockets: number;
  readonly timers: number;
  /** Warnings that Node printed so far. */
  readonly warnings: number;
}

const DESCRIPTORS = "/proc/self/fd";

export type FromParent = "usage" | "usage after gc";
export type FromChild = { readonly url: string } | Usage;

/** Tells the process that started this one where it listens, and from then on what it has used. Ends with its parent. */
export function serveParent(url: string, calls: () => number = () => 0): void {
  let warnings = 0;
  process.on("warning", () => {
    warnings += 1;
  });
  const report = (message: FromChild) => process.send?.(message);
  process.on("message", (asked: FromParent) => {
    if (asked === "usage after gc") globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const open = process.getActiveResourcesInfo();
    report({
      cpuMicros: user + system,
      rssBytes: rss,
      heapBytes: heapUsed,
      calls: calls(),
      descriptors: existsSync(DESCRIPTORS) ? readdirSync(DESCRIPTORS).length : null,
      sockets: open.filter((kind) => kind === "TCPSocketWrap").length,
      timers: open.filter((kind) => kind === "Timeout").length,
      warnings,
    });
  });
  process.once("disconnect", () => process.exit(0));
  report({ url });
}
