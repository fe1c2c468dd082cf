/** What a measured process says of itself when asked. */
export interface Usage {
  /** User and system CPU time so far, in microseconds. */
  readonly cpuMicros: number;
  readonly rssBytes: number;
  /** After a collection, where the process was started with --expose-gc and one was asked for. */
  readonly heapBytes: number;
  /** Of the stand-in for the vendor: calls answered so far. */
  readonly calls: number;
}

export type FromParent = "usage" | "usage after gc";
export type FromChild = { readonly url: string } | Usage;

/** Tells the process that started this one where it listens, and from then on what it has used. Ends with its parent. */
export function serveParent(url: string, calls: () => number = () => 0): void {
  const tell = (message: FromChild) => process.send?.(message);
  process.on("message", (asked: FromParent) => {
    if (asked === "usage after gc") globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    tell({ cpuMicros: user + system, rssBytes: rss, heapBytes: heapUsed, calls: calls() });
  });
  process.once("disconnect", () => process.exit(0));
  tell({ url });
}
