import type { GroupProgress } from "../../names/cards/model.js";
import type { Sql, Store } from "../../store/sql.js";
import type { BulkKind, Target } from "../model.js";

/** A chunk that this worker holds. The fence proves it. */
export interface Claim {
  readonly operationId: string;
  readonly number: number;
  readonly fence: number;
  readonly kind: BulkKind;
  readonly caller: string | null;
}

/** The caller for fair queuing. If the caller is not known, each operation counts as its own caller. */
export const callerOf = ({ caller, operationId }: Pick<Claim, "caller" | "operationId">): string =>
  caller ?? operationId;

/** An item that has no outcome yet. */
export interface OpenItem {
  readonly position: number;
  readonly target: Target;
  readonly attempts: number;
  /** Set if an attempt was begun and its outcome was not stored. */
  readonly begunAt: Date | null;
  readonly retryAt: Date | null;
  /** What an earlier attempt has done. Null if it stored nothing. */
  readonly progress: GroupProgress | null;
}

/** How long a silent worker keeps a chunk. Another one takes it over within two more seconds. */
export const LEASE_MS = 10_000;

interface ClaimRow {
  readonly operation_id: string;
  readonly number: number;
  readonly fence: number;
  readonly kind: BulkKind;
  readonly caller: string | null;
}

/** How many chunks a worker may claim. */
export interface Room {
  readonly chunks: number;
  /** The most chunks of one caller that this worker may then hold. Null: no limit. */
  readonly mostOfCaller: number | null;
}

const IS_FREE = `chunk.done_at is null
  and (chunk.lease_until is null or chunk.lease_until < clock_timestamp())
  and (chunk.not_before is null or chunk.not_before <= clock_timestamp())`;

/**
 * Ranks free chunks fairly. Callers with the fewest chunks in progress come first; within a caller, operations with the
 * fewest.
 */
const CHOOSE = `
  with busy as (
    select operation_id, count(*) as chunks, count(*) filter (where worker = $1) as own
    from bulk_chunks where done_at is null and lease_until > clock_timestamp() group by operation_id
  ), operations as (
    select operation.id, operation.created_at, coalesce(operation.caller, operation.id::text) as caller,
           coalesce(busy.chunks, 0) as chunks, coalesce(busy.own, 0) as own
    from bulk_operations operation left join busy on busy.operation_id = operation.id
    where operation.kind = $2 and operation.finished_at is null
  ), callers as (
    select caller, sum(chunks) as chunks, sum(own) as own from operations group by caller
  ), candidates as (
    select operation.id, operation.caller, operation.created_at, free.number,
           operation.chunks + row_number() over (partition by operation.id order by free.number) as in_operation
    from operations operation cross join lateral (
      select chunk.number from bulk_chunks chunk
      where chunk.operation_id = operation.id and ${IS_FREE} order by chunk.number limit $3
    ) as free
  ), by_caller as (
    select *, row_number() over (partition by caller order by in_operation, created_at, number) as turn from candidates
  ), ranked as (
    select id, number, callers.own + turn as own_in_caller,
           row_number() over (order by callers.chunks + turn, in_operation, created_at, number) as rank
    from by_caller join callers using (caller)
  )`;

export function claimChunks(store: Store, worker: string, kind: BulkKind, room: Room): Promise<Claim[]> {
  return store.transaction(async (tx) => {
    const rows = await tx.rows<ClaimRow>(
      `${CHOOSE}, free as (
         select chunk.operation_id, chunk.number, operation.kind, operation.caller
         from ranked
         join bulk_operations operation on operation.id = ranked.id
         join bulk_chunks chunk on chunk.operation_id = ranked.id and chunk.number = ranked.number
         where ${IS_FREE} and ($5::int is null or ranked.own_in_caller <= $5)
         order by ranked.rank limit $3 for update of chunk skip locked
       )
       update bulk_chunks chunk
       set fence = chunk.fence + 1, worker = $1, not_before = null,
           lease_until = clock_timestamp() + $4::float8 * interval '1 millisecond'
       from free where chunk.operation_id = free.operation_id and chunk.number = free.number
       returning chunk.operation_id, chunk.number, chunk.fence, free.kind, free.caller`,
      [worker, kind, room.chunks, LEASE_MS, room.mostOfCaller],
    );
    await markRunning(tx, [...new Set(rows.map((row) => row.operation_id))]);
    return rows.map((row) => ({
      operationId: row.operation_id,
      number: row.number,
      fence: row.fence,
      kind: row.kind,
      caller: row.caller,
    }));
  });
}

