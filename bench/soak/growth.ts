import { median } from "../report.js";
import type { SoakSample } from "./run-soak.js";

/** A heap that is measured after a collection still differs by what happens to be compiled and cached. */
const HEAP_NOISE_MIB = 3;
const KEPT_CONNECTIONS_NOISE = 20;
/** What the allocator keeps of its busiest moments. */
const RSS_NOISE_MIB = 60;

/** All that grew, in words; none, if nothing did. The first third is left out: code is compiled and caches are filled then. */
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
  // Some connections to the vendors are kept for the next call, more or fewer as the last ones happened to come.
  if (grew(({ moreDescriptors }) => moreDescriptors ?? 0) > KEPT_CONNECTIONS_NOISE)
    problems.push(`descriptors are left open: ${last.moreDescriptors}`);
  if (grew(({ timers }) => timers) > 2) problems.push(`timers are left: ${last.timers}`);
  if (last.warnings > 0) problems.push(`Node warned ${last.warnings} times, as of too many listeners`);
  return problems;
}

/** Heap bytes that each thousand requests left behind: the slope of a straight line through all samples but the first third. */
export function heapBytesPerThousand(samples: readonly SoakSample[]): number {
  const warm = samples.slice(Math.floor(samples.length / 3));
  const mean = (of: (sample: SoakSample) => number) =>
    warm.reduce((sum, one) => sum + of(one), 0) / warm.length;
  const [meanX, meanY] = [mean(({ requests }) => requests), mean(({ heapMiB }) => heapMiB)];
  const covariance = mean(({ requests, heapMiB }) => (requests - meanX) * (heapMiB - meanY));
  const variance = mean(({ requests }) => (requests - meanX) ** 2);
  return variance === 0 ? 0 : Math.round((covariance / variance) * 1000 * 2 ** 20);
}
