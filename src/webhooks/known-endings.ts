import { LRUCache } from "lru-cache";
import type { ClassinClient, SyncFailure } from "../classin/client.js";
import { failed } from "../result.js";
import type { Store } from "../store/sql.js";
import { type Clock, sleep } from "../vendor/clock.js";

/** A slower store must not delay a sync: ClassIn is asked then. */
const ANSWER_WITHIN_MS = 500;
const MAX_REMEMBERED = 10_000;

/**
 * A client that answers syncs of courses that have ended or were deleted without a call, if ClassIn's messages said so after
 * the last sync that succeeded. A course whose expiry was moved into the future since then may run again, so ClassIn is asked.
 */
export function heedingKnownEndings(
  classin: ClassinClient,
  deps: { open: () => Promise<Store>; clock: Clock },
): ClassinClient {
  /** The history gets a sync a moment after it has ended. */
  const succeededAt = new LRUCache<string, Date>({ max: MAX_REMEMBERED });
  const endingOf = async (courseId: string): Promise<SyncFailure | null> => {
    const rows = await (
      await deps.open()
    ).rows<{ status: "ENDED" | "DELETED"; status_at: Date }>(FIND, [courseId]);
    const [ending] = rows;
    const succeeded = succeededAt.get(courseId);
    const isOutdated = ending !== undefined && succeeded !== undefined && succeeded >= ending.status_at;
    return ending === undefined || isOutdated ? null : failureOf(ending);
  };
  return {
    ...classin,
    async syncNicknames(courseId, context) {
      const ending = await Promise.race([
        endingOf(courseId).catch(() => null),
        sleep(deps.clock, ANSWER_WITHIN_MS).then(() => null),
      ]);
      if (ending !== null) return failed(ending);
      const synced = await classin.syncNicknames(courseId, context);
      if (synced.ok) succeededAt.set(courseId, synced.value.syncedAt);
      return synced;
    },
  };
}

const FIND = `
  select status, status_at from course_facts course
  where course_id = $1 and status in ('ENDED', 'DELETED')
    and not exists (
      select from nickname_syncs sync
      where sync.course_id = course.course_id and sync.outcome = 'succeeded' and sync.finished_at >= course.status_at
    )
    and (
      status = 'DELETED' or expires_at_at is null or expires_at_at <= status_at or expires_at < clock_timestamp()
    )`;

const failureOf = ({ status, status_at }: { status: "ENDED" | "DELETED"; status_at: Date }): SyncFailure => ({
  vendor: "classin",
  code: null,
  why: `ClassIn's message of ${status_at.toISOString()} says so`,
  kind: status === "ENDED" ? "course-expired" : "course-deleted",
});
