import { randomUUID } from "node:crypto";
import { openDatabase } from "../store/database.js";
import { PostgresPermitLedger } from "../store/postgres-permit-ledger.js";
import type { StoreProvider } from "../store/store.js";
import type { Log } from "../telemetry/log.js";
import type { State } from "../telemetry/state-metrics.js";
import type { Clock } from "../vendor/clock.js";
import type { Lane } from "../vendor/rate-limit/fair-queue.js";
import type { PermitLedger } from "../vendor/rate-limit/permit-ledger.js";
import { ownLimiter, type PermitLimiter, type RateLimiter } from "../vendor/rate-limit/rate-limiter.js";
import { type LedgerNews, ReplicaPermits } from "../vendor/rate-limit/replica-permits.js";
import type { SchoolSettings } from "./settings.js";

const LANES = ["interactive", "bulk"] as const satisfies readonly Lane[];

/** The rate limiters of all the vendors' limits. */
export interface Budgets extends Pick<State, "waiting" | "ledgerAnswers"> {
  readonly classin: RateLimiter;
  /** Tencent's limit holds for each command by itself. */
  tencentIm(command: string): RateLimiter;
  /** Gives permits back to the other replicas. No call may be made any more. */
  close(): Promise<void>;
}

interface Home extends Pick<State, "ledgerAnswers"> {
  limiter(budget: string, callsPerSecond: number): PermitLimiter;
  close(): Promise<void>;
}

/** With a database, replicas share the budgets; without one, this process has them to itself. */
export function openBudgets(
  { classin, tencentIm, store }: Pick<SchoolSettings, "classin" | "tencentIm" | "store">,
  deps: { log: Log; clock: Clock; provider: StoreProvider },
): Budgets {
  const { databaseUrl, replicas } = store;
  const home =
    databaseUrl === undefined
      ? ownBudgets(deps.clock)
      : sharedBudgets({ databaseUrl: databaseUrl.reveal(), replicas }, deps);
  const limiters = new Map<string, PermitLimiter>();
  const limiter = (budget: string, callsPerSecond: number): PermitLimiter => {
    const known = limiters.get(budget) ?? home.limiter(budget, callsPerSecond);
    limiters.set(budget, known);
    return known;
  };
  return {
    classin: limiter("classin", classin.callsPerSecond),
    tencentIm: (command) =>
      limiter(`tencent-im ${command}`, tencentIm.commandRates.get(command) ?? tencentIm.callsPerSecond),
    waiting: () =>
      [...limiters].flatMap(([budget, one]) =>
        LANES.map((lane) => ({ budget, lane, calls: one.waiting(lane) })),
      ),
    ledgerAnswers: home.ledgerAnswers,
    close: () => home.close(),
  };
}

const ownBudgets = (clock: Clock): Home => ({
  limiter: (_budget, callsPerSecond) => ownLimiter({ callsPerSecond, clock }),
  ledgerAnswers: () => Promise.resolve(null),
  close: () => Promise.resolve(),
});

function sharedBudgets(
  { databaseUrl, replicas }: { databaseUrl: string; replicas: number },
  { log, clock, provider }: { log: Log; clock: Clock; provider: StoreProvider },
): Home {
  // Connections of their own: a long statement elsewhere must not make a lease run out.
  const database = openDatabase(databaseUrl, ({ message }) =>
    log.warn({ why: message }, "lost a connection to the database"),
  );
  const permits = new ReplicaPermits({
    replica: randomUUID(),
    replicas,
    clock,
    ledger: onceMigrated(new PostgresPermitLedger(database), provider),
    onNews: logLedgerNews(log, replicas),
  });
  return {
    limiter: (budget, callsPerSecond) => permits.limiter(budget, callsPerSecond),
    ledgerAnswers: () =>
      database.query("select 1").then(
        () => true,
        () => false,
      ),
    async close() {
      await permits.close();
      await database.end();
    },
  };
}

/** The ledger's tables are there once the store has been opened. Nobody waits for that here: it is asked again soon. */
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
          "the database does not answer: until it does, this replica calls the vendors at its reserve only",
        );
      case "reached":
        return log.info("the database answers again: permits to call the vendors are leased from it");
      case "too-many-replicas":
        return log.warn(
          { running: news.running, replicas },
          "more replicas run than REPLICAS says, so some have no reserve: set REPLICAS to the most that ever run at once",
        );
    }
  };
}
