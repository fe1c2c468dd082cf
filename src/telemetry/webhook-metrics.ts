import type { Registry } from "prom-client";
import type { Backlog } from "../webhooks/backlog.js";
import type { ReceivedOutcome } from "../webhooks/observer.js";
import { Definitions } from "./define.js";

type Vendor = "classin" | "tencent-im";

/** Counts what becomes of the vendors' webhooks. */
export interface WebhookMetrics {
  readonly received: (vendor: Vendor, outcome: ReceivedOutcome | "refused" | "not-stored") => void;
  readonly notProcessed: (isLast: boolean) => void;
  readonly gap: () => void;
  /** Adds what waits to the text. Rejections leave the gauges as they are. Call it once. */
  readonly registerBacklog: (read: () => Promise<Backlog>) => void;
}

export function webhookMetrics(registry: Registry): WebhookMetrics {
  const define = new Definitions(registry);
  const received = define.counter(
    "class_groups_webhooks_received_total",
    "Webhooks that arrived, by vendor and outcome. Unverified and dropped ones were acknowledged, but are never acted on.",
    ["vendor", "outcome"],
  );
  const failures = define.counter(
    "class_groups_webhooks_process_failures_total",
    "Failed tries to process a webhook. With last=true it is not tried again.",
    ["last"],
  );
  const gaps = define.counter(
    "class_groups_webhooks_gaps_total",
    "Times in which webhooks may have been missed.",
    [],
  );
  return {
    received: (vendor, outcome) => received.inc({ vendor, outcome }),
    notProcessed: (isLast) => failures.inc({ last: String(isLast) }),
    gap: () => gaps.inc(),
    registerBacklog: (read) => registerBacklog(define, read),
  };
}

/** The gauges are read together, so one read serves all. */
function registerBacklog(define: Definitions, read: () => Promise<Backlog>): void {
  const gauge = (name: string, help: string, value: (backlog: Backlog) => number): void =>
    define.gauge(name, help, [], async (metric) => {
      const backlog = await read().catch(() => null);
      if (backlog !== null) metric.set(value(backlog));
    });
  gauge(
    "class_groups_webhooks_waiting",
    "Stored webhooks that wait to be processed.",
    ({ waiting }) => waiting,
  );
  gauge(
    "class_groups_webhooks_oldest_waiting_seconds",
    "How long the oldest waiting webhook has waited.",
    ({ oldestSeconds }) => oldestSeconds,
  );
  gauge(
    "class_groups_webhooks_failed",
    "Stored webhooks that could not be processed and are not tried again.",
    ({ failed }) => failed,
  );
}
