import type { SyncHistory } from "../bulk/api/sync-history.js";
import type { ClassinClient } from "../classin/client.js";
import { readDueNames } from "../names/keep/backlog.js";
import { createNameKeeper, type NameKeeper } from "../names/keep/keeper.js";
import { KEEP_RULES, type KeepRules } from "../names/keep/rules.js";
import type { StoreProvider } from "../store/store.js";
import { cachedFor } from "../telemetry/cached-for.js";
import type { Log } from "../telemetry/log.js";
import type { NameMetrics } from "../telemetry/name-metrics.js";
import type { TencentImClient } from "../tencent-im/client.js";
import type { Clock } from "../vendor/clock.js";
import { noteDispute } from "../webhooks/name-dispute.js";
import type { CourseGroups } from "./course-groups.js";
import { observeNames } from "./name-log.js";
import { nameVendors } from "./name-vendors.js";
import type { SchoolSettings } from "./settings.js";

/** What is due is counted at most once in this time. */
const DUE_CACHE_MS = 1_000;

/** Keeps the names of a school's courses. */
export function openNameKeeping(
  { names, tencentIm, store }: Pick<SchoolSettings, "names" | "tencentIm" | "store">,
  deps: {
    log: Log;
    clock: Clock;
    provider: StoreProvider;
    classin: ClassinClient;
    tencentIm: TencentImClient;
    groups: CourseGroups;
    history: () => Pick<SyncHistory, "note">;
    metrics: NameMetrics | undefined;
    /** Replaces some of the rules. */
    rules: Partial<KeepRules> | undefined;
  },
): NameKeeper {
  const { clock, provider, groups, metrics } = deps;
  metrics?.registerDue(
    cachedFor(DUE_CACHE_MS, async () =>
      provider.mayHoldWork() ? readDueNames(await provider.open(), clock.now()) : null,
    ),
  );
  return createNameKeeper({
    provider,
    clock,
    rules: { ...KEEP_RULES, ...deps.rules },
    daily: names.reconcileAt,
    retentionDays: store.retentionDays,
    courseIdOf: (groupId) => groups.courseIdOf(groupId),
    admin: tencentIm.admin,
    vendors: nameVendors(deps),
    observer: observeNames(deps.log, metrics),
    noteDispute,
  });
}
