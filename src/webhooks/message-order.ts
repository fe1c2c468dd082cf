import type { Sql } from "../store/sql.js";

/** The number of this lock is arbitrary, but no other lock may use it. */
const ORDER_LOCK = 7_351_028;

/**
 * Lets one transaction at a time insert messages. Their numbers must follow the order of their commits: a relay that has sent
 * number 7 never looks for number 6.
 */
export async function lockMessageOrder(tx: Sql): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock($1::bigint)", [ORDER_LOCK]);
}
