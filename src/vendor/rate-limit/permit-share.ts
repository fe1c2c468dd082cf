import type { Clock } from "../clock.js";
import { ATTEMPT_TIMEOUT_MS } from "../timeout.js";
import { fairShares } from "./fair-shares.js";
import type { BudgetView, PermitReport, PermitRow } from "./permit-ledger.js";
import { COOLING_MS, TRAVEL_MS } from "./permit.js";
import { PermitLimiter } from "./rate-limiter.js";

/** How long leased permits may be used, counted from before the request for them. */
export const LEASE_MS = 3_500;
/** The longest time after the end of a lease in which the vendor may still count a call made under it. */
export const TAIL_MS = ATTEMPT_TIMEOUT_MS + TRAVEL_MS + COOLING_MS;
/** A fifth of a budget is never leased. Replicas use it while the database is down. */
const RESERVE_SHARE = 5;
/** Demand is the maximum of this many reports, since a replica may soon need what it just used. */
const REMEMBERED_REPORTS = 4;

/** Each replica's own part of a budget. Zero if there are so many replicas that little would be left to lease. */
export function reserveOf(callsPerSecond: number, replicas: number): number {
  if (replicas * 2 > callsPerSecond) return 0;
  return Math.max(1, Math.floor(callsPerSecond / RESERVE_SHARE / replicas));
}

/** This replica's part of one budget: its reserve and its leased permits. */
export class PermitShare {
  readonly limiter: PermitLimiter;
  readonly #clock: Clock;
  readonly #replica: string;
  readonly #replicas: number;
  readonly #reserve: number;
  /** Leased permits, valid until `#leasedUntil`. */
  #leased = 0;
  #leasedUntil = Number.NEGATIVE_INFINITY;
  /** The leased permits it should have according to the last view. */
  #target = 0;
  #mayUseReserve = false;
  /** Assumed until a report fails. */
  #isLedgerReachable = true;
  #hasLeft = false;
  #reported: PermitReport;
  readonly #demands: number[] = [];

