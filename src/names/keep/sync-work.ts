import type { Store } from "../../store/sql.js";
import { endCorrection, insertCorrection } from "./corrections.js";
import type { Attempted, NameTrigger } from "./model.js";
import { backoffOf, type KeepRules } from "./rules.js";

/** A course that this worker syncs. The fence proves it. */
export interface SyncClaim {
  readonly courseId: string;
  readonly fence: number;
  readonly trigger: NameTrigger;
  /** Another mark means that a message came meanwhile. */
  readonly mark: number;
  readonly tries: number;
}

/** Claims courses whose sync is due, at most `most`. Other workers leave them alone for as long as the lease. */
export async function claimSyncs(
  store: Store,
  most: number,
  now: Date,
  { leaseMs, syncEveryMs }: KeepRules,
): Promise<SyncClaim[]> {
  return store.rows<SyncClaim>(CLAIM, [now.toISOString(), most, leaseMs, syncEveryMs]);
}

const CLAIM = `
  update kept_courses course
  set sync_fence = sync_fence + 1,
    sync_lease_until = clock_timestamp() + $3::float8 * interval '1 millisecond'
  from (
    select course_id from kept_courses
    where policy = 'keep' and sync_due_at <= $1::timestamptz
      and coalesce(sync_lease_until < clock_timestamp(), true)
      and coalesce(sync_begun_at <= $1::timestamptz - $4::float8 * interval '1 millisecond', true)
    order by sync_due_at limit $2::int for update skip locked
  ) as due
  where course.course_id = due.course_id
  returning course.course_id as "courseId", sync_fence as fence, sync_trigger as trigger, sync_mark as mark,
    sync_tries as tries`;

/** Writes the correction before ClassIn is called. False if the course is no longer this worker's to sync. */
export function beginSync(store: Store, claim: SyncClaim, id: string, at: Date): Promise<boolean> {
  return store.transaction(async (tx) => {
    const held = await tx.rows(
      `update kept_courses set sync_begun_at = $3::timestamptz
       where course_id = $1 and sync_fence = $2::int and policy = 'keep' and sync_lease_until > clock_timestamp()
       returning course_id`,
      [claim.courseId, claim.fence, at.toISOString()],
    );
    if (held.length === 0) return false;
    const { courseId, trigger } = claim;
    await insertCorrection(tx, { id, at, vendor: "classin", courseId, groupId: null, userId: null, trigger });
    return true;
  });
}

/** Writes how the sync ended, and whether and when it is made again. Ends the lease. */
export function endSync(
  store: Store,
  claim: SyncClaim,
  id: string,
  attempted: Attempted,
  rules: KeepRules,
): Promise<void> {
  const { neverSent, courseIsOver, endedAt } = attempted;
  const dueAt = againAt(claim, attempted, rules);
  return store.transaction(async (tx) => {
    await endCorrection(tx, id, attempted);
    await tx.rows(END, [
      claim.courseId,
      claim.fence,
      claim.mark,
      dueAt?.toISOString() ?? null,
      neverSent,
      courseIsOver,
      endedAt.toISOString(),
    ]);
  });
}

/** Null: not before the next message or daily look. */
function againAt(
  { tries }: SyncClaim,
  { worthRepeating, neverSent, endedAt }: Attempted,
  { syncEveryMs, retryMs, mostTries }: KeepRules,
): Date | null {
  if (neverSent) return new Date(endedAt.getTime() + retryMs);
  if (!worthRepeating || tries + 1 >= mostTries) return null;
  return new Date(endedAt.getTime() + backoffOf(syncEveryMs, tries));
}

/** A message that came meanwhile has set its own time, so the course stays due. */
const END = `
  update kept_courses set
    sync_begun_at = case when $5::boolean then null else sync_begun_at end,
    is_over = case when sync_mark = $3::int then $6::boolean else is_over end,
    sync_tries = case when sync_mark <> $3::int or $4::timestamptz is null then 0
      when $5::boolean then sync_tries else sync_tries + 1 end,
    sync_due_at = case when sync_mark = $3::int then $4::timestamptz else sync_due_at end,
    sync_first_at = case when sync_mark = $3::int then $7::timestamptz else sync_first_at end,
    sync_lease_until = null
  where course_id = $1 and sync_fence = $2::int`;

/** Ends the lease of a course that was not synced. */
export async function releaseSync(store: Store, { courseId, fence }: SyncClaim): Promise<void> {
  await store.rows(
    "update kept_courses set sync_lease_until = null where course_id = $1 and sync_fence = $2::int",
    [courseId, fence],
  );
}
