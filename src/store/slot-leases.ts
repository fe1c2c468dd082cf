import type { Pool } from "pg";
import type { Lease } from "../vendor/leased-slots.js";
import { BURSTS_PER_SECOND, SHARE_OF_LIMIT_USED } from "../vendor/slots.js";

/** Any number, as long as nothing else locks it: replicas that start together make the table one after another. */
const TABLE_LOCK = 7_351_024;

const CREATE = `
  begin;
  select pg_advisory_xact_lock(${TABLE_LOCK});
  create table if not exists vendor_slots (key text primary key, next_at timestamptz not null);
  commit;
`;

/**
 * One row for each budget: when its next slot is. The row's lock makes replicas take turns, and only the database's
 * clock is asked, after the lock was got.
 *
 * $1 key, $2 how many, $3 milliseconds between two, $4 how long unused slots are kept. A row that lies far ahead comes
 * from a clock that was set back since; it would otherwise stop all calls until then.
 */
const LEASE = `
  insert into vendor_slots as slots (key, next_at)
  values ($1, clock_timestamp() + $2::float8 * $3::float8 * interval '1 millisecond')
  on conflict (key) do update set next_at =
    case when slots.next_at > clock_timestamp() + interval '1 minute' then clock_timestamp()
         else greatest(slots.next_at, clock_timestamp() - $4::float8 * interval '1 millisecond') end
    + $2::float8 * $3::float8 * interval '1 millisecond'
  returning
    (extract(epoch from next_at) * 1000)::float8 as end_ms,
    (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms
`;

interface Row {
  readonly end_ms: number;
  readonly now_ms: number;
}

/** Slots of budgets that all replicas share, kept in PostgreSQL. */
export class SlotLeases {
  readonly #pool: Pool;
  #table: Promise<unknown> | null = null;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Makes the table where there is none. Tried again by the next lease when it fails. */
  async prepare(): Promise<void> {
    this.#table ??= this.#pool.query(CREATE);
    try {
      await this.#table;
    } catch (error) {
      this.#table = null;
      throw error;
    }
  }

  async lease(key: string, callsPerSecond: number, count: number, intervalMs: number): Promise<Lease> {
    await this.prepare();
    const { rows } = await this.#pool.query<Row>({
      text: LEASE,
      values: [key, count, intervalMs, savedUpMs(callsPerSecond)],
    });
    const [row] = rows;
    if (row === undefined) throw new Error("The database leased nothing.");
    const slotsMs = Array.from({ length: count }, (_, index) => row.end_ms - (count - index) * intervalMs);
    return { nowMs: row.now_ms, slotsMs };
  }
}

/** Slots saved up while nobody called lie in the past. They may be used as late as any slot, so they add nothing to a second. */
function savedUpMs(callsPerSecond: number): number {
  const burst = Math.max(1, Math.floor(callsPerSecond / BURSTS_PER_SECOND));
  return Math.max(0, ((burst - 1) * 1000) / (callsPerSecond * SHARE_OF_LIMIT_USED) - A_ROUND_TRIP_MS);
}

const A_ROUND_TRIP_MS = 10;
