import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { PostgresPermitLedger } from "../store/postgres-permit-ledger.js";
import type { StoreProvider } from "../store/store.js";
import type { Log } from "../telemetry/log.js";
import type { State } from "../telemetry/state-metrics.js";
import type { Clock } from "../vendor/clock.js";
import type { Lane } from "../vendor/rate-limit/fair-queue.js";
import { limitedPart } from "../vendor/rate-limit/limited-part.js";
import type { PermitLedger } from "../vendor/rate-limit/permit-ledger.js";
import { ownLimiter, type PermitLimiter, type RateLimiter } from "../vendor/rate-limit/rate-limiter.js";
import { type LedgerNews, ReplicaPermits } from "../vendor/rate-limit/replica-permits.js";
import type { SchoolSettings } from "./settings.js";

/** The operation of all calls that keep names. Those of bulk operations are UUIDs. */
export const NAME_KEEPING = "name-keeping";
/** Calls that keep names may use this share of each budget. */
const SHARE_OF_NAMES = 0.1;

const LANES = ["interactive", "bulk"] as const satisfies readonly Lane[];

/** The rate limiters for the vendors' limits. */
export interface Budgets extends Pick<State, "waiting" | "permits" | "ledgerAnswers"> {
  readonly classin: RateLimiter;
  /** Tencent limits each command separately. */
  tencentIm(command: string): RateLimiter;
  /** Returns permits to the other replicas. No call may be made afterwards. */
  close(): Promise<void>;
}

interface BudgetSource extends Pick<State, "ledgerAnswers"> {
  limiter(budget: string, callsPerSecond: number): PermitLimiter;
  close(): Promise<void>;
}

/** With a database, replicas share the budgets. Without one, this process uses them alone. */
export function openBudgets(
  { classin, tencentIm, store }: Pick<SchoolSettings, "classin" | "tencentIm" | "store">,
  deps: { log: Log; clock: Clock; provider: StoreProvider },
): Budgets {
  const { databaseUrl, replicas } = store;
  const source =
    databaseUrl === undefined
      ? ownBudgets(deps.clock)
      : sharedBudgets({ databaseUrl: databaseUrl.reveal(), replicas }, deps);
  const limiters = new Map<string, PermitLimiter>();
  const limiter = (budget: string, callsPerSecond: number): PermitLimiter => {
    const known = limiters.get(budget) ?? source.limiter(budget, callsPerSecond);
    limiters.set(budget, known);
    return known;
  };
  const wholes = new Map<string, RateLimiter>();
  const whole = (budget: string, callsPerSecond: number): RateLimiter => {
    const known = wholes.get(budget);
    if (known !== undefined) return known;
    const made = limitedPart({
      whole: limiter(budget, callsPerSecond),
      part: (permits) => limiter(`names ${budget}`, permits),
      callsPerSecond: callsPerSecond * SHARE_OF_NAMES,
      isInPart: ({ operation }) => operation === NAME_KEEPING,
      clock: deps.clock,
    });
    wholes.set(budget, made);
    return made;
  };
  return {
    classin: whole("classin", classin.callsPerSecond),
    tencentIm: (command) =>
      whole(`tencent-im ${command}`, tencentIm.commandRates.get(command) ?? tencentIm.callsPerSecond),
    waiting: () =>
      [...limiters].flatMap(([budget, permits]) =>
        LANES.map((lane) => ({ budget, lane, calls: permits.waiting(lane) })),
      ),
    permits: () =>
      [...limiters].map(([budget, { outstanding, limit }]) => ({ budget, inUse: outstanding, limit })),
    ledgerAnswers: source.ledgerAnswers,
    close: () => source.close(),
  };
}

const ownBudgets = (clock: Clock): BudgetSource => ({
  limiter: (_budget, callsPerSecond) => ownLimiter({ callsPerSecond, clock }),
  ledgerAnswers: () => Promise.resolve(null),
  close: () => Promise.resolve(),
});

function sharedBudgets(
  { databaseUrl, replicas }: { databaseUrl: string; replicas: number },
  { log, clock, provider }: { log: Log; clock: Clock; provider: StoreProvider },
): BudgetSource {
  // A separate pool: a long statement elsewhere must not make a lease expire.
  const database = connectTo(databaseUrl, log);
  const permits = new ReplicaPermits({
    replica: randomUUID(),
    replicas,
    clock,
    ledger: onceMigrated(new PostgresPermitLedger(database), provider),
    onNews: logLedgerNews(log, replicas),
  });
  return {
    limiter: (budget, callsPerSecond) => permits.limiter(budget, callsPerSecond),
    async ledgerAnswers() {
      const pool = await database;
      return pool.query("select 1").then(
        () => true,
        () => false,
      );
    },
    async close() {
      await permits.close();
      await (await database).end();
    },
  };
}

/** Only a server with a database loads the driver. */
async function connectTo(databaseUrl: string, log: Log): Promise<Pool> {
  const { openDatabase } = await import("../store/database.js");
  return openDatabase(databaseUrl, ({ message }) =>
    log.warn({ why: message }, "lost a connection to the database"),
  );
}

/** The ledger's tables exist once the store is open. A report waits for that only briefly, because it is repeated soon. */
function onceMigrated(ledger: PermitLedger, provider: StoreProvider): PermitLedger {
  let isOpen = false;
  let why: unknown = new Error("The database is still being prepared.");
  const open = async (): Promise<void> => {
    if (isOpen) return;
    const opening = provider.open().then(
      () => (isOpen = true),
      (error: unknown) => (why = error),
    );
    await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 500))]);
    if (!isOpen) throw why;
  };
  return {
    async report(...report) {
      await open();
      return ledger.report(...report);
    },
    raise: (...raise) => ledger.raise(...raise),
    markGone: (rows) => ledger.markGone(rows),
    remove: (rows) => ledger.remove(rows),
  };
}

function logLedgerNews(log: Log, replicas: number): (news: LedgerNews) => void {
  return (news) => {
    switch (news.kind) {
      case "unreachable":
        return log.warn(
          { why: news.error instanceof Error ? news.error.message : String(news.error), replicas },
          "the database does not answer: until it does, this replica calls the vendors only within its reserve",
        );
      case "reached":
        return log.info("the database answers again: permits for vendor calls are leased from it");
      case "too-many-replicas":
        return log.warn(
          { running: news.running, replicas },
          "more replicas run than REPLICAS allows, so some have no reserve: set REPLICAS to the maximum that run at once",
        );
    }
  };
}
