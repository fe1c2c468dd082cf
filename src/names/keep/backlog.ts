import type { Store } from "../../store/sql.js";

/** What is due now, by vendor. */
export interface DueNames {
  /** Courses. */
  readonly classin: number;
  /** Members, and groups to look at. */
  readonly tencentIm: number;
}

export async function readDueNames(store: Store, now: Date): Promise<DueNames> {
  const [row] = await store.rows<DueNames>(
    `select
       (select count(*)::int from kept_courses where policy = 'keep' and sync_due_at <= $1::timestamptz) as classin,
       (select count(*)::int from kept_courses where policy = 'keep' and look_due_at <= $1::timestamptz)
       + (select count(*)::int from kept_members where due_at <= $1::timestamptz) as "tencentIm"`,
    [now.toISOString()],
  );
  return row ?? { classin: 0, tencentIm: 0 };
}
