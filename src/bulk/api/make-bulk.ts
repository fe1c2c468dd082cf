import type { Log } from "../../telemetry/log.js";
import { type BulkEngine, type BulkLog, createBulk } from "./bulk.js";

/** The engine, whose troubles the log reports. */
export function makeBulk(deps: Omit<Parameters<typeof createBulk>[0], "log"> & { log: Log }): BulkEngine {
  return createBulk({ ...deps, log: logOf(deps.log) });
}

const MINUTE_MS = 60_000;

function logOf(log: Log): BulkLog {
  const atMostOnceAMinute = (say: (error: unknown) => void) => {
    let saidAt = Number.NEGATIVE_INFINITY;
    return (error: unknown) => {
      if (performance.now() - saidAt < MINUTE_MS) return;
      saidAt = performance.now();
      say(error);
    };
  };
  return {
    trouble: atMostOnceAMinute((error) =>
      log.warn({ why: whyOf(error) }, "the store did not answer; bulk work waits for it"),
    ),
    threw: (error, operationId) =>
      log.error({ err: error, operationId }, "an item of a bulk operation made the code fail"),
    fencedOff: ({ operationId, number }) =>
      log.warn(
        { operationId, chunk: number },
        "was held up for so long that another worker took its chunk over",
      ),
    historyTrouble: (error, dropped) => {
      if (dropped > 0)
        log.warn({ why: whyOf(error), dropped }, "syncs are missing from the history of courses");
    },
  };
}

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
