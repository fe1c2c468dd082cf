import type { BulkMetrics } from "../../telemetry/bulk-metrics.js";
import { cachedFor } from "../../telemetry/cached-for.js";
import type { Log } from "../../telemetry/log.js";
import { atMostOnceAMinute, reasonOf } from "../../telemetry/once-a-minute.js";
import { type BulkEngine, type BulkLog, createBulk } from "./bulk.js";

/** Open work is counted at most once in this time. */
const OPEN_WORK_CACHE_MS = 1_000;

interface Deps extends Omit<Parameters<typeof createBulk>[0], "log" | "onEnded"> {
  readonly log: Log;
  readonly metrics: BulkMetrics | undefined;
}

/** Creates the bulk engine. Its problems are logged, and its items are counted. */
export function makeBulk({ log, metrics, ...deps }: Deps): BulkEngine {
  const engine = createBulk({ ...deps, log: logOf(log), onEnded: metrics?.ended });
  metrics?.registerOpenWork(cachedFor(OPEN_WORK_CACHE_MS, () => engine.openWork()));
  return engine;
}

function logOf(log: Log): BulkLog {
  return {
    trouble: atMostOnceAMinute((error) =>
      log.warn({ why: reasonOf(error) }, "the store did not answer; bulk work waits until it does"),
    ),
    threw: (error, operationId) =>
      log.error({ err: error, operationId }, "a bulk item failed with an unexpected error"),
    fencedOff: ({ operationId, number }) =>
      log.warn({ operationId, chunk: number }, "this worker stalled, so another worker took over its chunk"),
    historyTrouble: (error, dropped) => {
      if (dropped > 0)
        log.warn(
          { why: reasonOf(error), dropped },
          "some nickname syncs could not be stored and are missing from the history",
        );
    },
  };
}
