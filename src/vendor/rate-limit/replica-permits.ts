import { type Clock, sleep } from "../clock.js";
import type { LedgerView, PermitLedger, RowVersion } from "./permit-ledger.js";
import { LEASE_MS, PermitShare, TAIL_MS } from "./permit-share.js";
import { COOLING_MS } from "./permit.js";
import type { PermitLimiter } from "./rate-limiter.js";

/** The time between a replica's reports. A dead replica is noticed up to this much later. */
const REPORT_MS = 500;
/** How long to keep the row of a replica that is gone: it may only be disconnected and still use its reserve. */
const FORGET_AFTER_MS = 3_600_000;
/** The time between reports while permits move between replicas or are wanted. */
const SOON_MS = 100;

/** The sequence of another replica's row, and when it was first seen. */
interface Sighting {
  readonly sequence: number;
  readonly at: number;
}

/** Events that an operator should know about. */
export type LedgerNews =
  | { readonly kind: "unreachable"; readonly error: unknown }
  | { readonly kind: "reached" }
  /** More replicas run than it was configured for. */
  | { readonly kind: "too-many-replicas"; readonly running: number };

/**
 * One replica's permits of all its budgets.
 *
 * Replicas record their permits in a ledger. A budget's permits in all rows plus all reserves never exceed the budget.
 * A permit moves from one replica to another only after calls of the first can no longer count:
 * - A replica gives back only permits that have cooled, and stops using them before it reports that.
 * - It raises its permits only by free ones, and only if no permit was given out since it read the ledger.
 * - It uses leased permits for at most LEASE_MS, counted on its own monotonic clock from before its report.
 * - Another replica marks its row as gone after seeing it unchanged for LEASE_MS + TAIL_MS on its own clock. By then the
 *   lease is over, and so is every call that began under it.
 * No two clocks are ever compared, not even with the database's.
 */
export class ReplicaPermits {
  readonly #replica: string;
  readonly #replicas: number;
  readonly #clock: Clock;
  readonly #ledger: PermitLedger;
  readonly #onNews: (news: LedgerNews) => void;
  readonly #startedAt: number;
  readonly #shares = new Map<string, PermitShare>();
  /** When each row of another replica was first seen with its current sequence. */
  #seen: ReadonlyMap<string, Sighting> = new Map();
  #sequence = 0;
  /** Null before the first answer, which may take a while if the database is still being prepared. */
  #isReachable: boolean | null = null;
  #reachedAt: number;
  #isCrowded = false;
  #isClosing = false;
  #isReporting = false;
  #lastReportAt = Number.NEGATIVE_INFINITY;
  #next: { readonly at: number; readonly cancel: () => void } | null = null;

  constructor(options: {
    /** Unique to this process. */
    replica: string;
    /** The most replicas that ever run at once. */
    replicas: number;
    clock: Clock;
    ledger: PermitLedger;
    onNews?: (news: LedgerNews) => void;
  }) {
    this.#replica = options.replica;
    this.#replicas = options.replicas;
    this.#clock = options.clock;
    this.#ledger = options.ledger;
    this.#onNews = options.onNews ?? (() => undefined);
    this.#startedAt = this.#clock.monotonicMs();
    this.#reachedAt = this.#startedAt;
  }

  /** The limiter of a budget that all replicas share. */
  limiter(budget: string, callsPerSecond: number): PermitLimiter {
    const share =
      this.#shares.get(budget) ??
      new PermitShare({
        budget,
        callsPerSecond,
        replica: this.#replica,
        replicas: this.#replicas,
        clock: this.#clock,
        onStarved: () => this.#reportWithin(SOON_MS),
      });
    this.#shares.set(budget, share);
    this.#reportWithin(0);
    return share.limiter;
  }

