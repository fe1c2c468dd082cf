import type { Registry } from "prom-client";
import { BULK_KINDS, type BulkKind, type ItemOutcome, type OpenWork } from "../bulk/model.js";
import { Definitions } from "./define.js";

/** Counts the items of bulk operations. */
export interface BulkMetrics {
  /** The outcome of an item was stored. */
  readonly ended: (kind: BulkKind, outcome: ItemOutcome) => void;
  /** Adds the open work to the text. Rejections leave the gauges as they are. Call it once. */
  readonly registerOpenWork: (read: () => Promise<OpenWork>) => void;
}

const OUTCOMES = ["succeeded", "failed", "unknown"] as const satisfies readonly ItemOutcome[];

export function bulkMetrics(registry: Registry): BulkMetrics {
  const define = new Definitions(registry);
  const items = define.counter(
    "class_groups_bulk_items_total",
    "Items of bulk operations that ended, by the kind of the operation and by the item's outcome.",
    ["kind", "outcome"],
  );
  // The first increase is visible only if the series exists before it.
  for (const kind of BULK_KINDS) for (const outcome of OUTCOMES) items.inc({ kind, outcome }, 0);
  return {
    ended: (kind, outcome) => items.inc({ kind, outcome }),
    registerOpenWork: (read) => registerOpenWork(define, read),
  };
}

/** The gauges are read together, so one read serves all. */
function registerOpenWork(define: Definitions, read: () => Promise<OpenWork>): void {
  const gauge = (name: string, help: string, value: (work: OpenWork) => number): void =>
    define.gauge(name, help, [], async (metric) => {
      const work = await read().catch(() => null);
      if (work !== null) metric.set(value(work));
    });
  gauge(
    "class_groups_bulk_operations_open",
    "Bulk operations that have not ended.",
    ({ operations }) => operations,
  );
  gauge(
    "class_groups_bulk_items_waiting",
    "Items without an outcome, of bulk operations that are not being cancelled.",
    ({ items }) => items,
  );
}
