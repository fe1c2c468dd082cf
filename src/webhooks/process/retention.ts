import type { Store } from "../../store/sql.js";

/** Rows per statement. */
const BATCH = 1_000;
/** Anyone can send messages that do not verify. Only the newest are kept. */
export const MAX_UNVERIFIED = 10_000;

/** A relay target that is down gets what it missed if it is back within this time. */
const MAX_RELAY_DELAY_DAYS = 14;

/**
 * Deletes messages that were received more than `retentionDays` ago, but none that waits to be processed. Those that a relay
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
  if (!store.isShared) await store.rows("vacuum (analyze) webhook_messages");
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
