import type { Store } from "../../store/sql.js";

/** Operations per statement. Each one deletes up to 10,000 items too. */
const BATCH_SIZE = 5;

/** Deletes operations, syncs and renames that ended more than `retentionDays` ago. Safe to run in several processes at once. */
export async function expire(store: Store, retentionDays: number): Promise<void> {
  for (let deleted = BATCH_SIZE; deleted === BATCH_SIZE;) {
    const rows = await store.rows(
      `delete from bulk_operations where id in (
         select id from bulk_operations
         where finished_at < clock_timestamp() - $1::int * interval '1 day'
         order by finished_at limit ${BATCH_SIZE} for update skip locked
       ) returning id`,
      [retentionDays],
    );
    deleted = rows.length;
  }
  await store.rows(
    "delete from nickname_syncs where finished_at < clock_timestamp() - $1::int * interval '1 day'",
    [retentionDays],
  );
  // A rename whose caller never came back ends too.
  await store.rows(
    "delete from student_renames where touched_at < clock_timestamp() - $1::int * interval '1 day'",
    [retentionDays],
  );
  // Nothing else vacuums the embedded database.
  if (!store.isShared) for (const table of TABLES) await store.rows(`vacuum (analyze) ${table}`);
}

const TABLES = ["bulk_operations", "bulk_chunks", "bulk_items", "nickname_syncs", "student_renames"] as const;
