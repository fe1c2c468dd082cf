import { logAtMost } from "../telemetry/log-at-most.js";
import type { Log } from "../telemetry/log.js";
import type { WebhookMetrics } from "../telemetry/webhook-metrics.js";
import type { WebhookObserver } from "../webhooks/observer.js";

const MINUTE_MS = 60_000;

/** Logs and counts what becomes of webhooks. No line holds anything of a body, except the name of the event. */
export function observeWebhooks(log: Log, metrics: WebhookMetrics | undefined): WebhookObserver {
  const atMost = logAtMost((kind, omitted) => log.warn({ kind, omitted }, "more webhooks of this kind"));
  let troubleLoggedAt = Number.NEGATIVE_INFINITY;
  return {
    received(vendor, outcome) {
      metrics?.received(vendor, outcome);
      if (outcome === "unverified")
        atMost(outcome, () =>
          log.warn(
            { vendor },
            "a webhook did not verify, so it was kept apart: compare CLASSIN_SID and the push secret with ClassIn's",
          ),
        );
      if (outcome === "dropped")
        atMost(outcome, () =>
          log.warn({ vendor }, "a webhook that did not verify was only counted: too many arrive"),
        );
      if (outcome === "oversized")
        atMost(outcome, () => log.error({ vendor }, "a webhook was refused: its body is too large"));
    },
    refused(vendor, why) {
      metrics?.received(vendor, "refused");
      atMost("refused", () => log.warn({ vendor, why }, "a webhook was refused"));
    },
    notStored(vendor, error) {
      metrics?.received(vendor, "not-stored");
      atMost("not-stored", () =>
        log.error(
          { vendor, why: reasonOf(error) },
          "a webhook could not be stored, so it was not acknowledged",
        ),
      );
    },
    connectionRefused: (most) =>
      atMost("connection", () =>
        log.warn({ most }, "a connection to the port of webhooks was refused: too many are open"),
      ),
    notProcessed({ number, command }, why, isLast) {
      metrics?.notProcessed(isLast);
      const line = { number, command, why };
      if (isLast) log.error(line, "a webhook could not be processed, and is not tried again");
      else log.warn(line, "a webhook could not be processed; it is tried again");
    },
    gap(since) {
      metrics?.gap();
      log.warn(
        { since: since?.toISOString() ?? null },
        "webhooks of Tencent IM may have been missed, so everything is read anew",
      );
    },
    trouble(error) {
      if (performance.now() - troubleLoggedAt < MINUTE_MS) return;
      troubleLoggedAt = performance.now();
      log.warn({ why: reasonOf(error) }, "the store did not answer; webhooks wait until it does");
    },
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
