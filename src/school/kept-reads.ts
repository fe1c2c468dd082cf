import type { Announcements } from "../announcements/announcements.js";
import type { ClassinClient } from "../classin/client.js";
import type { CallObserver } from "../telemetry/call-metrics.js";
import type { Keeping } from "../tencent-im/client.js";
import type { ReadAges } from "../tencent-im/kept-reads/ages.js";
import { KeptReads } from "../tencent-im/kept-reads/kept-reads.js";
import { announceWrites } from "../tencent-im/kept-reads/kept-writes.js";
import type { Clock } from "../vendor/clock.js";
import type { EventEvidence } from "../webhooks/event-evidence.js";
import type { CourseGroups } from "./course-groups.js";

/** Keeps reads of Tencent IM, and drops them when any replica announces a change. Null if reads are not kept. */
export function openKeptReads(
  ages: ReadAges,
  deps: {
    announcements: Announcements;
    evidence: Pick<EventEvidence, "isRecent">;
    clock: Clock;
    observer: CallObserver | undefined;
  },
): Keeping | null {
  if (ages.shortMs === 0) return null;
  const { announcements, evidence, clock, observer } = deps;
  const kept = new KeptReads({
    ages,
    clock,
    heardSince: () => (evidence.isRecent() ? announcements.heardSince() : null),
    observer: observer?.keptReads,
  });
  announcements.listen((announcement) => {
    if (announcement.kind !== "course-changed") kept.heard(announcement);
  });
  const announce = announceWrites({
    kept,
    clock,
    announce: (news) => announcements.announce([news]),
  });
  return { kept, write: announce };
}

/**
 * A sync of a course changes name cards in its group. A sync of students reaches groups that cannot be known, so reads of
 * these stay until they are old, or an event announces the change.
 */
export function syncAsWrite(
  client: ClassinClient,
  keeping: Keeping | null,
  groups: CourseGroups,
): ClassinClient {
  if (keeping === null) return client;
  return {
    ...client,
    syncNicknames: (courseId, context) =>
      keeping.write(groups.groupIdOf(courseId), () => client.syncNicknames(courseId, context)),
  };
}
