import type { Log } from "../../telemetry/log.js";
import { atMostOnceAMinute, reasonOf } from "../../telemetry/once-a-minute.js";
import { type BulkEngine, type BulkLog, createBulk } from "./bulk.js";

/** Creates the bulk engine. Its problems are logged. */
export function makeBulk(deps: Omit<Parameters<typeof createBulk>[0], "log"> & { log: Log }): BulkEngine {
  return createBulk({ ...deps, log: logOf(deps.log) });
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
