import { createHash, randomUUID } from "node:crypto";
import type { Sql, Store } from "../../store/sql.js";
import {
  NO_STEPS,
  type RenameOutcome,
  type RenameRequest,
  type RenameSteps,
  type StudentRename,
} from "./model.js";

/** A rename that this request alone may work on. */
export interface Claim {
  readonly rename: StudentRename;
  readonly fence: number;
}

/** Longer than a request works. A process that died keeps a rename for so long. */
const LEASE_MS = 30_000;
/** Renames begin one at a time. The number is arbitrary, but no other lock may use it. */
const RENAME_LOCK = 7_351_030;

interface Row {
  readonly id: string;
  readonly user_id: string;
  readonly classin_uid: string;
  readonly name: string;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly steps: RenameSteps;
  readonly fence: number;
}

const COLUMNS = "id, user_id, classin_uid, name, started_at, finished_at, steps, fence";

const renameOf = (row: Row): StudentRename => ({
  id: row.id,
  userId: row.user_id,
  classinUid: row.classin_uid,
  name: row.name,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  steps: row.steps,
});

/** The same caller's request with the same key must have the same input. */
const hashOf = ({ userId, classinUid, name }: RenameRequest): string =>
  createHash("sha256")
    .update(JSON.stringify([userId, classinUid, name]))
    .digest("hex");

/**
 * Claims the rename of this key, which it stores if it is new. Two renames of one student never run at the same time: their
 * steps would mix two names. `worker` names this process.
 */
export function claimRename(
  store: Store,
  request: RenameRequest,
  worker: string,
): Promise<Claim | RenameOutcome> {
  return store.transaction(async (tx) => {
    await tx.rows(`select pg_advisory_xact_lock(${RENAME_LOCK})`);
    const row = (await find(tx, request)) ?? (await insert(tx, request));
    const rename = renameOf(row);
    if (!row.is_same) return { kind: "conflict", rename };
    if (rename.finishedAt !== null) return { kind: "done", rename };
    if (await isBusy(tx, rename, store.isShared ? null : worker)) return { kind: "busy", rename };
    const [claimed] = await tx.rows<Row>(
      `update student_renames set fence = fence + 1, worker = $2, touched_at = clock_timestamp(),
         lease_until = clock_timestamp() + ${LEASE_MS} * interval '1 millisecond'
       where id = $1 returning ${COLUMNS}`,
      [rename.id, worker],
    );
    if (claimed === undefined) throw new Error("The database returned no row for the rename.");
    return { rename: renameOf(claimed), fence: claimed.fence };
  });
}

type FoundRow = Row & { readonly is_same: boolean };

async function find(tx: Sql, request: RenameRequest): Promise<FoundRow | undefined> {
  const [row] = await tx.rows<FoundRow>(
    `select ${COLUMNS}, input_hash = $3 as is_same from student_renames
     where coalesce(caller, '') = coalesce($1::text, '') and idempotency_key = $2`,
    [request.caller, request.idempotencyKey, hashOf(request)],
  );
  return row;
}

async function insert(tx: Sql, request: RenameRequest): Promise<FoundRow> {
  const { caller, idempotencyKey, userId, classinUid, name } = request;
  const [row] = await tx.rows<FoundRow>(
    `insert into student_renames (id, caller, idempotency_key, input_hash, user_id, classin_uid, name, started_at,
       touched_at, steps)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), clock_timestamp(), $8::jsonb)
     returning ${COLUMNS}, true as is_same`,
    [
      randomUUID(),
      caller,
      idempotencyKey,
      hashOf(request),
      userId,
      classinUid,
      name,
      JSON.stringify(NO_STEPS),
    ],
  );
  if (row === undefined) throw new Error("The database returned no row for the new rename.");
  return row;
}

/** An embedded store has one process, so the leases of all others are left from earlier ones. `only`: that process. */
async function isBusy(tx: Sql, { userId, classinUid }: StudentRename, only: string | null): Promise<boolean> {
  const rows = await tx.rows(
    `select from student_renames
     where (user_id = $1 or classin_uid = $2) and lease_until > clock_timestamp()
       and ($3::text is null or worker = $3) limit 1`,
    [userId, classinUid, only],
  );
  return rows.length > 0;
}

/** Stores the steps. False if the rename was erased, or if another request has taken it over. */
export async function storeSteps(sql: Sql, { rename, fence }: Claim, steps: RenameSteps): Promise<boolean> {
  const rows = await sql.rows(
    `update student_renames set steps = $3::jsonb, touched_at = clock_timestamp()
     where id = $1 and fence = $2 returning id`,
    [rename.id, fence, JSON.stringify(steps)],
  );
  return rows.length > 0;
}

/** Lets the next request have the rename. Returns when it was finished; null if steps are left. */
export async function releaseRename(
  sql: Sql,
  { rename, fence }: Claim,
  isFinished: boolean,
): Promise<Date | null> {
  const [row] = await sql.rows<{ finished_at: Date | null }>(
    `update student_renames set lease_until = null, finished_at = case when $3 then clock_timestamp() end
     where id = $1 and fence = $2 returning finished_at`,
    [rename.id, fence, isFinished],
  );
  return row?.finished_at ?? null;
}
