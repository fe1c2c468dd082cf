import type { Store } from "../../store/sql.js";

/** Rows per statement. */
const BATCH = 1_000;
/** Anyone can send messages that do not verify. Only the newest are kept. */
export const MAX_UNVERIFIED = 10_000;

/**
 * Deletes messages that were received more than `retentionDays` ago, but none that waits to be processed or relayed. Safe to
 * run in several processes at once.
 */
export async function expireMessages(store: Store, retentionDays: number): Promise<void> {
  await inBatches(store, `received_at < clock_timestamp() - $1::int * interval '1 day' and ${IS_DONE}`, [
    retentionDays,
  ]);
  await inBatches(
    store,
    `not verified and number <= (
       select number from webhook_messages where not verified order by number desc offset $1::int limit 1
     )`,
    [MAX_UNVERIFIED],
  );
  if (!store.isShared) await store.rows("vacuum (analyze) webhook_messages");
}

const IS_DONE = `
  (processed_at is not null or failed_at is not null or not verified)
  and not exists (
    select from webhook_relays relay
    where relay.position < message.number and message.verified
      and relay.lease_until > clock_timestamp() - interval '7 days'
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
