import type { Sql } from "../../store/sql.js";
import type { NameTrigger } from "./model.js";
import type { KeepRules } from "./rules.js";

/**
 * Marks what is due. Each statement runs in the transaction of what it follows from, so that a mark is neither lost nor made
 * for something that did not happen. Returns whether anything is due now, or will be.
 */

/** The roster of a course has changed. */
export async function markCourse(
  sql: Sql,
  courseId: string,
  at: Date,
  { debounceMs, syncEveryMs }: KeepRules,
): Promise<boolean> {
  const rows = await sql.rows(MARK_COURSE, [courseId, at.toISOString(), debounceMs, syncEveryMs]);
  return rows.length > 0;
}

const MS = "interval '1 millisecond'";

/** Each message puts the sync off, but for no longer than the time between two syncs. `greatest` ignores nulls. */
const MARK_COURSE = `
  update kept_courses set
    sync_due_at = greatest(
      sync_begun_at + $4::float8 * ${MS},
      least(
        $2::timestamptz + $3::float8 * ${MS},
        case when sync_due_at is null then $2::timestamptz else coalesce(sync_first_at, $2::timestamptz) end
          + $4::float8 * ${MS}
      )
    ),
    sync_first_at = case when sync_due_at is null then $2::timestamptz else sync_first_at end,
    sync_trigger = case when sync_due_at is null then 'ROSTER_CHANGE' else sync_trigger end,
    sync_mark = sync_mark + 1, sync_tries = 0, is_over = false
  where course_id = $1 and policy = 'keep'
  returning course_id`;

/** Members of a course's group whose cards have to be looked at. */
export interface MarkedMembers {
  readonly courseId: string;
  readonly userIds: readonly string[];
  readonly trigger: NameTrigger;
}

/**
 * Marks those who have an official name, if the course is kept. A member in dispute is not marked. If they rename again, they
 * are left alone for longer.
 */
export async function markMembers(
  sql: Sql,
  { courseId, userIds, trigger }: MarkedMembers,
  at: Date,
  { disputeMs }: KeepRules,
): Promise<boolean> {
  const rows = await sql.rows<{ is_due: boolean }>(MARK_MEMBERS, [
    courseId,
    JSON.stringify(userIds),
    at.toISOString(),
    trigger,
    disputeMs,
  ]);
  return rows.some(({ is_due }) => is_due);
}

const IN_PEACE = "held.peace_until > $3::timestamptz";

const MARK_MEMBERS = `
  insert into kept_members as held (course_id, user_id, due_at, trigger)
  select course.course_id, name.user_id, $3::timestamptz, $4::text
  from kept_courses course cross join official_names name
  where course.course_id = $1 and course.policy = 'keep'
    and name.user_id in (select jsonb_array_elements_text($2::jsonb))
  order by name.user_id
  on conflict (course_id, user_id) do update set
    peace_until = case when ${IN_PEACE} and $4::text = 'MEMBER_RENAMED'
      then $3::timestamptz + $5::float8 * ${MS} else held.peace_until end,
    due_at = case when ${IN_PEACE} then null else excluded.due_at end,
    trigger = case when ${IN_PEACE} then null else coalesce(held.trigger, excluded.trigger) end,
    mark = held.mark + 1, tries = 0
  returning due_at is not null as is_due`;

/**
 * Official names have changed. Nobody knows in which groups, so the cards of all kept courses are looked at. Names are often
 * set in many requests, so a look waits a little, and one that waits already serves for all. One that has begun starts again.
 */
export async function markLooks(sql: Sql, at: Date, { debounceMs }: KeepRules): Promise<void> {
  await sql.rows(MARK_LOOKS, [at.toISOString(), debounceMs]);
}

const MARK_LOOKS = `
  update kept_courses course set
    look_due_at = $1::timestamptz + $2::float8 * ${MS}, look_trigger = case when look_due_at is null then 'MANUAL' else look_trigger end,
    look_mark = look_mark + 1, look_tries = 0, look_position = null
  from (
    select course_id from kept_courses
    where policy = 'keep'
      and (look_due_at is null or look_position is not null or cards_lease_until > clock_timestamp())
    order by course_id for update
  ) as locked
  where course.course_id = locked.course_id`;

/** The daily moment has come: courses that were not looked at for it become due, with the cards of their groups. */
export async function markAll(sql: Sql, moment: Date, at: Date, { syncEveryMs }: KeepRules): Promise<void> {
  await sql.rows(MARK_ALL, [moment.toISOString(), at.toISOString(), syncEveryMs]);
}

const MARK_ALL = `
  update kept_courses course set
    looked_for = $1::timestamptz,
    look_due_at = $2::timestamptz, look_trigger = 'SCHEDULE', look_mark = look_mark + 1, look_tries = 0,
    look_position = null,
    sync_due_at = case when is_over then sync_due_at
      else greatest($2::timestamptz, sync_begun_at + $3::float8 * ${MS}) end,
    sync_first_at = case when sync_due_at is null then $2::timestamptz else sync_first_at end,
    sync_trigger = case when sync_due_at is null then 'SCHEDULE' else sync_trigger end,
    sync_mark = sync_mark + 1, sync_tries = 0
  from (
    select course_id from kept_courses where policy = 'keep' and looked_for < $1::timestamptz
    order by course_id for update
  ) as locked
  where course.course_id = locked.course_id`;
