import DataLoader from "dataloader";
import type { Sql, Store } from "../../store/sql.js";
import { type Clock, sleep } from "../../vendor/clock.js";
import { WakeableSleep } from "../../vendor/wakeable-sleep.js";
import type { ItemOutcome, NicknameSyncRecord, OutcomeExtra } from "../model.js";

/** The history of nickname syncs: when each ran, who asked for it, and how it ended. */
export interface SyncHistory {
  /** Records a sync. Returns at once and never fails; the record is written a moment later. */
  note(record: NicknameSyncRecord): void;
  /** The newest sync of a course; null if none is recorded. */
  last(courseId: string): Promise<NicknameSyncRecord | null>;
  /** Newest first. */
  list(courseId: string, page: { after: SyncPosition | null; limit: number }): Promise<NicknameSyncRecord[]>;
  /** Writes the waiting records, or gives up after `withinMs`. */
  close(withinMs: number): Promise<void>;
}

export interface SyncPosition {
  readonly finishedAt: Date;
  readonly id: string;
}

/** The most records that wait while the store is down. Beyond that the oldest are dropped and logged. */
const MAX_WAITING = 1_000;
const BATCH_MS = 50;
const RETRY_MS = 2_000;

interface Row {
  readonly id: string;
  readonly course_id: string;
  readonly started_at: Date;
  readonly finished_at: Date;
  readonly requested_by: string | null;
  readonly request_id: string;
  readonly outcome: ItemOutcome;
  readonly failure: string | null;
  readonly code: number | null;
  readonly extra: OutcomeExtra | null;
}

const COLUMNS =
  "id, course_id, started_at, finished_at, requested_by, request_id, outcome, failure, code::float8 as code, extra";

const recordOf = (row: Row): NicknameSyncRecord => ({
  id: row.id,
  courseId: row.course_id,
  startedAt: row.started_at,
  requestedBy: row.requested_by,
  requestId: row.request_id,
  outcome: {
    outcome: row.outcome,
    failure: row.failure,
    code: row.code,
    extra: row.extra,
    endedAt: row.finished_at,
  },
});

export function createSyncHistory(deps: {
  open: () => Promise<Store>;
  /** Null if no store exists yet. */
  openIfThere: () => Promise<Store | null>;
  clock: Clock;
  onTrouble: (error: unknown, dropped: number) => void;
}): SyncHistory {
  const { open, openIfThere, clock } = deps;
  let waiting: NicknameSyncRecord[] = [];
  let writing: Promise<void> | null = null;
  let isClosing = false;
  const pause = new WakeableSleep(clock);

  const writeAll = async () => {
    if (!isClosing) await pause.sleep(BATCH_MS);
    while (waiting.length > 0) {
      const batch = waiting;
      try {
        await insert(await open(), batch);
        waiting = waiting.filter((record) => !batch.includes(record));
      } catch (error) {
        const dropped = Math.max(0, waiting.length - MAX_WAITING);
        waiting = waiting.slice(dropped);
        deps.onTrouble(error, dropped);
        if (isClosing) break;
        await pause.sleep(RETRY_MS);
      }
    }
    writing = null;
  };

  /** Reads the courses of concurrent requests in one statement. */
  const newest = new DataLoader<string, NicknameSyncRecord | null>(
    async (courseIds) => {
      const store = await openIfThere();
      if (store === null) return courseIds.map(() => null);
      const rows = await store.rows<Row>(
        `select distinct on (course_id) ${COLUMNS} from nickname_syncs
         where course_id in (select jsonb_array_elements_text($1::jsonb))
         order by course_id, finished_at desc, id desc`,
        [JSON.stringify(courseIds)],
      );
      const found = new Map(rows.map((row) => [row.course_id, recordOf(row)]));
      return courseIds.map((courseId) => found.get(courseId) ?? null);
    },
    { cache: false, maxBatchSize: 500 },
  );

  return {
    note(record) {
      waiting.push(record);
      if (waiting.length > MAX_WAITING) waiting.shift();
      writing ??= writeAll();
    },
    async last(courseId) {
      const unwritten = waiting.findLast((record) => record.courseId === courseId);
      return unwritten ?? newest.load(courseId);
    },
    async list(courseId, { after, limit }) {
      const store = waiting.length > 0 ? await open() : await openIfThere();
      if (store === null) return [];
      if (waiting.length > 0) await insert(store, waiting.slice());
      const rows = await store.rows<Row>(
        `select ${COLUMNS} from nickname_syncs
         where course_id = $1 and ($2::timestamptz is null or (finished_at, id) < ($2::timestamptz, $3::uuid))
         order by finished_at desc, id desc limit $4`,
        [courseId, after?.finishedAt.toISOString() ?? null, after?.id ?? null, limit],
      );
      return rows.map(recordOf);
    },
    async close(withinMs) {
      isClosing = true;
      pause.wake();
      if (writing === null) return;
      await Promise.race([writing, sleep(clock, withinMs)]);
    },
  };
}

/** Writing a record again changes nothing. */
async function insert(sql: Sql, records: readonly NicknameSyncRecord[]): Promise<void> {
  await sql.rows(
    `insert into nickname_syncs
       (id, course_id, started_at, finished_at, requested_by, request_id, outcome, failure, code, extra)
     select id, course_id, started_at, finished_at, requested_by, request_id, outcome, failure, code, extra
     from jsonb_to_recordset($1::jsonb) as record(
       id uuid, course_id text, started_at timestamptz, finished_at timestamptz, requested_by text, request_id text,
       outcome text, failure text, code bigint, extra jsonb)
     on conflict (id) do nothing`,
    [
      JSON.stringify(
        records.map(({ id, courseId, startedAt, requestedBy, requestId, outcome }) => ({
          id,
          course_id: courseId,
          started_at: startedAt,
          finished_at: outcome.endedAt,
          requested_by: requestedBy,
          request_id: requestId,
          outcome: outcome.outcome,
          failure: outcome.failure,
          code: outcome.code,
          extra: outcome.extra,
        })),
      ),
    ],
  );
}
