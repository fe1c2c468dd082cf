import { Counter, Histogram, type Registry } from "prom-client";
import type { CallReport } from "../vendor/call.js";
import type { Vendor } from "../vendor/failure.js";
import type { Oddity } from "../vendor/fields.js";

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
}

/**
 * Counts calls to the vendors. `codeLabel` allows only documented codes, so that the number of labels is bounded. A call
 * without an answer is labelled with the reason.
 */
export function callMetrics(registry: Registry, codeLabel: (report: CallReport) => string): CallObserver {
  const registers = [registry];
  const calls = new Counter({
    name: "class_groups_vendor_calls_total",
    help: "Calls to a vendor, without repeats. Outcome: ok, refused, or why no answer was read. Code: the vendor's.",
    labelNames: ["vendor", "operation", "outcome", "code"] as const,
    registers,
  });
  const attempts = new Counter({
    name: "class_groups_vendor_attempts_total",
    help: "Requests sent to a vendor, including repeats.",
    labelNames: ["vendor", "operation"] as const,
    registers,
  });
  const took = new Histogram({
    name: "class_groups_vendor_call_duration_seconds",
    help: "Duration of a call to a vendor, including waits and repeats.",
    labelNames: ["vendor", "operation"] as const,
    buckets: SECONDS,
    registers,
  });
  const waited = new Histogram({
    name: "class_groups_vendor_pacer_wait_seconds",
    help: "Time that a call waited for the rate limit, all attempts together.",
    labelNames: ["vendor", "lane"] as const,
    buckets: SECONDS,
    registers,
  });
  const keys = new Histogram({
    name: "class_groups_read_batch_keys",
    help: "Ids in one batch of reads, which is sent in calls of 50.",
    labelNames: ["of"] as const,
    buckets: KEYS,
    registers,
  });
  const reads = new Counter({
    name: "class_groups_read_batch_reads_total",
    help: "Reads that batches answered. Divide by the number of batches for the reads in each.",
    labelNames: ["of"] as const,
    registers,
  });
  const oddities = new Counter({
    name: "class_groups_vendor_odd_details_total",
    help: "Details of vendors' answers that could not be used as sent, by the vendor's field and what was odd.",
    labelNames: ["vendor", "field", "kind"] as const,
    registers,
  });
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
  };
}

function outcomeOf({ outcome, succeeded }: CallReport): string {
  if (outcome !== "answered") return outcome;
  return succeeded ? "ok" : "refused";
}
