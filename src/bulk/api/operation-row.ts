import type { BulkKind, BulkOperation, BulkState } from "../model.js";

export const OPERATION_COLUMNS =
  "id, kind, state, caller, created_at, started_at, finished_at, total, succeeded, failed, unknown";

export interface OperationRow {
  readonly id: string;
  readonly kind: BulkKind;
  readonly state: BulkState;
  readonly caller: string | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unknown: number;
}

export const operationOf = (row: OperationRow): BulkOperation => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  caller: row.caller,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  total: row.total,
  succeeded: row.succeeded,
  failed: row.failed,
  unknown: row.unknown,
});
