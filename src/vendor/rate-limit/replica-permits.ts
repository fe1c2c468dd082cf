import { type Clock, sleep } from "../clock.js";
import type { LedgerView, PermitLedger, RowVersion } from "./permit-ledger.js";
import { LEASE_MS, PermitShare, TAIL_MS } from "./permit-share.js";
import { COOLING_MS } from "./permit.js";
import type { PermitLimiter } from "./rate-limiter.js";

/** How often every replica reports. A dead one is noticed that much later. */
const REPORT_MS = 500;
/** How long a row is kept whose replica is gone: that one may only be cut off, and still live on its reserve. */
const FORGET_AFTER_MS = 3_600_000;
/** While permits are on their way from one replica to another, or are wanted. */
const SOON_MS = 100;

/** A row of another replica, and since when it has been seen unchanged. */
interface Sighting {
  readonly sequence: number;
  readonly at: number;
}

/** What happens to a replica that only an operator can mend. */
export type LedgerNews =
  | { readonly kind: "unreachable"; readonly error: unknown }
  | { readonly kind: "reached" }
  /** More replicas run than it was configured for. */
  | { readonly kind: "too-many-replicas"; readonly running: number };

/**
 * The permits of one replica, of all budgets that it uses.
 *
 * Replicas write to a ledger what they hold. The permits in all rows of a budget and the reserves of all replicas never
 * exceed the budget, and a permit goes from one replica to another only after it cannot count for the first any more:
 * - A replica gives back only permits that have cooled, and stops using them before it reports so.
 * - It raises itself only by what is free, and only if nothing was given out since it looked.
 * - It uses leased permits for LEASE_MS at most, counted on its own monotonic clock from before it reported.
 * - Its row is marked as gone by another replica that has seen it unchanged for LEASE_MS and TAIL_MS, on that one's own
 *   clock: by then the lease is over, and so is every call that was begun under it.
 * No clock is compared with any other, the database's included.
 */
export class ReplicaPermits {
  readonly #replica: string;
  readonly #replicas: number;
  readonly #clock: Clock;
  readonly #ledger: PermitLedger;
  readonly #onNews: (news: LedgerNews) => void;
  readonly #bornAt: number;
  readonly #shares = new Map<string, PermitShare>();
  /** When each row of another replica was first seen with its present sequence. */
  #seen: ReadonlyMap<string, Sighting> = new Map();
  #sequence = 0;
  /** Null before the first answer. A database that is being prepared may take a while to give it. */
  #isReachable: boolean | null = null;
  #reachedAt: number;
  #isCrowded = false;
  #isClosing = false;
  #isReporting = false;
  #lastReportAt = Number.NEGATIVE_INFINITY;
  #next: { readonly at: number; readonly cancel: () => void } | null = null;

  constructor(options: {
    /** Another one for each process. */
    replica: string;
    /** The most that ever run at once. */
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
    this.#bornAt = this.#clock.monotonicMs();
    this.#reachedAt = this.#bornAt;
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

  /** Gives back what has cooled, and waits at most a second for the rest. No call may be made any more. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#next?.cancel();
    for (const share of this.#shares.values()) share.leave();
    const isReturned = () => [...this.#shares.values()].every((share) => share.isReturned);
    for (let waitedMs = 0; !isReturned() && waitedMs <= COOLING_MS; waitedMs += SOON_MS) {
      await sleep(this.#clock, SOON_MS);
    }
    if (this.#isReachable !== true) return;
    await this.#giveUp().catch(() => undefined);
  }

  /** Rows of budgets whose calls are all over are removed; the others are left to the other replicas, with what they hold. */
  async #giveUp(): Promise<void> {
    await this.#report();
    const over = [...this.#shares.values()].filter((share) => share.isReturned);
    const rows = over.map(({ budget }) => ({ budget, replica: this.#replica, sequence: this.#sequence }));
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
      this.#reached();
      isUnsettled = [...this.#shares.values()].some((share) => share.isUnsettled);
    } catch (error) {
      this.#missed(error);
    } finally {
      this.#isReporting = false;
    }
    this.#reportWithin(isUnsettled ? SOON_MS : REPORT_MS);
  }

  async #report(): Promise<void> {
    const shares = [...this.#shares.values()];
    this.#sequence += 1;
    const askedAt = this.#clock.monotonicMs();
    this.#lastReportAt = askedAt;
    const reports = shares.map((share) => share.report());
    const view = await this.#ledger.report(this.#replica, this.#sequence, reports);
    const { gone, forgotten } = this.#unchangedRows(view);
    for (const share of shares) {
      const budget = view.budgets.get(share.budget);
      if (budget === undefined) continue;
      this.#reportCrowded(budget.others.filter((row) => !row.isGone).length + 1);
      const permits = share.renewed(budget, view.serverStart, askedAt, this.#ageMs() >= TAIL_MS);
      if (permits === null || this.#isClosing) continue;
      const raise = { budget: share.budget, version: budget.version, permits };
      // Lost or refused, the next report tells how many it has.
      const isRaised = await this.#ledger.raise(this.#replica, raise).catch(() => false);
      if (isRaised) share.raised(permits);
    }
    if (gone.length > 0) await this.#ledger.markGone(gone);
    if (forgotten.length > 0) await this.#ledger.remove(forgotten);
  }

  /** Rows that have stood unchanged for so long that nothing of theirs can count any more, and for much longer. */
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
    return this.#clock.monotonicMs() - this.#bornAt;
  }

  #reached(): void {
    if (this.#isReachable === false) this.#onNews({ kind: "reached" });
    this.#isReachable = true;
    this.#reachedAt = this.#clock.monotonicMs();
  }

  /** One lost report changes nothing: the lease outlasts several. */
  #missed(error: unknown): void {
    const now = this.#clock.monotonicMs();
    if (this.#isReachable !== false && now - this.#reachedAt < LEASE_MS) return;
    if (this.#isReachable !== false) this.#onNews({ kind: "unreachable", error });
    this.#isReachable = false;
    // Nobody tells whether a seat is free. After so long the calls of a replica that this one replaced are over.
    const isAlone = this.#ageMs() >= TAIL_MS;
    for (const share of this.#shares.values()) share.unreachable(isAlone);
  }

  #reportCrowded(running: number): void {
    const isCrowded = running > this.#replicas;
    if (isCrowded && !this.#isCrowded) this.#onNews({ kind: "too-many-replicas", running });
    this.#isCrowded = isCrowded;
  }
}
