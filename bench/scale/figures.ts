import { readFileSync } from "node:fs";
import type { BulkServer, Operation } from "../../test/support/bulk-server.js";

export const round = (value: number, places = 1): number => Math.round(value * 10 ** places) / 10 ** places;

/** Seconds from the first chunk's start to the last item's outcome. */
export const secondsOf = ({ startedAt, finishedAt }: Operation): number =>
  (Date.parse(String(finishedAt)) - Date.parse(String(startedAt))) / 1_000;

/** The smallest value that is not exceeded by this share of the values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const TICKS_PER_SECOND = 100;
/** A process's user and system CPU time, in milliseconds. */
export function cpuMs(pid: number | undefined): number {
  const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(11, 13).map(Number);
  return (((user ?? 0) + (system ?? 0)) * 1_000) / TICKS_PER_SECOND;
}

export interface Memory {
  /** The lowest heap size in each quarter of the run, which is the size after collections. */
  readonly heapMiBByQuarter: readonly number[];
  readonly highestRssMiB: number;
}

/** Samples a server's memory every half second. The returned function ends this and returns the result. */
export function watchMemory(server: BulkServer): () => Memory {
  const heap: number[] = [];
  const rss: number[] = [];
  const timer = setInterval(() => {
    rss.push(server.memoryMb());
    void server.metric("nodejs_heap_size_used_bytes").then(
      (bytes) => heap.push(bytes / 2 ** 20),
      () => undefined,
    );
  }, 500);
  return () => {
    clearInterval(timer);
    const quarter = Math.ceil(heap.length / 4);
    return {
      heapMiBByQuarter: [0, 1, 2, 3]
        .map((index) => heap.slice(index * quarter, (index + 1) * quarter))
        .filter((values) => values.length > 0)
        .map((values) => round(Math.min(...values))),
      highestRssMiB: Math.max(...rss),
    };
  };
}
