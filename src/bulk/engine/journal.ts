import type { GroupProgress } from "../../names/cards/model.js";
import type { Sql } from "../../store/sql.js";
import { type Clock, sleep } from "../../vendor/clock.js";
import type { BulkKind, ItemOutcome, StoredOutcome } from "../model.js";
import type { Claim } from "./leases.js";

/** The new state of an item. */
export interface ItemState {
  readonly position: number;
  readonly attempts: number;
  /** Null: no attempt is in progress. */
  readonly begunAt: Date | null;
  readonly retryAt: Date | null;
  /** What a later attempt goes on from. Null: as stored before. Not used if there is an outcome. */
  readonly progress: GroupProgress | null;
  /** Null: still pending. */
  readonly outcome: StoredOutcome | null;
  /** When the sync of a course began, for its history. Null for all other writes. */
  readonly syncedFrom: Date | null;
}

/** Whether the claim still held at the write, and whether the operation is being cancelled. */
export interface Written {
  readonly held: boolean;
  readonly cancelling: boolean;
}

/** Writes item states in batches, in order. */
export interface Journal {
  /**
   * Resolves when the state is stored, or when the claim was lost to another worker. Waits while the store is down: the
   * fence then rejects states that came too late.
   */
  write(claim: Claim, state: ItemState): Promise<Written>;
  /** Stops repeating failed writes `ms` from now. Their claims then count as lost. */
  giveUpAfter(ms: number): void;
}

/** Long enough to fill a batch, and short compared with a vendor call. */
const BATCH_MS = 25;
const RETRY_MS = 300;

interface Entry {
  readonly claim: Claim;
  readonly state: ItemState;
  readonly settle: (written: Written) => void;
}

export function createJournal(deps: {
  sql: Sql;
  clock: Clock;
  onTrouble: (error: unknown) => void;
  /** An item's outcome was stored. */
  onEnded?: ((kind: BulkKind, outcome: ItemOutcome) => void) | undefined;
}): Journal {
  const { clock } = deps;
  let entries: Entry[] = [];
  let isRunning = false;
  let givesUpAt = Number.POSITIVE_INFINITY;

  const storeOrGiveUp = async (batch: readonly Entry[]): Promise<ReadonlyMap<string, Written>> => {
    for (;;) {
      try {
        return await store(deps.sql, batch);
      } catch (error) {
        deps.onTrouble(error);
        if (clock.monotonicMs() >= givesUpAt) return new Map();
        await sleep(clock, RETRY_MS);
      }
    }
  };
  const run = async () => {
    while (entries.length > 0) {
      await sleep(clock, BATCH_MS);
      const batch = entries;
      entries = [];
      const held = await storeOrGiveUp(batch);
      for (const { claim, state, settle } of batch) {
        const written = held.get(keyOf(claim)) ?? FENCED_OFF;
        if (written.held && state.outcome !== null) deps.onEnded?.(claim.kind, state.outcome.outcome);
        settle(written);
      }
    }
    isRunning = false;
  };

  return {
    write: (claim, state) =>
      new Promise((settle) => {
        entries.push({ claim, state, settle });
        if (isRunning) return;
        isRunning = true;
        void run();
      }),
    giveUpAfter(ms) {
      givesUpAt = clock.monotonicMs() + ms;
    },
  };
}

const FENCED_OFF: Written = { held: false, cancelling: false };
const keyOf = ({ operationId, number, fence }: Claim): string => `${operationId} ${number} ${fence}`;

/**
 * One atomic statement writes item states, the operation's counts and the history of courses. It skips items whose chunk
 * has a newer fence. Writing a batch again, after its answer was lost, changes nothing.
 */
const WRITE = `
  with entry as (
    select * from jsonb_to_recordset($1::jsonb) as entry(
      operation_id uuid, chunk int, fence int, position int, attempts int, begun_at timestamptz, retry_at timestamptz,
      outcome text, failure text, code float8, extra jsonb, ended_at timestamptz, synced_from timestamptz)
  ), held as (
    select chunk.operation_id, chunk.number, chunk.fence from bulk_chunks chunk
    where chunk.done_at is null
      and (chunk.operation_id, chunk.number, chunk.fence) in (select operation_id, chunk, fence from entry)
    order by chunk.operation_id, chunk.number for update
  ), written as (
    update bulk_items item
    set attempts = entry.attempts, begun_at = entry.begun_at, retry_at = entry.retry_at, outcome = entry.outcome,
        failure = entry.failure, code = entry.code, ended_at = entry.ended_at,
        extra = case when entry.outcome is null then coalesce(entry.extra, item.extra) else entry.extra end
    from entry join held on held.operation_id = entry.operation_id and held.number = entry.chunk and held.fence = entry.fence
    where item.operation_id = entry.operation_id and item.position = entry.position and item.outcome is null
    returning item.operation_id, item.target, item.outcome, item.failure, item.code, item.extra, item.ended_at, entry.synced_from
  ), counted as (
    update bulk_operations operation
    set succeeded = operation.succeeded + news.succeeded, failed = operation.failed + news.failed,
        unknown = operation.unknown + news.unknown
    from (
      select operation_id, (count(*) filter (where outcome = 'succeeded'))::int as succeeded,
             (count(*) filter (where outcome = 'failed'))::int as failed,
             (count(*) filter (where outcome = 'unknown'))::int as unknown
      from written where outcome is not null group by operation_id order by operation_id
    ) as news
    where operation.id = news.operation_id
  ), history as (
    insert into nickname_syncs
      (id, course_id, started_at, finished_at, requested_by, request_id, outcome, failure, code, extra)
    select gen_random_uuid(), written.target->>'courseId', written.synced_from, written.ended_at, operation.caller,
           written.operation_id::text, written.outcome, written.failure, written.code, written.extra
    from written join bulk_operations operation on operation.id = written.operation_id
    where written.outcome is not null and written.synced_from is not null
  )
  select held.operation_id, held.number, held.fence, operation.state = 'cancelling' as cancelling
  from held join bulk_operations operation on operation.id = held.operation_id
`;

interface HeldRow {
  readonly operation_id: string;
  readonly number: number;
  readonly fence: number;
  readonly cancelling: boolean;
}

async function store(sql: Sql, batch: readonly Entry[]): Promise<ReadonlyMap<string, Written>> {
  const rows = await sql.rows<HeldRow>(WRITE, [JSON.stringify(batch.map(rowOf))]);
  return new Map(
    rows.map(({ operation_id: operationId, number, fence, cancelling }) => [
      `${operationId} ${number} ${fence}`,
      { held: true, cancelling },
    ]),
  );
}

const rowOf = ({ claim, state }: Entry) => ({
  operation_id: claim.operationId,
  chunk: claim.number,
  fence: claim.fence,
  position: state.position,
  attempts: state.attempts,
  begun_at: state.begunAt,
  retry_at: state.retryAt,
  outcome: state.outcome?.outcome ?? null,
  failure: state.outcome?.failure ?? null,
  code: state.outcome?.code ?? null,
  // While an item is pending, the column holds its progress.
  extra: state.outcome === null ? state.progress : state.outcome.extra,
  ended_at: state.outcome?.endedAt ?? null,
  synced_from: state.syncedFrom,
});
