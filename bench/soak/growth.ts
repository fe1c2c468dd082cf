import { median } from "../report.js";
import type { SoakSample } from "./run-soak.js";

/** Even after a collection, the heap varies with compiled code and caches. */
const HEAP_NOISE_MIB = 3;
const KEPT_CONNECTIONS_NOISE = 20;
/** The allocator keeps memory from peaks of load. */
const RSS_NOISE_MIB = 60;

/** Describes everything that grew. Ignores the first third, in which code is compiled and caches are filled. */
export function growthIn(samples: readonly SoakSample[]): string[] {
  const warm = samples.slice(Math.floor(samples.length / 3));
  const half = Math.ceil(warm.length / 2);
  const grew = (of: (sample: SoakSample) => number): number =>
    median(warm.slice(-half).map(of)) - median(warm.slice(0, half).map(of));
  const last = samples.at(-1);
  const problems: string[] = [];
  const heap = grew(({ heapMiB }) => heapMiB);
  if (heap > HEAP_NOISE_MIB) problems.push(`the heap grew by ${heap.toFixed(1)} MiB`);
  const rss = grew(({ rssMiB }) => rssMiB);
  if (rss > RSS_NOISE_MIB) problems.push(`resident memory grew by ${rss.toFixed(1)} MiB`);
  if (last === undefined) return ["nothing was measured"];
  if (last.sockets > 0) problems.push(`${last.sockets} connections are still open`);
  // The number of kept-alive connections to the vendors varies with the last calls.
  if (grew(({ moreDescriptors }) => moreDescriptors ?? 0) > KEPT_CONNECTIONS_NOISE)
    problems.push(`descriptors are left open: ${last.moreDescriptors}`);
  if (grew(({ timers }) => timers) > 2) problems.push(`timers are left: ${last.timers}`);
  if (last.warnings > 0)
    problems.push(`Node warned ${last.warnings} times, for example of too many listeners`);
  return problems;
}

/** Retained heap bytes per thousand requests: the slope of a linear fit without the first third of the samples. */
export function heapBytesPerThousand(samples: readonly SoakSample[]): number {
  const warm = samples.slice(Math.floor(samples.length / 3));
  const mean = (of: (sample: SoakSample) => number) =>
    warm.reduce((sum, one) => sum + of(one), 0) / warm.length;
  const [meanX, meanY] = [mean(({ requests }) => requests), mean(({ heapMiB }) => heapMiB)];
  const covariance = mean(({ requests, heapMiB }) => (requests - meanX) * (heapMiB - meanY));
  const variance = mean(({ requests }) => (requests - meanX) ** 2);
  return variance === 0 ? 0 : Math.round((covariance / variance) * 1000 * 2 ** 20);
}
