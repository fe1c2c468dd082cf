import type { Announcements } from "../announcements/announcements.js";
import { localAnnouncements } from "../announcements/local-announcements.js";
import type { BulkEngine } from "../bulk/api/bulk.js";
import { makeBulk } from "../bulk/api/make-bulk.js";
import { takingTurns } from "../bulk/engine/course-leases.js";
import { createTasks } from "../bulk/engine/task.js";
import { createClassinClient } from "../classin/client.js";
import type { Services } from "../graphql/context.js";
import { ClosingStack } from "../process/closing-stack.js";
import type { StoreProvider } from "../store/store.js";
import { cachedFor } from "../telemetry/cached-for.js";
import type { CallObserver } from "../telemetry/call-metrics.js";
import type { Log } from "../telemetry/log.js";
import type { State } from "../telemetry/state-metrics.js";
import type { WebhookMetrics } from "../telemetry/webhook-metrics.js";
import { createTencentImClient } from "../tencent-im/client.js";
import { createUserSigs } from "../tencent-im/user-sig.js";
import { type CallReport, createCallVendor } from "../vendor/call.js";
import type { VendorHealth } from "../vendor/circuit/health.js";
import type { GuardOptions } from "../vendor/circuit/vendor-circuits.js";
import type { Clock } from "../vendor/clock.js";
import { connect } from "../vendor/send.js";
import { readBacklog } from "../webhooks/backlog.js";
import { createChangeFeed } from "../webhooks/change-feed.js";
import { heedingKnownEndings } from "../webhooks/known-endings.js";
import { openWebhooks, type Webhooks } from "../webhooks/open-webhooks.js";
import { createWebhookReads } from "../webhooks/webhook-reads.js";
import { openBudgets } from "./budgets.js";
import { logCalls } from "./call-log.js";
import { createSkews } from "./clock-skews.js";
import { courseGroups } from "./course-groups.js";
import { createGuards } from "./guards.js";
import { noteOddities } from "./oddity-log.js";
import type { SchoolSettings } from "./settings.js";
import { openStore } from "./store-provider.js";
import { observeWebhooks } from "./webhook-log.js";

/** The running services for one school's accounts at both vendors. */
export interface School {
  /** What resolvers use. */
  readonly services: Services;
  readonly bulk: Pick<BulkEngine, "resume" | "handBack">;
  /** Null if the school has none. */
  readonly webhooks: Pick<Webhooks, "listen" | "stopListening"> | null;
  /** What metrics and readiness read. */
  readonly state: Omit<State, "isReady" | "misconfigured" | "keysAnswer">;
  /** Ends all subscriptions, so that their connections can be closed. */
  endWatching(): void;
  close(): Promise<void>;
}

export interface SchoolDeps {
  readonly log: Log;
  readonly clock: Clock;
  readonly random: () => number;
  readonly guard?: GuardOptions | undefined;
  readonly observer?: CallObserver | undefined;
  readonly webhookMetrics?: WebhookMetrics | undefined;
  /** Replaces the store in the settings. */
  readonly provider?: StoreProvider | undefined;
  /** Replaces the announcements of the store. */
  readonly announcements?: Announcements | undefined;
}

/** The backlog of webhooks is counted at most once in this time. */
const BACKLOG_CACHE_MS = 1_000;

/** Creates a school's clients. Each vendor has its own connections, permits and circuits. */
export function openSchool(settings: SchoolSettings, deps: SchoolDeps): School {
  const { log, clock, random, observer } = deps;
  const closing = new ClosingStack();
  const provider = deps.provider ?? openStore(settings.store, log);
  const skews = createSkews(log, clock);
  const guards = createGuards(log, clock, deps.guard);
  const budgets = openBudgets(settings, { log, clock, provider });
  closing.add(() => budgets.close());

  const logCall = logCalls(log, (vendor) => skews[vendor].ms);
  const observe = (report: CallReport) => {
    logCall(report);
    observer?.call(report);
  };
  const call = createCallVendor({ clock, random, observe, guards });
  const classinHost = connect(settings.classin.url, (date, tookMs) => skews.classin.measure(date, tookMs));
  const tencentHost = connect(settings.tencentIm.url, (date, tookMs) =>
    skews["tencent-im"].measure(date, tookMs),
  );
  closing.add(() => Promise.all([classinHost.close(), tencentHost.close()]));

  const classinClient = createClassinClient({
    sid: settings.classin.sid,
    secret: settings.classin.secret.reveal(),
    host: classinHost,
    call,
    limiter: budgets.classin,
    clock,
    noteOddity: noteOddities(log, "classin", observer),
    alone: takingTurns({ store: () => provider.sharedIfOpen(), clock }),
  });
  const classin =
    settings.webhooks === null
      ? classinClient
      : heedingKnownEndings(classinClient, { open: () => provider.open(), clock });
  const { sdkAppId, admin, secretKey, groupCustomKeys, memberCustomKeys } = settings.tencentIm;
  const tencentIm = createTencentImClient({
    credentials: { sdkAppId, admin },
    userSigs: createUserSigs({ sdkAppId, admin, secretKey: secretKey.reveal(), clock }),
    host: tencentHost,
    call,
    limiterFor: (command) => budgets.tencentIm(command),
    clock,
    random,
    groupCustomKeys,
    memberCustomKeys,
    noteOddity: noteOddities(log, "tencent-im", observer),
    noteBatch: (of, batch) => observer?.batch(of, batch),
  });

  const health = (): readonly VendorHealth[] => Object.values(guards).map((guard) => guard.health());
  const engine = makeBulk({
    provider,
    retentionDays: settings.store.retentionDays,
    log,
    clock,
    random,
    tasks: createTasks({ classin, tencentIm, clock }),
    health,
  });
  closing.add(() => engine.close());

  const announcements = deps.announcements ?? localAnnouncements(clock);
  const changes = createChangeFeed({ announcements, clock });
  closing.add(() => changes.close());
  const webhooks =
    settings.webhooks &&
    openWebhooks(settings.webhooks, {
      classin: settings.classin,
      tencentIm: settings.tencentIm,
      provider,
      announcements,
      clock,
      observer: observeWebhooks(log, deps.webhookMetrics),
      retentionDays: settings.store.retentionDays,
    });
  closing.add(() => webhooks?.close());
  if (webhooks !== null)
    deps.webhookMetrics?.registerBacklog(
      cachedFor(BACKLOG_CACHE_MS, async () => readBacklog(await provider.open())),
    );

  return {
    services: {
      classin,
      tencentIm,
      bulk: engine.bulk,
      webhooks: createWebhookReads(provider),
      changes,
      courseGroups: courseGroups(settings.courseGroupId),
      memberCustomKeys,
      clock,
      audit: (entry) => log.info(entry, "mutation"),
    },
    bulk: engine,
    webhooks,
    state: {
      health,
      clockSkewMs: (vendor) => skews[vendor].ms,
      waiting: budgets.waiting,
      store: async () => ({ kind: provider.kind, why: await provider.trouble() }),
      ledgerAnswers: budgets.ledgerAnswers,
    },
    endWatching() {
      engine.endWatching();
      changes.close();
    },
    close: () => closing.close(),
  };
}
