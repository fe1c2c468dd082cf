import { StoreUnavailable } from "../../store/sql.js";
import type { BulkMetrics } from "../../telemetry/bulk-metrics.js";
import { cachedFor } from "../../telemetry/cached-for.js";
import type { Log } from "../../telemetry/log.js";
import { atMostOnceAMinute, reasonOf } from "../../telemetry/once-a-minute.js";
import { sleep } from "../../vendor/clock.js";
import { type BulkEngine, type BulkLog, createBulk } from "./bulk.js";

/** Open work is counted at most once in this time. */
const OPEN_WORK_CACHE_MS = 1_000;
/** Prometheus waits 10 s for all metrics. A slow database must not hide the others. */
const OPEN_WORK_WITHIN_MS = 2_000;

interface Deps extends Omit<Parameters<typeof createBulk>[0], "log" | "onEnded"> {
  readonly log: Log;
  readonly metrics: BulkMetrics | undefined;
}

/** Creates the bulk engine. Its problems are logged, and its items are counted. */
export function makeBulk({ log, metrics, ...deps }: Deps): BulkEngine {
  const engine = createBulk({ ...deps, log: logOf(log), onEnded: metrics?.ended });
  const tooLate = async (): Promise<never> => {
    await sleep(deps.clock, OPEN_WORK_WITHIN_MS);
    throw new StoreUnavailable("The store did not answer in time.");
  };
  const readOpenWork = () => Promise.race([engine.openWork(), tooLate()]);
  metrics?.registerOpenWork(cachedFor(OPEN_WORK_CACHE_MS, readOpenWork));
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
