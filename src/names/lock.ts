import type { Sql } from "../store/sql.js";

/** The number is arbitrary, but no other lock may use it. */
const NAMES_LOCK = 7_351_027;

/** Lets one transaction at a time change names, so that what it has read stays true until it writes. */
export async function lockNames(tx: Sql): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock($1::bigint)", [NAMES_LOCK]);
}
