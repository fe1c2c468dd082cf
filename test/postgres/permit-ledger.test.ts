import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migratePostgres } from "../../src/store/migrate.js";
import { PostgresPermitLedger } from "../../src/store/postgres-permit-ledger.js";
import type { LedgerView } from "../../src/vendor/rate-limit/permit-ledger.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { MemoryLedger } from "../support/replica-world.js";

let postgres: Postgres;
let pool: pg.Pool;

beforeAll(async () => {
  postgres = await startPostgres();
  pool = new pg.Pool({ connectionString: postgres.url, max: 8 });
  await migratePostgres(pool);
}, 60_000);
afterAll(async () => {
  await pool.end();
  await postgres[Symbol.asyncDispose]();
});

const BUDGETS = ["classin", "tencent-im get_group_info"];
const budget = fc.constantFrom(...BUDGETS);
const replica = fc.constantFrom("a", "b", "c");
const count = fc.nat({ max: 200 });
const sequence = fc.nat({ max: 12 });

const commands = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant("report" as const),
      replica,
      sequence,
      budgets: fc.uniqueArray(
        fc.record({ budget, permits: count, wanted: count, total: count, reserve: count }),
        { minLength: 1, selector: (report) => report.budget },
      ),
    }),
    fc.record({
      type: fc.constant("raise" as const),
      replica,
      raise: fc.record({ budget, version: fc.nat({ max: 6 }), permits: count }),
    }),
    fc.record({
      type: fc.constantFrom("markGone" as const, "remove" as const),
      rows: fc.array(fc.record({ budget, replica, sequence }), { minLength: 1, maxLength: 3 }),
    }),
  ),
  { minLength: 1, maxLength: 25 },
);

/** A form to compare both ledgers by: join numbers may differ, their order may not. */
function comparable({ budgets }: LedgerView) {
  return [...budgets]
    .map(([name, { version, joined, others }]) => {
      const inOrder = [...others.map((row) => row.joined), joined].toSorted((one, other) => one - other);
      const rows = others
        .map((row) => ({ ...row, joined: inOrder.indexOf(row.joined), serverStart: null }))
        .toSorted((one, other) => (one.replica < other.replica ? -1 : 1));
      return { name, version, joined: inOrder.indexOf(joined), rows };
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

test("PostgreSQL keeps permits by the same rules as the in-memory ledger of the replica tests", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (commands) => {
      await pool.query("truncate vendor_permits, vendor_budgets");
      const real = new PostgresPermitLedger(pool);
      const model = new MemoryLedger();
      for (const command of commands) {
        if (command.type === "report") {
          const { replica, sequence, budgets } = command;
          // A replica uses each sequence number once. A report with an old number is ignored and gets no view.
          const isNewest = budgets.every(
            (one) => (model.rows(one.budget).get(replica)?.sequence ?? -1) < sequence,
          );
          const expected = model.report(replica, sequence, budgets);
          const view = await real.report(replica, sequence, budgets).catch(() => null);
          if (isNewest && view !== null) expect(comparable(view)).toEqual(comparable(expected));
        } else if (command.type === "raise") {
          const { replica, raise } = command;
          expect(await real.raise(replica, raise)).toBe(model.raise(replica, raise));
        } else {
          await real[command.type](command.rows);
          model[command.type](command.rows);
        }
        const { rows } = await pool.query(
          "select budget, replica, permits, wanted, sequence::int, is_gone from vendor_permits order by 1, 2",
        );
        const expected = BUDGETS.flatMap((name) =>
          [...model.rows(name).values()]
            .toSorted((one, other) => (one.replica < other.replica ? -1 : 1))
            .map(({ replica, permits, wanted, sequence, isGone }) => ({
              budget: name,
              replica,
              permits,
              wanted,
              sequence,
              is_gone: isGone,
            })),
        );
        expect(rows).toEqual(expected);
      }
    }),
    { numRuns: 200 },
  );
});

test("if replicas raise their permits at the same moment, one gets the free permits", async () => {
  await pool.query("truncate vendor_permits, vendor_budgets");
  const ledger = new PostgresPermitLedger(pool);
  const name = "classin";
  const replicas = Array.from({ length: 8 }, (_, index) => `replica-${index}`);
  const report = { budget: name, permits: 0, wanted: 20, total: 20, reserve: 0 };
  for (let round = 1; round <= 20; round += 1) {
    const views = await Promise.all(replicas.map((one) => ledger.report(one, round, [report])));
    const raised = await Promise.all(
      replicas.map((one, index) =>
        ledger.raise(one, {
          budget: name,
          version: views[index]?.budgets.get(name)?.version ?? -1,
          permits: 20,
        }),
      ),
    );
    expect(raised.filter(Boolean)).toHaveLength(1);
  }
});

test("the table shows operators when each row expires", async () => {
  await pool.query("truncate vendor_permits, vendor_budgets");
  const ledger = new PostgresPermitLedger(pool);
  await ledger.report("a", 1, [{ budget: "classin", permits: 1, wanted: 1, total: 20, reserve: 4 }]);
  const { rows } = await pool.query(
    "select expires > now() + interval '5 seconds' as later, expires < now() + interval '60 seconds' as soon from vendor_permits",
  );
  expect(rows).toEqual([{ later: true, soon: true }]);
});
