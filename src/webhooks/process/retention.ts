import type { Store } from "../../store/sql.js";

/** Rows per statement. */
const BATCH = 1_000;
/** Anyone can send messages that do not verify. Only the newest are kept. */
export const MAX_UNVERIFIED = 10_000;

/** A relay target that is down gets what it missed if it is back within this time. */
const MAX_RELAY_DELAY_DAYS = 14;

/**
 * Deletes courses that ended, and messages that were received, more than `retentionDays` ago, but none that waits to be processed. Those that a relay
 * target has not got yet are kept for at least 14 days. Safe to run in several processes at once.
 */
export async function expireMessages(store: Store, retentionDays: number): Promise<void> {
  await inBatches(store, EXPIRED, [retentionDays, Math.max(retentionDays, MAX_RELAY_DELAY_DAYS)]);
  await inBatches(
    store,
    `not verified and number <= (
       select number from webhook_messages where not verified order by number desc offset $1::int limit 1
     )`,
    [MAX_UNVERIFIED],
  );
  await expireCourses(store, retentionDays);
  if (!store.isShared) for (const table of TABLES) await store.rows(`vacuum (analyze) ${table}`);
}

const TABLES = ["webhook_messages", "course_facts", "course_students"] as const;

/** Deletes what is known about courses that ended, and about students who left, more than `retentionDays` ago. */
async function expireCourses(store: Store, retentionDays: number): Promise<void> {
  const ended = `status in ('ENDED', 'DELETED') and as_of < clock_timestamp() - $1::int * interval '1 day'`;
  await store.rows(
    `delete from course_students
     where course_id in (select course_id from course_facts where ${ended})
       or (not is_in and as_of < clock_timestamp() - $1::int * interval '1 day')`,
    [retentionDays],
  );
  await store.rows(`delete from course_facts where ${ended}`, [retentionDays]);
}

const EXPIRED = `
  received_at < clock_timestamp() - $1::int * interval '1 day'
  and (processed_at is not null or failed_at is not null or not verified)
  and (
    received_at < clock_timestamp() - $2::int * interval '1 day'
    or not verified
    or not exists (select from webhook_relays relay where relay.position < message.number)
  )`;

async function inBatches(store: Store, condition: string, values: readonly unknown[]): Promise<void> {
  for (let deleted = BATCH; deleted === BATCH;) {
    const rows = await store.rows(
      `delete from webhook_messages where number in (
         select number from webhook_messages message where ${condition}
         order by number limit ${BATCH} for update skip locked
       ) returning number`,
      values,
    );
    deleted = rows.length;
  }
}
