import type { Announcements } from "../announcements/announcements.js";
import type { StoreProvider } from "../store/store.js";
import { cachedFor } from "../telemetry/cached-for.js";
import type { Log } from "../telemetry/log.js";
import type { WebhookMetrics } from "../telemetry/webhook-metrics.js";
import type { Clock } from "../vendor/clock.js";
import { readBacklog } from "../webhooks/backlog.js";
import type { EventEvidence } from "../webhooks/event-evidence.js";
import { openWebhooks, type Webhooks } from "../webhooks/open-webhooks.js";
import type { NameEvents } from "../webhooks/process/name-events.js";
import type { RelayObserver, RelayState } from "../webhooks/relay/model.js";
import { startRelay } from "../webhooks/relay/relay.js";
import { stoppableOpen } from "../webhooks/stoppable-open.js";
import type { SchoolSettings } from "./settings.js";
import { observeWebhooks } from "./webhook-log.js";

/** The backlog is counted at most once in this time. */
const BACKLOG_CACHE_MS = 1_000;

/** A school's webhooks, and how their relay targets fare. */
export interface SchoolWebhooks extends Webhooks {
  readonly relays: () => readonly RelayState[];
}

/** Receives a school's webhooks, and relays them. Null if it has none. */
export function openSchoolWebhooks(
  { webhooks: settings, classin, tencentIm, store }: SchoolSettings,
  deps: {
    log: Log;
    clock: Clock;
    provider: StoreProvider;
    announcements: Announcements;
    evidence: EventEvidence;
    random: () => number;
    metrics: WebhookMetrics | undefined;
    relayObserver: RelayObserver | undefined;
    names: NameEvents;
  },
): SchoolWebhooks | null {
  if (settings === null) return null;
  const { log, clock, random, metrics, provider, announcements, evidence } = deps;
  metrics?.registerBacklog(cachedFor(BACKLOG_CACHE_MS, async () => readBacklog(await provider.open())));
  const opening = stoppableOpen(() => provider.open());
  const relay = startRelay({
    settings: settings.relay,
    source: `${classin.sid}/${tencentIm.sdkAppId}`,
    store: () => opening.open(),
    clock,
    random,
    log,
    observer: deps.relayObserver,
  });
  const webhooks = openWebhooks(settings, {
    classin,
    tencentIm,
    provider: opening,
    announcements,
    evidence,
    clock,
    observer: observeWebhooks(log, metrics),
    retentionDays: store.retentionDays,
    names: deps.names,
    onStored: () => relay.wake(),
  });
  return {
    ...webhooks,
    relays: relay.states,
    async close() {
      const closed = Promise.all([webhooks.close(), relay.stop()]);
      opening.stop();
      await closed;
    },
  };
}
