import type { Sql, Store } from "../../store/sql.js";
import { markMembers } from "./marks.js";
import type { NameTrigger } from "./model.js";
import { backoffOf, type KeepRules } from "./rules.js";

/** A course whose group's cards this worker looks at. The fence proves it. */
export interface CardClaim {
  readonly courseId: string;
  readonly fence: number;
  /** The page of the look that is due. Null if none is. */
  readonly look: DueLook | null;
}

export interface DueLook {
  readonly trigger: NameTrigger;
  /** Where its next page begins. Null: at the start. */
  readonly position: string | null;
  /** Another mark means that another look has begun meanwhile. */
  readonly mark: number;
  readonly tries: number;
}

/** A member whose card has to be looked at. */
export interface DueMember {
  readonly userId: string;
  readonly trigger: NameTrigger;
  /** Another mark means that an event came meanwhile. */
  readonly mark: number;
  readonly tries: number;
  /** Null if there is none any more. */
  readonly name: string | null;
  readonly nameUpdatedAt: Date | null;
  /** The `updatedAt` of the name that was reported as too long. */
  readonly longNameAt: Date | null;
}

interface ClaimRow {
  readonly course_id: string;
  readonly fence: number;
  readonly looks: boolean;
  readonly look_trigger: NameTrigger;
  readonly look_position: string | null;
  readonly look_mark: number;
  readonly look_tries: number;
}

/** Claims courses with due members or a due look, at most `most`. Members that events named go first. */
export async function claimCards(
  store: Store,
  most: number,
  now: Date,
  { leaseMs }: KeepRules,
): Promise<CardClaim[]> {
  const rows = await store.rows<ClaimRow>(CLAIM, [now.toISOString(), most, leaseMs]);
  return rows.map((row) => ({
    courseId: row.course_id,
    fence: row.fence,
    look: row.looks
      ? { trigger: row.look_trigger, position: row.look_position, mark: row.look_mark, tries: row.look_tries }
      : null,
  }));
}

const CLAIM = `
  with due as (
    (select course_id, 0 as rank, due_at from kept_members where due_at <= $1::timestamptz
     order by due_at limit 1000)
    union all
    (select course_id, 1, look_due_at from kept_courses where look_due_at <= $1::timestamptz
     order by look_due_at limit 1000)
  ), first_due as (
    select course_id, min(rank) as rank, min(due_at) as since from due group by course_id
  ), chosen as (
    select course.course_id
    from kept_courses course join first_due using (course_id)
    where course.policy = 'keep' and coalesce(course.cards_lease_until < clock_timestamp(), true)
    order by first_due.rank, first_due.since limit $2::int for update of course skip locked
  )
  update kept_courses course
  set cards_fence = cards_fence + 1,
    cards_lease_until = clock_timestamp() + $3::float8 * interval '1 millisecond'
  from chosen where course.course_id = chosen.course_id
  returning course.course_id, cards_fence as fence, coalesce(look_due_at <= $1::timestamptz, false) as looks,
    look_trigger, look_position, look_mark, look_tries`;

export function dueMembers(
  sql: Sql,
  { courseId }: CardClaim,
  now: Date,
  limit: number,
): Promise<DueMember[]> {
  return sql.rows<DueMember>(
    `select member.user_id as "userId", member.trigger, member.mark, member.tries, member.long_name_at as "longNameAt",
       name.name, name.updated_at as "nameUpdatedAt"
     from kept_members member left join official_names name using (user_id)
     where member.course_id = $1 and member.due_at <= $2::timestamptz
     order by member.due_at, member.user_id limit $3::int`,
    [courseId, now.toISOString(), limit],
  );
}

const IS_HELD =
  "exists (select from kept_courses where course_id = $1 and cards_fence = $2::int and policy = 'keep')";