  /** Gives back permits, after waiting up to about a second for those that still cool. No call may be made after this. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#next?.cancel();
    for (const share of this.#shares.values()) share.leave();
    const isReturned = () => [...this.#shares.values()].every((share) => share.isReturned);
    for (let waitedMs = 0; !isReturned() && waitedMs <= COOLING_MS; waitedMs += SOON_MS) {
      await sleep(this.#clock, SOON_MS);
    }
    if (this.#isReachable !== true) return;
    await this.#removeRows().catch(() => undefined);
  }

  /** Removes the rows of budgets without permits in use. Other replicas clean up the rest. */
  async #removeRows(): Promise<void> {
    await this.#report();
    const returned = [...this.#shares.values()].filter((share) => share.isReturned);
    const rows = returned.map(({ budget }) => ({ budget, replica: this.#replica, sequence: this.#sequence }));
    await this.#ledger.remove(rows);
  }

  #reportWithin(ms: number): void {
    if (this.#isClosing) return;
    const now = this.#clock.monotonicMs();
    const at = Math.max(now + ms, this.#lastReportAt + SOON_MS);
    if (this.#isReporting || at >= (this.#next?.at ?? Number.POSITIVE_INFINITY)) return;
    this.#next?.cancel();
    this.#next = { at, cancel: this.#clock.after(Math.max(0, at - now), () => void this.#exchange()) };
  }

  async #exchange(): Promise<void> {
    this.#next = null;
    this.#isReporting = true;
    let isUnsettled = false;
    try {
      await this.#report();
      this.#reportSucceeded();
      isUnsettled = [...this.#shares.values()].some((share) => share.isUnsettled);
    } catch (error) {
      this.#reportFailed(error);
    } finally {
      this.#isReporting = false;
    }
    this.#reportWithin(isUnsettled ? SOON_MS : REPORT_MS);
  }

  async #report(): Promise<void> {
    const shares = [...this.#shares.values()];
    this.#sequence += 1;
    const reportedAt = this.#clock.monotonicMs();
    this.#lastReportAt = reportedAt;
    const reports = shares.map((share) => share.report());
    const view = await this.#ledger.report(this.#replica, this.#sequence, reports);
    const { gone, forgotten } = this.#unchangedRows(view);
    for (const share of shares) {
      const budget = view.budgets.get(share.budget);
      if (budget === undefined) continue;
      this.#reportCrowded(budget.others.filter((row) => !row.isGone).length + 1);
      const permits = share.renewed(budget, view.serverStart, reportedAt, this.#ageMs() >= TAIL_MS);
      if (permits === null || this.#isClosing) continue;
      const raise = { budget: share.budget, version: budget.version, permits };
      // If this fails, the next report corrects the row.
      const isRaised = await this.#ledger.raise(this.#replica, raise).catch(() => false);
      if (isRaised) share.raised(permits);
    }
    if (gone.length > 0) await this.#ledger.markGone(gone);
    if (forgotten.length > 0) await this.#ledger.remove(forgotten);
  }

  /** Rows unchanged for so long that their replica's calls cannot count any more, and rows old enough to remove. */
  #unchangedRows({ budgets }: LedgerView): { gone: RowVersion[]; forgotten: RowVersion[] } {
    const now = this.#clock.monotonicMs();
    const seen = new Map<string, Sighting>();
    const [gone, forgotten]: [RowVersion[], RowVersion[]] = [[], []];
    for (const [budget, { others }] of budgets) {
      for (const { replica, sequence, isGone } of others) {
        const key = JSON.stringify([budget, replica]);
        const before = this.#seen.get(key);
        const first = before?.sequence === sequence ? before : { sequence, at: now };
        seen.set(key, first);
        const unchangedMs = now - first.at;
        if (!isGone && unchangedMs >= LEASE_MS + TAIL_MS) gone.push({ budget, replica, sequence });
        if (isGone && unchangedMs >= FORGET_AFTER_MS) forgotten.push({ budget, replica, sequence });
      }
    }
    this.#seen = seen;
    return { gone, forgotten };
  }

  #ageMs(): number {
    return this.#clock.monotonicMs() - this.#startedAt;
  }

  #reportSucceeded(): void {
    if (this.#isReachable === false) this.#onNews({ kind: "reached" });
    this.#isReachable = true;
    this.#reachedAt = this.#clock.monotonicMs();
  }

  /** One lost report has no effect, because the lease outlasts several. */
  #reportFailed(error: unknown): void {
    const now = this.#clock.monotonicMs();
    if (this.#isReachable !== false && now - this.#reachedAt < LEASE_MS) return;
    if (this.#isReachable !== false) this.#onNews({ kind: "unreachable", error });
    this.#isReachable = false;
    // Nothing shows whether a reserve is free. After TAIL_MS, all calls of a replica that this one replaced are over.
    const mayUseReserve = this.#ageMs() >= TAIL_MS;
    for (const share of this.#shares.values()) share.unreachable(mayUseReserve);
  }

  #reportCrowded(running: number): void {
    const isCrowded = running > this.#replicas;
    if (isCrowded && !this.#isCrowded) this.#onNews({ kind: "too-many-replicas", running });
    this.#isCrowded = isCrowded;
  }
}
