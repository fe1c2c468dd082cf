import type { Registry } from "prom-client";
import type { KeptReadObserver } from "../tencent-im/kept-reads/news.js";
import { Definitions } from "./define.js";

const AGE_SECONDS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];
const KINDS = ["groups", "members", "pages", "joined"] as const;

/** Counts reads that were served from kept ones. It runs for every read, so the labels are resolved once. */
export function keptReadMetrics(registry: Registry): KeptReadObserver {
  const define = new Definitions(registry);
  const reads = define.counter(
    "class_groups_kept_reads_total",
    "Reads of groups, members, pages of members and pages of a user's groups. Hit: answered by a kept read. Miss: the vendor was asked.",
    ["of", "result"],
  );
  const age = define.histogram(
    "class_groups_kept_read_age_seconds",
    "Age of the oldest kept read in each request that was answered by kept reads.",
    ["of"],
    AGE_SECONDS,
  );
  const dropped = define.counter(
    "class_groups_kept_reads_dropped_total",
    "Kept reads that were dropped before they were too old. Write: by this server. Event: of the vendor. Missed: events may be missing. Evicted: for lack of room.",
    ["why"],
  );
  const of = byName(KINDS, (kind) => ({
    hit: reads.labels({ of: kind, result: "hit" }),
    miss: reads.labels({ of: kind, result: "miss" }),
    age: age.labels({ of: kind }),
  }));
  return {
    hit(kind, count, ageMs) {
      of[kind].hit.inc(count);
      of[kind].age.observe(ageMs / 1000);
    },
    miss: (kind, count) => of[kind].miss.inc(count),
    dropped: (why, count) => dropped.inc({ why }, count),
  };
}

const byName = <Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> =>
  Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;