/** Nothing is due for these members any more, unless an event came meanwhile. */
export async function settleMembers(
  sql: Sql,
  { courseId, fence }: CardClaim,
  members: readonly DueMember[],
): Promise<void> {
  if (members.length === 0) return;
  await sql.rows(
    `update kept_members member set due_at = null, trigger = null, tries = 0
     from jsonb_to_recordset($3::jsonb) as settled("userId" text, mark int)
     where member.course_id = $1 and member.user_id = settled."userId" and member.mark = settled.mark and ${IS_HELD}`,
    [courseId, fence, marksOf(members)],
  );
}

/** Members whose cards could not be looked at or set are due again later, unless they have failed too often. */
export async function putOffMembers(
  sql: Sql,
  { courseId, fence }: CardClaim,
  members: readonly DueMember[],
  { now, counts }: { now: Date; counts: boolean },
  { retryMs, mostTries }: KeepRules,
): Promise<void> {
  const isLast = ({ tries }: DueMember): boolean => counts && tries + 1 >= mostTries;
  await settleMembers(sql, { courseId, fence, look: null }, members.filter(isLast));
  const rest = members.filter((member) => !isLast(member));
  if (rest.length === 0) return;
  const dueAt = (tries: number): string => new Date(now.getTime() + backoffOf(retryMs, tries)).toISOString();
  await sql.rows(
    `update kept_members member set due_at = later.due_at, tries = later.tries
     from jsonb_to_recordset($3::jsonb) as later("userId" text, mark int, due_at timestamptz, tries int)
     where member.course_id = $1 and member.user_id = later."userId" and member.mark = later.mark and ${IS_HELD}`,
    [
      courseId,
      fence,
      JSON.stringify(
        rest.map(({ userId, mark, tries }) => ({
          userId,
          mark,
          due_at: dueAt(tries),
          tries: counts ? tries + 1 : tries,
        })),
      ),
    ],
  );
}

const marksOf = (members: readonly DueMember[]): string =>
  JSON.stringify(members.map(({ userId, mark }) => ({ userId, mark })));

/** What a page of a look found. */
export interface LookedAt {
  readonly differing: readonly string[];
  readonly next: string | null;
}

/** Marks the members whose cards differ. The look goes on with the next page, or ends. */
export function advanceLook(
  store: Store,
  { courseId, fence }: CardClaim,
  look: DueLook,
  { differing, next }: LookedAt,
  at: Date,
  rules: KeepRules,
): Promise<void> {
  return store.transaction(async (tx) => {
    const advanced = await tx.rows(
      `update kept_courses set look_position = $4, look_tries = 0,
         look_due_at = case when $4::text is null then null else look_due_at end
       where course_id = $1 and cards_fence = $2::int and look_mark = $3::int and policy = 'keep' returning course_id`,
      [courseId, fence, look.mark, next],
    );
    if (advanced.length === 0 || differing.length === 0) return;
    await markMembers(tx, { courseId, userIds: differing, trigger: look.trigger }, at, rules);
  });
}

/** A page that could not be read is read later, or the look ends. */
export async function putOffLook(
  sql: Sql,
  { courseId, fence }: CardClaim,
  look: DueLook,
  { now, worthRepeating }: { now: Date; worthRepeating: boolean },
  { retryMs, mostTries }: KeepRules,
): Promise<void> {
  const ends = !worthRepeating || look.tries + 1 >= mostTries;
  await sql.rows(
    `update kept_courses set look_due_at = $4::timestamptz, look_tries = look_tries + 1,
       look_position = case when $4::timestamptz is null then null else look_position end
     where course_id = $1 and cards_fence = $2::int and look_mark = $3::int`,
    [
      courseId,
      fence,
      look.mark,
      ends ? null : new Date(now.getTime() + backoffOf(retryMs, look.tries)).toISOString(),
    ],
  );
}

export async function releaseCards(sql: Sql, { courseId, fence }: CardClaim): Promise<void> {
  await sql.rows(
    "update kept_courses set cards_lease_until = null where course_id = $1 and cards_fence = $2::int",
    [courseId, fence],
  );
}
