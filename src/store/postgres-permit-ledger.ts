import type { Pool, QueryConfig, QueryResult, QueryResultRow } from "pg";
import type {
  BudgetView,
  LedgerView,
  PermitLedger,
  PermitReport,
  PermitRow,
  RowVersion,
} from "../vendor/rate-limit/permit-ledger.js";
import { LEASE_MS, TAIL_MS } from "../vendor/rate-limit/permit-share.js";

/**
 * $1 replica, $2 sequence, $3 reports, $4 milliseconds until the rows expire.
 *
 * A report may lower a row's permits at any time. If it raises them, the database has lost permits that were granted. The
 * version then changes, so that no replica is granted permits based on an older read. That includes this replica.
 */
const REPORT = `
  with mine as (
    select * from jsonb_to_recordset($3::jsonb)
      as mine(budget text, permits int, wanted int, total int, reserve int)
  ), known as (
    insert into vendor_budgets (budget, version)
    select budget, (permits > 0)::int from mine order by budget on conflict do nothing
  ), forgotten as (
    update vendor_budgets set version = version + 1
    where budget in (
      select mine.budget from mine
      left join vendor_permits as old on old.budget = mine.budget and old.replica = $1
      where mine.permits > coalesce(old.permits, 0))
  ), reported as (
    insert into vendor_permits as old
      (budget, replica, permits, wanted, total, reserve, sequence, server_start, expires)
    select budget, $1, permits, wanted, total, reserve, $2::bigint, pg_postmaster_start_time()::text,
           clock_timestamp() + $4::float8 * interval '1 millisecond'
    from mine order by budget
    on conflict (budget, replica) do update set
      permits = excluded.permits, wanted = excluded.wanted, total = excluded.total, reserve = excluded.reserve,
      sequence = excluded.sequence, server_start = excluded.server_start, expires = excluded.expires,
      is_gone = false
    where old.sequence < excluded.sequence
    returning old.budget, old.joined
  )
  select reported.budget, reported.joined::float8 as joined, coalesce(budgets.version, 0)::float8 as version,
    pg_postmaster_start_time()::text as server_start,
    coalesce((
      select jsonb_agg(jsonb_build_object(
        'replica', replica, 'permits', permits, 'wanted', wanted, 'total', total, 'reserve', reserve,
        'sequence', sequence, 'joined', other.joined, 'serverStart', server_start, 'isGone', is_gone))
      from vendor_permits as other where other.budget = reported.budget and other.replica <> $1
    ), '[]') as others
  from reported left join vendor_budgets as budgets on budgets.budget = reported.budget
`;

/** $1 budget, $2 version, $3 replica, $4 permits. Only one of the replicas that read the same version succeeds. */
const RAISE = `
  with turn as (
    update vendor_budgets set version = version + 1
    where budget = $1 and version = $2::bigint
      and exists (select from vendor_permits where budget = $1 and replica = $3)
    returning budget
  )
  update vendor_permits set permits = $4
  where budget in (select budget from turn) and replica = $3
  returning permits
`;

const MARK_GONE = `
  update vendor_permits as old set permits = 0, wanted = 0, is_gone = true
  from jsonb_to_recordset($1::jsonb) as gone(budget text, replica text, sequence bigint)
  where old.budget = gone.budget and old.replica = gone.replica and old.sequence = gone.sequence
`;

const REMOVE = `
  delete from vendor_permits as old
  using jsonb_to_recordset($1::jsonb) as gone(budget text, replica text, sequence bigint)
  where old.budget = gone.budget and old.replica = gone.replica and old.sequence = gone.sequence
`;

interface ReportedRow {
  readonly budget: string;
  readonly joined: number;
  readonly version: number;
  readonly server_start: string;
  readonly others: readonly PermitRow[];
}

/** Stores in PostgreSQL which replica holds which permits. Each method is one statement, so a stalled replica holds no lock. */
export class PostgresPermitLedger implements PermitLedger {
  readonly #pool: Pool | Promise<Pool>;

  /** The pool's timeouts limit each call. */
  constructor(pool: Pool | Promise<Pool>) {
    this.#pool = pool;
  }

  async report(replica: string, sequence: number, reports: readonly PermitReport[]): Promise<LedgerView> {
    const { rows } = await this.#query<ReportedRow>({
      text: REPORT,
      values: [replica, sequence, JSON.stringify(reports), LEASE_MS + TAIL_MS],
    });
    const [first] = rows;
    if (first === undefined) throw new Error("A newer report of this replica is already stored.");
    return {
      serverStart: first.server_start,
      budgets: new Map(
        rows.map(({ budget, joined, version, others }): [string, BudgetView] => [
          budget,
          { joined, version, others },
        ]),
      ),
    };
  }

  async raise(
    replica: string,
    { budget, version, permits }: Parameters<PermitLedger["raise"]>[1],
  ): Promise<boolean> {
    const { rowCount } = await this.#query({
      text: RAISE,
      values: [budget, version, replica, permits],
    });
    return rowCount === 1;
  }

  async markGone(rows: readonly RowVersion[]): Promise<void> {
    await this.#query({ text: MARK_GONE, values: [JSON.stringify(rows)] });
  }

  async remove(rows: readonly RowVersion[]): Promise<void> {
    await this.#query({ text: REMOVE, values: [JSON.stringify(rows)] });
  }

  async #query<Row extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<Row>> {
    return (await this.#pool).query<Row>(query);
  }
}
