import type { Sql } from "../../store/sql.js";
import type { Attempted, NameCorrection } from "./model.js";

/** A correction that is about to be made. */
export type BegunCorrection = Pick<
  NameCorrection,
  "id" | "at" | "vendor" | "courseId" | "groupId" | "userId" | "trigger"
>;

/** Writes a correction before the vendor is called. If the process dies now, its outcome stays unknown. */
export async function insertCorrection(tx: Sql, correction: BegunCorrection): Promise<void> {
  const { id, at, vendor, courseId, groupId, userId, trigger } = correction;
  await tx.rows(
    `insert into name_corrections (id, at, vendor, course_id, group_id, user_id, trigger, outcome)
     values ($1::uuid, $2::timestamptz, $3, $4, $5, $6, $7, 'UNKNOWN')`,
    [id, at.toISOString(), vendor, courseId, groupId, userId, trigger],
  );
}

/** A correction of which no request left this process was none. */
export async function endCorrection(tx: Sql, id: string, attempted: Attempted): Promise<void> {
  if (attempted.neverSent) {
    await tx.rows("delete from name_corrections where id = $1::uuid", [id]);
    return;
  }
  const { outcome, failure, code, extra, endedAt } = attempted;
  await tx.rows(
    `update name_corrections set outcome = $2, failure = $3, code = $4::bigint, extra = $5::jsonb, ended_at = $6::timestamptz
     where id = $1::uuid`,
    [id, outcome, failure, code, extra === null ? null : JSON.stringify(extra), endedAt.toISOString()],
  );
}

/** How many corrections of a member's card were made since, or may have been made. */
export async function countCorrections(
  tx: Sql,
  { courseId, userId }: { courseId: string; userId: string },
  since: Date,
): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from name_corrections
     where user_id = $1 and course_id = $2 and at > $3::timestamptz and outcome <> 'FAILED'`,
    [userId, courseId, since.toISOString()],
  );
  return row?.count ?? 0;
}

export interface CorrectionsQuery {
  readonly courseId: string | null;
  readonly userId: string | null;
  /** Only earlier ones. */
  readonly after: { readonly at: Date; readonly id: string } | null;
  readonly limit: number;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly vendor: NameCorrection["vendor"];
  readonly course_id: string;
  readonly group_id: string | null;
  readonly user_id: string | null;
  readonly trigger: NameCorrection["trigger"];
  readonly outcome: NameCorrection["outcome"];
  readonly failure: string | null;
  readonly code: number | null;
  readonly extra: NameCorrection["extra"];
  readonly ended_at: Date | null;
}

/** Newest first. Syncs that callers asked for are among them. */
export async function listCorrections(
  sql: Sql,
  { courseId, userId, after, limit }: CorrectionsQuery,
): Promise<NameCorrection[]> {
  const rows = await sql.rows<Row>(LIST, [
    courseId,
    userId,
    after?.at.toISOString() ?? null,
    after?.id ?? null,
    limit,
  ]);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    vendor: row.vendor,
    courseId: row.course_id,
    groupId: row.group_id,
    userId: row.user_id,
    trigger: row.trigger,
    outcome: row.outcome,
    failure: row.failure,
    code: row.code,
    extra: row.extra,
    endedAt: row.ended_at,
  }));
}

const isBefore = (time: string): string =>
  `($3::timestamptz is null or (${time}, id) < ($3::timestamptz, $4::uuid))`;

/** A sync that this server made by itself is in both tables, under one id. */
const LIST = `
  with kept as (
    select id, at, vendor, course_id, group_id, user_id, trigger, outcome, failure, code::float8 as code, extra, ended_at
    from name_corrections
    where ($1::text is null or course_id = $1) and ($2::text is null or user_id = $2) and ${isBefore("at")}
    order by at desc, id desc limit $5::int
  ), requested as (
    select id, finished_at as at, 'classin' as vendor, course_id, null::text as group_id, null::text as user_id,
      case when exists (select from bulk_operations operation where operation.id::text = request_id)
        then 'BULK' else 'MANUAL' end as trigger,
      upper(outcome) as outcome, failure, code::float8 as code, extra, finished_at as ended_at
    from nickname_syncs sync
    where $2::text is null and ($1::text is null or course_id = $1) and ${isBefore("finished_at")}
      and not exists (select from name_corrections own where own.id = sync.id)
    order by finished_at desc, id desc limit $5::int
  )
  select * from (select * from kept union all select * from requested) as both_of_them
  order by at desc, id desc limit $5::int`;
