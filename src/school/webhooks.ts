import type { Announcements } from "../announcements/announcements.js";
import type { StoreProvider } from "../store/store.js";
import { cachedFor } from "../telemetry/cached-for.js";
import type { Log } from "../telemetry/log.js";
import type { WebhookMetrics } from "../telemetry/webhook-metrics.js";
import type { Clock } from "../vendor/clock.js";
import { readBacklog } from "../webhooks/backlog.js";
import type { EventEvidence } from "../webhooks/event-evidence.js";
import { openWebhooks, type Webhooks } from "../webhooks/open-webhooks.js";
import type { SchoolSettings } from "./settings.js";
import { observeWebhooks } from "./webhook-log.js";

/** The backlog is counted at most once in this time. */
const BACKLOG_CACHE_MS = 1_000;

/** Receives a school's webhooks. Null if it has none. */
export function openSchoolWebhooks(
  { webhooks: settings, classin, tencentIm, store }: SchoolSettings,
  deps: {
    log: Log;
    clock: Clock;
    provider: StoreProvider;
    announcements: Announcements;
    evidence: EventEvidence;
    metrics: WebhookMetrics | undefined;
  },
): Webhooks | null {
  if (settings === null) return null;
  const { log, metrics, provider, ...rest } = deps;
  metrics?.registerBacklog(cachedFor(BACKLOG_CACHE_MS, async () => readBacklog(await provider.open())));
  return openWebhooks(settings, {
    ...rest,
    provider,
    classin,
    tencentIm,
    observer: observeWebhooks(log, metrics),
    retentionDays: store.retentionDays,
  });
}
