import { createHash, randomUUID } from "node:crypto";
import { failed, ok, type Result } from "../../result.js";
import type { Sql, Store } from "../../store/sql.js";
import { assignChunks } from "../engine/chunks.js";
import type { BulkKind, BulkOperation, Target } from "../model.js";
import { OPERATION_COLUMNS, type OperationRow, operationOf } from "./operation-row.js";

/** Input that `src/input` has already checked. */
export interface StartRequest {
  readonly kind: BulkKind;
  readonly targets: readonly Target[];
  readonly caller: string | null;
  readonly idempotencyKey: string;
}

export type StartFailure =
  /** An operation with this key exists, but its input differs. */
  | { readonly kind: "conflict"; readonly operation: BulkOperation }
  | { readonly kind: "too-many"; readonly limit: number };

/** The most open operations of one caller, and of all callers together. */
export const MOST_OPEN = { ofCaller: 20, inAll: 200 } as const;

/** Starts run one at a time, so a second request with the same key finds the first operation. */
const START_LOCK = 7_351_026;
/** Rows per statement. The embedded database blocks this process, so other work runs between statements. */
const ROWS_AT_ONCE = 500;

/** Stores an operation and all its items, or returns the operation that already has the key. */
export async function startOperation(
  store: Store,
  request: StartRequest,
): Promise<Result<BulkOperation, StartFailure>> {
  const hash = hashOf(request);
  const known = await operationOfKey(store, request, hash);
  if (known !== null) return known;
  return store.transaction(async (tx) => {
    await tx.rows(`select pg_advisory_xact_lock(${START_LOCK})`);
    const known = await operationOfKey(tx, request, hash);
    if (known !== null) return known;
    const limit = await limitReached(tx, request.caller);
    if (limit !== null) return failed({ kind: "too-many", limit });
    return ok(await insert(tx, request, hash));
  });
}

/** Targets are in canonical form by now: texts in NFC, fields in one order, no absent fields. */
const hashOf = ({ kind, targets }: StartRequest): string =>
  createHash("sha256")
    .update(JSON.stringify([kind, targets]))
    .digest("hex");

async function operationOfKey(
  sql: Sql,
  { caller, idempotencyKey }: StartRequest,
  hash: string,
): Promise<Result<BulkOperation, StartFailure> | null> {
  const [row] = await sql.rows<OperationRow & { same: boolean }>(
    `select ${OPERATION_COLUMNS}, input_hash = $3 as same from bulk_operations
     where coalesce(caller, '') = coalesce($1::text, '') and idempotency_key = $2`,
    [caller, idempotencyKey, hash],
  );
  if (row === undefined) return null;
  const operation = operationOf(row);
  return row.same ? ok(operation) : failed({ kind: "conflict", operation });
}

async function limitReached(sql: Sql, caller: string | null): Promise<number | null> {
  const [open] = await sql.rows<{ all_callers: number; own: number }>(
    `select count(*)::int as all_callers,
            (count(*) filter (where coalesce(caller, '') = coalesce($1::text, '')))::int as own
     from bulk_operations where finished_at is null`,
    [caller],
  );
  if (open === undefined) return null;
  if (open.own >= MOST_OPEN.ofCaller) return MOST_OPEN.ofCaller;
  return open.all_callers >= MOST_OPEN.inAll ? MOST_OPEN.inAll : null;
}

async function insert(tx: Sql, request: StartRequest, hash: string): Promise<BulkOperation> {
  const { kind, targets, caller, idempotencyKey } = request;
  const id = randomUUID();
  const [row] = await tx.rows<OperationRow>(
    `insert into bulk_operations (id, kind, state, caller, idempotency_key, input_hash, created_at, total)
     values ($1, $2, 'queued', $3, $4, $5, clock_timestamp(), $6) returning ${OPERATION_COLUMNS}`,
    [id, kind, caller, idempotencyKey, hash, targets.length],
  );
  if (row === undefined) throw new Error("The database returned no row for the new operation.");
  const chunks = assignChunks(kind, targets);
  await tx.rows("insert into bulk_chunks (operation_id, number) select $1, generate_series(0, $2::int)", [
    id,
    Math.max(...new Set(chunks)),
  ]);
  for (let from = 0; from < targets.length; from += ROWS_AT_ONCE) {
    const rows = targets.slice(from, from + ROWS_AT_ONCE).map((target, index) => ({
      position: from + index,
      chunk: chunks[from + index],
      target,
    }));
    await tx.rows(
      `insert into bulk_items (operation_id, position, chunk, target)
       select $1, item.position, item.chunk, item.target
       from jsonb_to_recordset($2::jsonb) as item(position int, chunk int, target jsonb)`,
      [id, JSON.stringify(rows)],
    );
  }
  return operationOf(row);
}
