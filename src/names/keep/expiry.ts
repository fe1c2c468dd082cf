import type { Store } from "../../store/sql.js";

const BATCH = 1_000;

/**
 * Deletes corrections that are older than `retentionDays`, members for whom nothing is due, and courses that have not been kept
 * for that long. Safe to run in several processes at once.
 */
export async function expireCorrections(store: Store, retentionDays: number): Promise<void> {
  for (let deleted = BATCH; deleted === BATCH;) {
    const rows = await store.rows(
      `delete from name_corrections where id in (
         select id from name_corrections where at < clock_timestamp() - $1::int * interval '1 day'
         order by at limit ${BATCH} for update skip locked
       ) returning id`,
      [retentionDays],
    );
    deleted = rows.length;
  }
  await store.rows(
    `delete from kept_members where due_at is null and coalesce(peace_until < clock_timestamp() - interval '1 day', true)
       and long_name_at is null`,
  );
  await store.rows(
    `delete from kept_courses where policy = 'manual' and set_at < clock_timestamp() - $1::int * interval '1 day'`,
    [retentionDays],
  );
  // Nothing else vacuums the embedded database.
  if (!store.isShared) for (const table of TABLES) await store.rows(`vacuum (analyze) ${table}`);
}

const TABLES = ["kept_courses", "kept_members", "name_corrections"] as const;
