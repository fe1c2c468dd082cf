import type { Announcements } from "../announcements/announcements.js";
import type { BulkEngine } from "../bulk/api/bulk.js";
import { makeBulk } from "../bulk/api/make-bulk.js";
import { createTasks } from "../bulk/engine/tasks.js";
import type { Services } from "../graphql/context.js";
import type { KeepRules } from "../names/keep/rules.js";
import { createOfficialNames } from "../names/official-names.js";
import { createStudentRenames } from "../names/rename/student-renames.js";
import { ClosingStack } from "../process/closing-stack.js";
import type { StoreProvider } from "../store/store.js";
import type { BulkMetrics } from "../telemetry/bulk-metrics.js";
import type { CallObserver } from "../telemetry/call-metrics.js";
import type { Log } from "../telemetry/log.js";
import type { NameMetrics } from "../telemetry/name-metrics.js";
import type { State } from "../telemetry/state-metrics.js";
import type { WebhookMetrics } from "../telemetry/webhook-metrics.js";
import type { GuardOptions } from "../vendor/circuit/vendor-circuits.js";
import type { Clock } from "../vendor/clock.js";
import { createChangeFeed } from "../webhooks/change-feed.js";
import { watchEvents } from "../webhooks/event-evidence.js";
import { heedingKnownEndings } from "../webhooks/known-endings.js";
import type { Webhooks } from "../webhooks/open-webhooks.js";
import type { RelayObserver } from "../webhooks/relay/model.js";
import { createWebhookReads } from "../webhooks/webhook-reads.js";
import { openAnnouncements } from "./announcements.js";
import { courseGroups } from "./course-groups.js";
import { openKeptReads, syncAsWrite } from "./kept-reads.js";
import { openNameKeeping } from "./name-keeping.js";
import { noticingNewMembers } from "./name-vendors.js";
import { openClients } from "./open-clients.js";
import type { SchoolSettings } from "./settings.js";
import { openStore } from "./store-provider.js";
import { openSchoolWebhooks } from "./webhooks.js";

/** The running services for one school's accounts at both vendors. */
export interface School {
  /** What resolvers use. */
  readonly services: Services;
  /** Bulk operations, and keeping names. */
  readonly background: Pick<BulkEngine, "resume" | "handBack">;
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
  readonly bulkMetrics?: BulkMetrics | undefined;
  readonly webhookMetrics?: WebhookMetrics | undefined;
  readonly relayObserver?: RelayObserver | undefined;
  readonly nameMetrics?: NameMetrics | undefined;
  /** Replaces some of the rules by which names are kept. */
  readonly nameRules?: Partial<KeepRules> | undefined;
  /** Replaces the store in the settings. */
  readonly provider?: StoreProvider | undefined;
  /** Replaces the announcements of the store. */
  readonly announcements?: Announcements | undefined;
}

/** Creates a school's clients, its store and its webhooks. */
export function openSchool(settings: SchoolSettings, deps: SchoolDeps): School {
  const { log, clock, random, observer } = deps;
  const closing = new ClosingStack();
  const provider = deps.provider ?? openStore(settings.store, log);
  const announcements = deps.announcements ?? openAnnouncements(settings.store, { log, clock, random });
  closing.add(() => announcements.close());
  const evidence = watchEvents({ announcements, clock });
  const keeping = openKeptReads(settings.readAges, { announcements, evidence, clock, observer });
  const clients = openClients(settings, { ...deps, provider, keeping, guard: deps.guard, observer });
  closing.add(() => clients.close());

  const groups = courseGroups(settings.courseGroupId);
  const { tencentIm } = clients;
  const synced = syncAsWrite(clients.classin, keeping, groups);
  const heeding =
    settings.webhooks === null ? synced : heedingKnownEndings(synced, { open: () => provider.open(), clock });
  const keeper = openNameKeeping(settings, {
    log,
    clock,
    provider,
    classin: heeding,
    tencentIm,
    groups,
    history: () => engine.bulk.history,
    metrics: deps.nameMetrics,
    rules: deps.nameRules,
  });
  const classin = noticingNewMembers(heeding, (courseId) => keeper.wasPartlySynced(courseId));

  const names = createOfficialNames(provider, clock, (tx, at) => keeper.events.namesChanged(tx, at));
  const engine = makeBulk({
    provider,
    retentionDays: settings.store.retentionDays,
    log,
    clock,
    random,
    tasks: createTasks({ classin, tencentIm, names, clock }),
    health: clients.state.health,
    metrics: deps.bulkMetrics,
  });
  closing.add(() => engine.close());
  closing.add(() => keeper.stop());

  const changes = createChangeFeed({ announcements, clock });
  closing.add(() => changes.close());
  const webhooks = openSchoolWebhooks(settings, {
    log,
    clock,
    provider,
    announcements,
    evidence,
    random,
    metrics: deps.webhookMetrics,
    relayObserver: deps.relayObserver,
    names: keeper.events,
  });
  closing.add(() => webhooks?.close());

  return {
    services: {
      classin,
      tencentIm,
      bulk: engine.bulk,
      webhooks: createWebhookReads(provider),
      names,
      renames: createStudentRenames({ provider, classin, tencentIm, clock }),
      nameKeeping: keeper.keeping,
      changes,
      courseGroups: groups,
      memberCustomKeys: settings.tencentIm.memberCustomKeys,
      clock,
      audit: (entry) => log.info(entry, "mutation"),
    },
    background: {
      resume() {
        engine.resume();
        keeper.resume();
      },
      async handBack() {
        await Promise.all([engine.handBack(), keeper.stop()]);
      },
    },
    webhooks,
    state: {
      ...clients.state,
      relays: webhooks?.relays,
      store: async () => ({ kind: provider.kind, why: await provider.trouble() }),
    },
    endWatching() {
      engine.endWatching();
      changes.close();
    },
    close: () => closing.close(),
  };
}
