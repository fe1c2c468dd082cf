import { callContext } from "../../src/vendor/call-context.js";
import type { Clock } from "../../src/vendor/clock.js";
import type { Lane } from "../../src/vendor/rate-limit/fair-queue.js";
import type {
  LedgerView,
  PermitLedger,
  PermitReport,
  PermitRow,
  RowVersion,
} from "../../src/vendor/rate-limit/permit-ledger.js";
import { type PermitUse, TRAVEL_MS } from "../../src/vendor/rate-limit/permit.js";
import { type LedgerNews, ReplicaPermits } from "../../src/vendor/rate-limit/replica-permits.js";
import { ATTEMPT_TIMEOUT_MS } from "../../src/vendor/timeout.js";
import type { Countable } from "./countable.js";
import type { FakeClock } from "./fake-clock.js";

/** Keeps what PostgreSQL keeps, with the same rules as the SQL statements. */
export class MemoryLedger {
  serverStart = 1;
  /** False while it cannot be reached. */
  isUp = true;
  #joined = 0;
  readonly #rows = new Map<string, Map<string, PermitRow>>();
  readonly #versions = new Map<string, number>();

  report(replica: string, sequence: number, reports: readonly PermitReport[]): LedgerView {
    const budgets = reports.map(({ budget, ...report }) => {
      const rows = this.rows(budget);
      const old = rows.get(replica);
      const joined = old?.joined ?? (this.#joined += 1);
      const version = this.#versions.get(budget) ?? 0;
      if (report.permits > (old?.permits ?? 0)) this.#turn(budget);
      if (old === undefined || old.sequence < sequence) {
        const serverStart = String(this.serverStart);
        rows.set(replica, { ...report, replica, sequence, joined, serverStart, isGone: false });
      }
      const others = [...rows.values()].filter((row) => row.replica !== replica);
      return [budget, { version, joined, others }] as const;
    });
    return { serverStart: String(this.serverStart), budgets: new Map(budgets) };
  }

  raise(replica: string, { budget, version, permits }: Parameters<PermitLedger["raise"]>[1]): boolean {
    const row = this.rows(budget).get(replica);
    if (row === undefined || (this.#versions.get(budget) ?? 0) !== version) return false;
    this.#turn(budget);
    this.rows(budget).set(replica, { ...row, permits });
    return true;
  }

  markGone(versions: readonly RowVersion[]): void {
    for (const { budget, replica, sequence } of versions) {
      const row = this.rows(budget).get(replica);
      if (row?.sequence === sequence)
        this.rows(budget).set(replica, { ...row, permits: 0, wanted: 0, isGone: true });
    }
  }

  remove(versions: readonly RowVersion[]): void {
    for (const { budget, replica, sequence } of versions) {
      if (this.rows(budget).get(replica)?.sequence === sequence) this.rows(budget).delete(replica);
    }
  }

  rows(budget: string): Map<string, PermitRow> {
    const rows = this.#rows.get(budget) ?? new Map<string, PermitRow>();
    this.#rows.set(budget, rows);
    return rows;
  }

  /** Saves the current state. The result restores it, as after a crash that loses the last writes. */
  snapshot(): () => void {
    const kept = [...this.#rows].map(([budget, rows]) => [budget, new Map(rows)] as const);
    return () => {
      this.serverStart += 1;
      for (const [budget, rows] of kept)
        for (const [replica, row] of rows)
          if (this.rows(budget).has(replica)) this.rows(budget).set(replica, row);
    };
  }

  #turn(budget: string): void {
    this.#versions.set(budget, (this.#versions.get(budget) ?? 0) + 1);
  }
}

/** How long the network takes for one message, and whether it loses it. */
export interface Trip {
  readonly ms: number;
  readonly isLost: boolean;
}

export interface Fates {
  /** A call's trip to the vendor and back. */
  readonly call: () => { readonly thereMs: number; readonly backMs: number; readonly isLost: boolean };
  /** One trip between a replica and the ledger. */
  readonly trip: () => Trip;
}

const LEDGER_TIMEOUT_MS = 500;
export const BUDGET = "tencent-im get_group_info";

/**
 * A process that shares a budget with others. Time is the same for all of them, but its event loop can stall, its
 * connection to the ledger can be cut, and it can die.
 */
export class Replica {
  readonly calls: Countable[] = [];
  readonly waitedMs: number[] = [];
  readonly news: LedgerNews[] = [];
  isCut = false;
  isDead = false;
  granted = 0;
  readonly #clock: ReplicaClock;
  readonly #permits: ReplicaPermits;
  readonly #fates: Fates;
  readonly #inFlight = new Set<{ from: number; until: number }>();

  constructor(
    readonly name: string,
    world: { clock: FakeClock; ledger: MemoryLedger; callsPerSecond: number; replicas: number; fates: Fates },
  ) {
    this.#clock = new ReplicaClock(world.clock, () => this.isDead);
    this.#fates = world.fates;
    this.#permits = new ReplicaPermits({
      replica: name,
      replicas: world.replicas,
      clock: this.#clock,
      ledger: this.#over(world.clock, world.ledger),
      onNews: (news) => this.news.push(news),
    });
    this.limiter = this.#permits.limiter(BUDGET, world.callsPerSecond);
  }

  readonly limiter;

  /** This many callers ask for a permit, with this deadline. */
  ask(count: number, timeoutMs = 20_000, lane: Lane = "interactive"): void {
    for (let one = 0; one < count; one += 1) {
      const askedAt = this.#clock.monotonicMs();
      // Each wait has its own signal: a shared one would search all its listeners at the end of each wait.
      const { signal } = new AbortController();
      const context = callContext(this.#clock, { timeoutMs, lane, callers: [`caller ${one % 3}`], signal });
      void this.limiter.acquire(context).then((permit) => {
        if (!permit.ok || this.isDead) return;
        this.granted += 1;
        this.waitedMs.push(this.#clock.monotonicMs() - askedAt);
        this.#call((use) => permit.value.release(use));
      });
    }
  }

  stall(ms: number): void {
    this.#clock.stall(ms);
  }

  /** The process dies. Requests it has already sent are still on their way. */
  die(): void {
    this.isDead = true;
    const now = this.#clock.monotonicMs();
    for (const call of this.#inFlight)
      this.calls.push({ from: call.from, until: Math.min(call.until, now + TRAVEL_MS) });
    this.#inFlight.clear();
  }

  /** Stops calling and returns its permits. */
  async leave(): Promise<void> {
    await this.#permits.close();
    this.isDead = true;
  }

  #call(release: (use: PermitUse) => void): void {
    const from = this.#clock.monotonicMs();
    const { thereMs, backMs, isLost } = this.#fates.call();
    const isAnswered = !isLost && thereMs + backMs < ATTEMPT_TIMEOUT_MS;
    // The vendor counts before it answers. An abandoned call is counted before its last byte has arrived.
    const call = { from, until: isAnswered ? from + thereMs : from + ATTEMPT_TIMEOUT_MS + TRAVEL_MS };
    this.#inFlight.add(call);
    this.#clock.after(isAnswered ? thereMs + backMs : ATTEMPT_TIMEOUT_MS, () => {
      this.#inFlight.delete(call);
      this.calls.push(call);
      release(isAnswered ? "answered" : "lost");
    });
  }

  #over(network: FakeClock, ledger: MemoryLedger): PermitLedger {
    const ask = <T>(work: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        const lost = () => reject(new Error("The ledger does not answer."));
        const giveUp = this.#clock.after(LEDGER_TIMEOUT_MS, lost);
        const there = this.#fates.trip();
        // A statement on its way is executed even if its sender gives up or dies.
        network.after(there.ms, () => {
          if (there.isLost || this.isCut || !ledger.isUp) return;
          const answer = work();
          const back = this.#fates.trip();
          network.after(back.ms, () => {
            if (back.isLost || this.isCut || !ledger.isUp) return;
            this.#clock.after(0, () => {
              giveUp();
              resolve(answer);
            });
          });
        });
      });
    return {
      report: (...report) => ask(() => ledger.report(...report)),
      raise: (...raise) => ask(() => ledger.raise(...raise)),
      markGone: (rows) => ask(() => ledger.markGone(rows)),
      remove: (rows) => ask(() => ledger.remove(rows)),
    };
  }
}

class ReplicaClock implements Clock {
  readonly #base: FakeClock;
  readonly #isDead: () => boolean;
  #stalledUntil = 0;

  constructor(base: FakeClock, isDead: () => boolean) {
    this.#base = base;
    this.#isDead = isDead;
  }

  now = () => this.#base.now();
  monotonicMs = () => this.#base.monotonicMs();

  stall(ms: number): void {
    this.#stalledUntil = Math.max(this.#stalledUntil, this.monotonicMs() + ms);
  }

  after(ms: number, callback: () => void): () => void {
    let cancel = this.#base.after(ms, () => {
      if (this.#isDead()) return;
      const stillMs = this.#stalledUntil - this.monotonicMs();
      if (stillMs <= 0) callback();
      else cancel = this.after(stillMs, callback);
    });
    return () => cancel();
  }
}