async function markRunning(tx: Sql, operationIds: readonly string[]): Promise<void> {
  if (operationIds.length === 0) return;
  await tx.rows(
    `update bulk_operations set state = 'running', started_at = clock_timestamp()
     where state = 'queued' and id in (select value::uuid from jsonb_array_elements_text($1::jsonb))`,
    [JSON.stringify(operationIds)],
  );
}

export async function itemsOf(sql: Sql, claim: Claim): Promise<OpenItem[]> {
  const rows = await sql.rows<{
    position: number;
    target: Target;
    attempts: number;
    begun_at: Date | null;
    retry_at: Date | null;
    extra: GroupProgress | null;
  }>(
    `select position, target, attempts, begun_at, retry_at, extra from bulk_items
     where operation_id = $1 and chunk = $2 and outcome is null order by position`,
    [claim.operationId, claim.number],
  );
  return rows.map((row) => ({
    position: row.position,
    target: row.target,
    attempts: row.attempts,
    begunAt: row.begun_at,
    retryAt: row.retry_at,
    progress: row.extra,
  }));
}

/** Renews the leases. Returns the claims that still hold, and whether their operation is being cancelled. */
export async function renew(
  sql: Sql,
  claims: readonly Claim[],
): Promise<ReadonlyMap<Claim, { cancelling: boolean }>> {
  const rows = await sql.rows<{ index: number; cancelling: boolean }>(
    `update bulk_chunks chunk
     set lease_until = clock_timestamp() + $2::float8 * interval '1 millisecond'
     from jsonb_to_recordset($1::jsonb) as claim(index int, operation_id uuid, number int, fence int),
          bulk_operations operation
     where chunk.operation_id = claim.operation_id and chunk.number = claim.number
       and chunk.fence = claim.fence and chunk.done_at is null and operation.id = chunk.operation_id
     returning claim.index, operation.state = 'cancelling' as cancelling`,
    [
      JSON.stringify(
        claims.map(({ operationId, number, fence }, index) => ({
          index,
          operation_id: operationId,
          number,
          fence,
        })),
      ),
      LEASE_MS,
    ],
  );
  const held = new Map<Claim, { cancelling: boolean }>();
  for (const { index, cancelling } of rows) {
    const claim = claims[index];
    if (claim !== undefined) held.set(claim, { cancelling });
  }
  return held;
}

/**
 * Releases a chunk. `left` is null if all its items have ended; the last such chunk also ends the operation.
 * All transactions lock chunks before operations, which avoids deadlocks.
 */
export function releaseChunk(store: Store, claim: Claim, left: { retryInMs: number } | null): Promise<void> {
  const { operationId, number, fence } = claim;
  return store.transaction(async (tx) => {
    const held = await tx.rows(
      `update bulk_chunks
       set lease_until = null, worker = null,
           done_at = case when $4::float8 is null then clock_timestamp() end,
           not_before = clock_timestamp() + $4::float8 * interval '1 millisecond'
       where operation_id = $1 and number = $2 and fence = $3 and done_at is null returning number`,
      [operationId, number, fence, left?.retryInMs ?? null],
    );
    if (held.length > 0 && left === null) await finishIfDone(tx, operationId);
  });
}

/** Locks the operation first: if two workers finish its last chunks at once, the second one sees both. */
export async function finishIfDone(tx: Sql, operationId: string): Promise<void> {
  await tx.rows("select id from bulk_operations where id = $1 for update", [operationId]);
  await tx.rows(
    `update bulk_operations
     set state = case when succeeded + failed + unknown = total then 'completed' else 'cancelled' end,
         started_at = case when succeeded + failed + unknown = 0 then started_at
                           else coalesce(started_at, clock_timestamp()) end,
         finished_at = clock_timestamp()
     where id = $1 and finished_at is null
       and not exists (select from bulk_chunks where operation_id = $1 and done_at is null)`,
    [operationId],
  );
}

/** For an embedded store: only one process uses it, so every lease is left from an earlier run. */
export async function releaseAllLeases(sql: Sql): Promise<void> {
  await sql.rows(
    "update bulk_chunks set lease_until = null where done_at is null and lease_until is not null",
  );
}