  constructor(options: {
    budget: string;
    callsPerSecond: number;
    replica: string;
    replicas: number;
    clock: Clock;
    /** Called when calls wait for permits that the ledger may have. */
    onStarved: () => void;
  }) {
    const { budget, callsPerSecond, replicas, clock } = options;
    const reserve = reserveOf(callsPerSecond, replicas);
    this.#clock = clock;
    this.#replica = options.replica;
    this.#replicas = replicas;
    this.#reserve = reserve;
    this.#reported = { budget, permits: 0, wanted: 0, total: callsPerSecond, reserve };
    this.limiter = new PermitLimiter({
      clock,
      capacity: () => this.#capacity(),
      expected: () => this.#expected(),
      onStarved: () => {
        if (this.#wanted() > this.#reported.wanted) options.onStarved();
      },
    });
  }

  get budget(): string {
    return this.#reported.budget;
  }

  /** Creates the next report. It gives back permits above the target, except those that calls still hold. */
  report(): PermitReport {
    if (this.#clock.monotonicMs() >= this.#leasedUntil) this.#leased = 0;
    const held = this.#held();
    this.#leased = Math.min(this.#leased, this.#target);
    this.#demands.push(this.limiter.outstanding + this.limiter.queued);
    if (this.#demands.length > REMEMBERED_REPORTS) this.#demands.shift();
    this.#reported = { ...this.#reported, permits: Math.max(this.#leased, held), wanted: this.#wanted() };
    return this.#reported;
  }

  /**
   * Call after the report that was sent at `reportedAt` has been written. `view` shows what the others hold. `isOld`: this
   * replica has run for TAIL_MS. Returns the number to raise this replica's permits to; null if it has its share or no
   * permit is free.
   */
  renewed(view: BudgetView, serverStart: string, reportedAt: number, isOld: boolean): number | null {
    this.#isLedgerReachable = true;
    this.#leasedUntil = reportedAt + LEASE_MS;
    const others = view.others.filter((row) => !row.isGone);
    const { permits, wanted } = this.#reported;
    const pool = this.#pool(others);
    const free = pool - permits - sumOf(others, (row) => row.permits);
    if (isOld && free >= 0) this.#claimReserve(view);
    this.#target = fairShares(pool, [...others, { replica: this.#replica, wanted }]).get(this.#replica) ?? 0;
    // After a restart or a failover the database may have lost the latest raises. Until each replica has reported
    // again or is gone, its row may be too low.
    if (!others.every((row) => row.serverStart === serverStart)) return null;
    const raised = Math.min(this.#target, permits + free);
    return raised > permits ? raised : null;
  }

  /** The ledger has raised this replica's permits. */
  raised(permits: number): void {
    this.#leased = permits;
    this.limiter.capacityGrew();
  }

  /** Call this when the ledger cannot be reached. `mayUseReserve`: for so long that a reserve is certainly free. */
  unreachable(mayUseReserve: boolean): void {
    this.#isLedgerReachable = false;
    if (mayUseReserve) this.#useReserve();
  }

  /** Whether it has too many or too few permits, so that it should report again soon. */
  get isUnsettled(): boolean {
    return (
      this.#reported.permits > this.#target || this.#reported.permits < Math.min(this.#target, this.#wanted())
    );
  }

  /** Whether all permits are back. */
  get isReturned(): boolean {
    return this.limiter.outstanding === 0;
  }

  /** Stops giving out permits. */
  leave(): void {
    this.#hasLeft = true;
    this.#target = 0;
  }

  #capacity(): number {
    if (this.#hasLeft) return 0;
    const leased = this.#clock.monotonicMs() < this.#leasedUntil ? Math.min(this.#leased, this.#target) : 0;
    return leased + (this.#mayUseReserve ? this.#reserve : 0);
  }

  /** The capacity for estimates of waits: at least an even part while the ledger can be reached. */
  #expected(): number {
    const { total, reserve } = this.#reported;
    return Math.max(this.#capacity(), this.#isLedgerReachable ? Math.ceil(total / this.#replicas) : reserve);
  }

  /** Leased permits that calls hold. Calls use up the reserve first. */
  #held(): number {
    return Math.max(0, this.limiter.outstanding - (this.#mayUseReserve ? this.#reserve : 0));
  }

  #wanted(): number {
    if (this.#hasLeft) return 0;
    const demand = Math.max(0, ...this.#demands, this.limiter.outstanding + this.limiter.queued);
    return Math.min(this.#reported.total, Math.max(0, demand - this.#reserve));
  }

  /** The permits that all replicas may lease. If configurations differ, the smallest budget and the largest reserves count. */
  #pool(others: readonly PermitRow[]): number {
    const total = Math.min(this.#reported.total, ...others.map((row) => row.total));
    const reserves = this.#reserve + sumOf(others, (row) => row.reserve);
    return Math.max(0, total - Math.max(reserves, this.#reserve * this.#replicas));
  }

  /**
   * The first replicas that joined may use their reserves, and keep that right. None does so before it has run for TAIL_MS:
   * the replica that it replaces may have used its reserve until it died, and the ledger shows neither that nor a replica
   * that never reached the ledger.
   */
  #claimReserve({ joined, others }: BudgetView): void {
    // A view older than its lease is out of date.
    if (this.#clock.monotonicMs() >= this.#leasedUntil) return;
    const before = others.filter((row) => row.joined < joined && !row.isGone).length;
    if (before < this.#replicas) this.#useReserve();
  }

  #useReserve(): void {
    if (this.#mayUseReserve) return;
    this.#mayUseReserve = true;
    this.limiter.capacityGrew();
  }
}

const sumOf = <T>(all: readonly T[], value: (one: T) => number): number =>
  all.reduce((sum, one) => sum + value(one), 0);
