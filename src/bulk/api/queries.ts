import { isUuid } from "../../input/ids.js";
import type { Sql } from "../../store/sql.js";
import type {
  BulkItem,
  BulkOperation,
  BulkState,
  ItemOutcome,
  OutcomeExtra,
  StoredOutcome,
  Target,
} from "../model.js";
import { OPERATION_COLUMNS, type OperationRow, operationOf } from "./operation-row.js";

/** The caller whose operations are visible. Null: all operations, because callers are not known. */
export type Viewer = string | null;

export async function findOperation(sql: Sql, id: string, viewer: Viewer): Promise<BulkOperation | null> {
  if (!isUuid(id)) return null;
  const [row] = await sql.rows<OperationRow>(
    `select ${OPERATION_COLUMNS} from bulk_operations where id = $1 and ($2::text is null or caller = $2)`,
    [id, viewer],
  );
  return row === undefined ? null : operationOf(row);
}

/** Finds operations of all callers. Check who may see each before showing it. */
export async function findOperations(sql: Sql, ids: readonly string[]): Promise<BulkOperation[]> {
  const wellFormed = ids.filter(isUuid);
  if (wellFormed.length === 0) return [];
  const rows = await sql.rows<OperationRow>(
    `select ${OPERATION_COLUMNS} from bulk_operations
     where id in (select value::uuid from jsonb_array_elements_text($1::jsonb))`,
    [JSON.stringify(wellFormed)],
  );
  return rows.map(operationOf);
}

/** Where the next page of operations starts. */
export interface OperationPosition {
  readonly createdAt: Date;
  readonly id: string;
}

/** Newest first. */
export async function listOperations(
  sql: Sql,
  query: {
    viewer: Viewer;
    state: BulkState | null;
    idempotencyKey?: string | null;
    after: OperationPosition | null;
    limit: number;
  },
): Promise<BulkOperation[]> {
  const { viewer, state, idempotencyKey = null, after, limit } = query;
  const rows = await sql.rows<OperationRow>(
    `select ${OPERATION_COLUMNS} from bulk_operations
     where ($1::text is null or caller = $1) and ($2::text is null or state = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::uuid))
       and ($6::text is null or idempotency_key = $6)
     order by created_at desc, id desc limit $5`,
    [viewer, state, after?.createdAt.toISOString() ?? null, after?.id ?? null, limit, idempotencyKey],
  );
  return rows.map(operationOf);
}

interface OutcomeRow {
  readonly outcome: ItemOutcome | null;
  readonly failure: string | null;
  readonly code: number | null;
  readonly extra: OutcomeExtra | null;
}

const outcomeOf = (row: OutcomeRow, endedAt: Date | null): StoredOutcome | null =>
  row.outcome === null || endedAt === null
    ? null
    : { outcome: row.outcome, failure: row.failure, code: row.code, extra: row.extra, endedAt };

/** In input order. */
export async function listItems(
  sql: Sql,
  query: { operationId: string; outcome: ItemOutcome | "pending" | null; after: number; limit: number },
): Promise<BulkItem[]> {
  const rows = await sql.rows<
    OutcomeRow & { position: number; target: Target; attempts: number; ended_at: Date | null }
  >(
    `select position, target, attempts, outcome, failure, code::float8 as code, extra, ended_at from bulk_items
     where operation_id = $1 and position > $2
       and ($3::text is null or coalesce(outcome, 'pending') = $3)
     order by position limit $4`,
    [query.operationId, query.after, query.outcome, query.limit],
  );
  return rows.map((row) => ({
    position: row.position,
    target: row.target,
    attempts: row.attempts,
    outcome: outcomeOf(row, row.ended_at),
  }));
}

const LOOK_BACK_SECONDS = 30;

/**
 * Estimates the finish from the rate of the last half minute. It is never before the last scheduled retry.
 * Null if the operation has not started, or if no item ended in that time.
 */
export async function estimateFinish(sql: Sql, operation: BulkOperation): Promise<Date | null> {
  if (operation.finishedAt !== null) return operation.finishedAt;
  if (operation.startedAt === null) return null;
  const [row] = await sql.rows<{ finish_at: Date | null }>(
    `select greatest(
       clock_timestamp() + (open_items / nullif(ended / nullif(least($2::float8,
         extract(epoch from clock_timestamp() - $3::timestamptz)::float8), 0), 0)) * interval '1 second',
       last_retry_at) as finish_at
     from (
       select (count(*) filter (where outcome is null))::float8 as open_items,
              (count(*) filter (where ended_at > clock_timestamp() - $2::float8 * interval '1 second'))::float8 as ended,
              max(retry_at) filter (where outcome is null and retry_at > clock_timestamp()) as last_retry_at
       from bulk_items where operation_id = $1
     ) as items
     where ended > 0`,
    [operation.id, LOOK_BACK_SECONDS, operation.startedAt.toISOString()],
  );
  return row?.finish_at ?? null;
}
