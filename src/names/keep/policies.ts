import type { Sql, Store } from "../../store/sql.js";
import type { NamePolicy } from "./model.js";
import type { KeepRules } from "./rules.js";

/** Who sets a policy, and when. */
export interface PolicySetting {
  readonly at: Date;
  /** Null if callers are not checked. */
  readonly by: string | null;
}

/** Sets the policy of courses. Those that had it stay as they are. Returns the number of the others. */
export function setPolicy(
  store: Store,
  courseIds: readonly string[],
  policy: NamePolicy,
  setting: PolicySetting,
  rules: KeepRules,
): Promise<number> {
  // In one order, so that two requests do not wait for each other.
  const ids = JSON.stringify(courseIds.toSorted());
  return policy === "KEEP" ? keep(store, ids, setting, rules) : leave(store, ids, setting);
}

/** Both vendors' names become due at once. */
async function keep(store: Store, ids: string, { at, by }: PolicySetting, rules: KeepRules): Promise<number> {
  const changed = await store.rows(KEEP, [ids, at.toISOString(), by, rules.syncEveryMs]);
  return changed.length;
}

const KEEP = `
  insert into kept_courses as held
    (course_id, policy, set_at, set_by, looked_for, sync_due_at, sync_first_at, sync_trigger, look_due_at, look_trigger)
  select value, 'keep', $2::timestamptz, $3::text, $2::timestamptz, $2::timestamptz, $2::timestamptz, 'MANUAL',
    $2::timestamptz, 'MANUAL'
  from jsonb_array_elements_text($1::jsonb) order by value
  on conflict (course_id) do update set
    policy = 'keep', set_at = excluded.set_at, set_by = excluded.set_by, is_over = false,
    looked_for = excluded.looked_for,
    sync_due_at = greatest(excluded.sync_due_at, held.sync_begun_at + $4::float8 * interval '1 millisecond'),
    sync_first_at = excluded.sync_first_at, sync_trigger = 'MANUAL', sync_mark = held.sync_mark + 1, sync_tries = 0,
    look_due_at = excluded.look_due_at, look_trigger = 'MANUAL', look_mark = held.look_mark + 1, look_tries = 0,
    look_position = null
  where held.policy <> 'keep'
  returning course_id`;

/** Nothing stays due. Corrections that were made are still counted if the course is kept again. */
function leave(store: Store, ids: string, { at, by }: PolicySetting): Promise<number> {
  return store.transaction(async (tx) => {
    const changed = await tx.rows(LEAVE, [ids, at.toISOString(), by]);
    await tx.rows(
      `update kept_members set due_at = null, trigger = null
       where due_at is not null and course_id in (select jsonb_array_elements_text($1::jsonb))`,
      [ids],
    );
    return changed.length;
  });
}

const LEAVE = `
  update kept_courses course set
    policy = 'manual', set_at = $2::timestamptz, set_by = $3::text,
    sync_due_at = null, sync_first_at = null, sync_trigger = null, sync_mark = sync_mark + 1,
    look_due_at = null, look_trigger = null, look_mark = look_mark + 1, look_position = null
  from (
    select course_id from kept_courses
    where policy <> 'manual' and course_id in (select jsonb_array_elements_text($1::jsonb))
    order by course_id for update
  ) as locked
  where course.course_id = locked.course_id
  returning course.course_id`;

/** Those of the courses that are kept. */
export async function keptAmong(sql: Sql, courseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql.rows<{ course_id: string }>(
    `select course_id from kept_courses
     where policy = 'keep' and course_id in (select jsonb_array_elements_text($1::jsonb))`,
    [JSON.stringify(courseIds)],
  );
  return new Set(rows.map(({ course_id }) => course_id));
}
