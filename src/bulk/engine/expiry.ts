import type { Store } from "../../store/sql.js";

/** Operations at a time: each takes up to 10,000 items with it. */
const AT_ONCE = 5;

/** Deletes what ended more than so many days ago. Any number of processes may do so at the same time. */
export async function expire(store: Store, retentionDays: number): Promise<void> {
  for (let deleted = AT_ONCE; deleted === AT_ONCE;) {
    const rows = await store.rows(
      `delete from bulk_operations where id in (
         select id from bulk_operations
         where finished_at < clock_timestamp() - $1::int * interval '1 day'
         order by finished_at limit ${AT_ONCE} for update skip locked
       ) returning id`,
      [retentionDays],
    );
    deleted = rows.length;
  }
  await store.rows(
    "delete from nickname_syncs where finished_at < clock_timestamp() - $1::int * interval '1 day'",
    [retentionDays],
  );
  // Nothing else would ever clean up behind an embedded database.
  if (!store.isShared) for (const table of TABLES) await store.rows(`vacuum (analyze) ${table}`);
}

const TABLES = ["bulk_operations", "bulk_chunks", "bulk_items", "nickname_syncs"] as const;
