import type { Sql } from "../../store/sql.js";
import { NAME_DISPUTE } from "../name-dispute.js";
import { LONGEST_WAIT_MS } from "./backoff.js";
import type { Message, Target } from "./model.js";

/** The right to deliver to a target. The fence proves it. */
export interface Claim {
  readonly target: string;
  readonly fence: number;
  /** The number of the last message that the target needs no more. */
  readonly position: number;
  /** Failures in a row. */
  readonly tries: number;
  /** The message that failed last, and since when. Usually the next one, but that may have been deleted because of its age. */
  readonly failing: { readonly number: number; readonly since: Date } | null;
}

/** How long a silent replica keeps a target. */
export const LEASE_MS = 15_000;
/** No wait is as long as twice the longest one, unless a clock was set back. Then it ends at once. */
const IMPOSSIBLE_WAIT_MS = 2 * LONGEST_WAIT_MS;

const LEASE_END = "clock_timestamp() + $3::float8 * interval '1 millisecond'";

/** A new target begins with the message that is stored next. */
export async function addTarget(sql: Sql, { key, url }: Target): Promise<void> {
  await sql.rows(
    `insert into webhook_relays (target, host, position)
     values ($1, $2, coalesce((select max(number) from webhook_messages), 0))
     on conflict (target) do nothing`,
    [key, url.host],
  );
}

/** Null if there is nothing to do: no message, a wait after a failure, or another replica delivers. */
export async function claimTarget(sql: Sql, target: string, now: Date): Promise<Claim | null> {
  const [row] = await sql.rows<{
    fence: number;
    position: number;
    tries: number;
    tried_number: number | null;
    first_tried_at: Date | null;
  }>(
    `update webhook_relays relay set fence = fence + 1, lease_until = ${LEASE_END}
     where target = $1 and (lease_until is null or lease_until < clock_timestamp())
       and (not_before is null or not_before <= $2::timestamptz or not_before > $4::timestamptz)
       and exists (select from webhook_messages message where message.number > relay.position)
     returning fence::float8, position::float8, tries, tried_number::float8, first_tried_at`,
    [target, now.toISOString(), LEASE_MS, new Date(now.getTime() + IMPOSSIBLE_WAIT_MS).toISOString()],
  );
  if (row === undefined) return null;
  const { fence, position, tries, tried_number: number, first_tried_at: since } = row;
  const failing = number === null || since === null ? null : { number, since };
  return { target, fence, position, tries, failing };
}

/** The rest of the row is not changed. False if another replica holds the target. */
async function change(sql: Sql, { target, fence }: Claim, set: string, values: unknown[]): Promise<boolean> {
  const rows = await sql.rows(
    `update webhook_relays set ${set} where target = $1 and fence = $2 returning target`,
    [target, fence, ...values],
  );
  return rows.length > 0;
}

export const renewLease = (sql: Sql, claim: Claim): Promise<boolean> =>
  change(sql, claim, `lease_until = ${LEASE_END}`, [LEASE_MS]);

/** The target needs the messages up to this number no more. Renews the lease. */
export const passMessages = (sql: Sql, claim: Claim, number: number): Promise<boolean> =>
  change(sql, claim, `lease_until = ${LEASE_END}, position = $4`, [LEASE_MS, number]);

/** A message was delivered. Renews the lease. */
export const recordSuccess = (sql: Sql, claim: Claim, number: number): Promise<boolean> =>
  change(
    sql,
    claim,
    `lease_until = ${LEASE_END}, position = $4, tries = 0, failing_since = null, tried_number = null,
     first_tried_at = null, not_before = null, failure = null`,
    [LEASE_MS, number],
  );

export const recordFailure = (
  sql: Sql,
  claim: Claim,
  failure: {
    readonly number: number;
    readonly firstTriedAt: Date;
    readonly at: Date;
    readonly notBefore: Date;
    readonly why: string;
  },
): Promise<boolean> =>
  change(
    sql,
    claim,
    `tries = tries + 1, failing_since = coalesce(failing_since, $3::timestamptz), not_before = $4::timestamptz,
     failure = $5, tried_number = $6, first_tried_at = $7::timestamptz`,
    [
      failure.at.toISOString(),
      failure.notBefore.toISOString(),
      failure.why,
      failure.number,
      failure.firstTriedAt.toISOString(),
    ],
  );

/** The next message is tried at once, in case that only this one is refused. */
export const recordGivenUp = (sql: Sql, claim: Claim, number: number, why: string): Promise<boolean> =>
  change(
    sql,
    claim,
    `position = $3, tries = tries + 1, given_up = given_up + 1, tried_number = null,
     first_tried_at = null, not_before = null, failure = $4`,
    [number, why],
  );

export const releaseTarget = (sql: Sql, claim: Claim): Promise<boolean> =>
  change(sql, claim, "lease_until = null", []);

/** For an embedded store: only one process uses it, so every lease is left from an earlier run. */
export async function releaseAllTargets(sql: Sql): Promise<void> {
  await sql.rows("update webhook_relays set lease_until = null where lease_until is not null");
}

/** The messages of one query. */
export interface Page {
  readonly messages: readonly Message[];
  /** The number up to which this page has looked. Null if there was nothing more. */
  readonly end: number | null;
}

/** Bodies of this many bytes end a page, after its first message. */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/**
 * Reads the next messages after a number, at most `limit`. Messages that did not verify count too, so that many of them
 * cannot make this query slow. Their bodies are not read.
 */
export async function readPage(sql: Sql, after: number, limit: number): Promise<Page> {
  const rows = await sql.rows<Message & { readonly verified: boolean }>(
    `with page as (
       select * from webhook_messages where number > $1 order by number limit $2
     ), sized as (
       select page.*, sum(case when verified then octet_length(body) else 0 end)
         over (order by number rows between unbounded preceding and 1 preceding) as bytes_before from page
     )
     select number::float8, vendor, key, command, verified, case when verified then body else '' end as body
     from sized where coalesce(bytes_before, 0) < $3 order by number`,
    [after, limit, MAX_PAGE_BYTES],
  );
  // Relay targets get what vendors sent.
  const messages = rows.filter(({ verified, command }) => verified && command !== NAME_DISPUTE);
  return { messages, end: rows.at(-1)?.number ?? null };
}
