import type { Registry } from "prom-client";
import type { KeptReadObserver } from "../tencent-im/kept-reads/news.js";
import type { CallReport } from "../vendor/call.js";
import type { Vendor } from "../vendor/failure.js";
import type { Oddity } from "../vendor/fields.js";
import { Definitions } from "./define.js";
import { keptReadMetrics } from "./kept-read-metrics.js";

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
const KEYS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Observes calls to the vendors, batches of reads, and odd details in answers. */
export interface CallObserver {
  readonly call: (report: CallReport) => void;
  readonly batch: (
    of: "groups" | "members",
    batch: { readonly keys: number; readonly reads: number },
  ) => void;
  readonly oddity: (vendor: Vendor, oddity: Oddity) => void;
  readonly keptReads: KeptReadObserver;
}

/**
 * Counts calls to the vendors. `codeLabel` allows only documented codes, so that the number of labels is bounded. A call
 * without an answer is labelled with the reason.
 */
export function callMetrics(registry: Registry, codeLabel: (report: CallReport) => string): CallObserver {
  const define = new Definitions(registry);
  const calls = define.counter(
    "class_groups_vendor_calls_total",
    "Calls to a vendor, without repeats. Outcome: ok, refused, or why no answer was read. Code: the vendor's.",
    ["vendor", "operation", "outcome", "code"],
  );
  const attempts = define.counter(
    "class_groups_vendor_attempts_total",
    "Requests sent to a vendor, including repeats.",
    ["vendor", "operation"],
  );
  const took = define.histogram(
    "class_groups_vendor_call_duration_seconds",
    "Duration of a call to a vendor, including waits and repeats.",
    ["vendor", "operation"],
    SECONDS,
  );
  const waited = define.histogram(
    "class_groups_vendor_pacer_wait_seconds",
    "Time that a call waited for the rate limit, all attempts together.",
    ["vendor", "lane"],
    SECONDS,
  );
  const keys = define.histogram(
    "class_groups_read_batch_keys",
    "Ids in one batch of reads, which is sent in calls of 50.",
    ["of"],
    KEYS,
  );
  const reads = define.counter(
    "class_groups_read_batch_reads_total",
    "Reads that batches answered. Divide by the number of batches for the reads in each.",
    ["of"],
  );
  const oddities = define.counter(
    "class_groups_vendor_odd_details_total",
    "Details of vendors' answers that could not be used as sent, by the vendor's field and what was odd.",
    ["vendor", "field", "kind"],
  );
  return {
    call(report) {
      const { vendor, operation, lane } = report;
      calls.inc({ vendor, operation, outcome: outcomeOf(report), code: codeLabel(report) });
      attempts.inc({ vendor, operation }, report.attempts);
      took.observe({ vendor, operation }, report.tookMs / 1000);
      waited.observe({ vendor, lane }, report.waitedMs / 1000);
    },
    batch(of, batch) {
      keys.observe({ of }, batch.keys);
      reads.inc({ of }, batch.reads);
    },
    oddity: (vendor, { field, kind }) => oddities.inc({ vendor, field, kind }),
    keptReads: keptReadMetrics(registry),
  };
}

function outcomeOf({ outcome, succeeded }: CallReport): string {
  if (outcome !== "answered") return outcome;
  return succeeded ? "ok" : "refused";
}
