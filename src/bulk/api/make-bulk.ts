import type { Config } from "../../config/config.js";
import type { StoreProvider } from "../../store/store.js";
import type { Log } from "../../telemetry/log.js";
import type { VendorHealth } from "../../vendor/circuit/health.js";
import type { Clock } from "../../vendor/clock.js";
import type { Tasks } from "../engine/task.js";
import { type BulkEngine, type BulkLog, createBulk } from "./bulk.js";

/** The engine of a configuration, telling the log what an operator should know. */
export function makeBulk(
  config: Pick<Config, "RETENTION_DAYS">,
  deps: {
    provider: StoreProvider;
    log: Log;
    clock: Clock;
    random: () => number;
    tasks: Tasks;
    health: () => readonly VendorHealth[];
  },
): BulkEngine {
  const { log, ...parts } = deps;
  return createBulk({ ...parts, retentionDays: config.RETENTION_DAYS, log: logOf(log) });
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
