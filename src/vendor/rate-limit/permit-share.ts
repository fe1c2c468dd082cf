import type { Clock } from "../clock.js";
import { ATTEMPT_TIMEOUT_MS } from "../timeout.js";
import { fairShares } from "./fair-shares.js";
import type { BudgetView, PermitReport, PermitRow } from "./permit-ledger.js";
import { COOLING_MS, TRAVEL_MS } from "./permit.js";
import { PermitLimiter } from "./rate-limiter.js";

/** How long leased permits may be used, counted from before they were asked for. */
export const LEASE_MS = 3_500;
/** The longest that the vendor may still count a call after the lease has ended under which it was begun. */
export const TAIL_MS = ATTEMPT_TIMEOUT_MS + TRAVEL_MS + COOLING_MS;
/** A fifth of a budget is never leased. It is what replicas live on while the database is away. */
const RESERVE_SHARE = 5;
/** How many reports back the demand counts: what a replica has just used it may well use again. */
const REMEMBERED_REPORTS = 4;

/** What each replica keeps for itself of a budget. Where they are so many that little would be left to lease, it is nothing. */
export function reserveOf(callsPerSecond: number, replicas: number): number {
  if (replicas * 2 > callsPerSecond) return 0;
  return Math.max(1, Math.floor(callsPerSecond / RESERVE_SHARE / replicas));
}

/** This replica's part of one budget: its reserve, and what it leases of the rest. */
export class PermitShare {
  readonly limiter: PermitLimiter;
  readonly #clock: Clock;
  readonly #replica: string;
  readonly #replicas: number;
  readonly #reserve: number;
  /** Leased permits, good until then. */
  #leased = 0;
  #leasedUntil = Number.NEGATIVE_INFINITY;
  /** How many of them it should have, by the last view. */
  #target = 0;
  #mayUseReserve = false;
  #isHopeful = true;
  #hasLeft = false;
  #reported: PermitReport;
  readonly #demands: number[] = [];

  constructor(options: {
    budget: string;
    callsPerSecond: number;
    replica: string;
    replicas: number;
    clock: Clock;
    /** Called when calls wait for permits that the ledger might have. */
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

  /** What is to be reported now. Permits above the target are given back with it, but for those that calls still hold. */
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
   * The report asked at that moment was written, and this is what the others hold. Old: this replica has run for TAIL_MS.
   * Answers to how many permits this replica may raise itself now; null where it has its share, or none is free.
   */
  renewed(view: BudgetView, serverStart: string, askedAt: number, isOld: boolean): number | null {
    this.#isHopeful = true;
    this.#leasedUntil = askedAt + LEASE_MS;
    const others = view.others.filter((row) => !row.isGone);
    const { permits, wanted } = this.#reported;
    const pool = this.#pool(others);
    const free = pool - permits - sumOf(others, (row) => row.permits);
    if (free >= 0) this.#takeSeat(view, isOld);
    this.#target = fairShares(pool, [...others, { replica: this.#replica, wanted }]).get(this.#replica) ?? 0;
    // After a restart or a failover the database may have lost what it gave out last: until each replica has
    // reported again, or is gone, its row may say too little.
    if (!others.every((row) => row.serverStart === serverStart)) return null;
    const to = Math.min(this.#target, permits + free);
    return to > permits ? to : null;
  }

  /** The ledger has set this replica's permits to this. */
  raised(permits: number): void {
    this.#leased = permits;
    this.limiter.capacityGrew();
  }

  /** The ledger cannot be reached. After long enough alone, a seat is free for certain. */
  unreachable(mayUseReserve: boolean): void {
    this.#isHopeful = false;
    if (mayUseReserve) this.#useReserve();
  }

  /** Whether it should have more than it has, or less: then it is worth asking again soon. */
  get isUnsettled(): boolean {
    return (
      this.#reported.permits > this.#target || this.#reported.permits < Math.min(this.#target, this.#wanted())
    );
  }

  /** Whether no call holds a permit any more. */
  get isReturned(): boolean {
    return this.limiter.outstanding === 0;
  }

  /** No permit is given any more. */
  leave(): void {
    this.#hasLeft = true;
    this.#target = 0;
  }

  #capacity(): number {
    if (this.#hasLeft) return 0;
    const leased = this.#clock.monotonicMs() < this.#leasedUntil ? Math.min(this.#leased, this.#target) : 0;
    return leased + (this.#mayUseReserve ? this.#reserve : 0);
  }

  /** What waits are estimated by: while the ledger can be reached, an even part at least. */
  #expected(): number {
    const { total, reserve } = this.#reported;
    return Math.max(this.#capacity(), this.#isHopeful ? Math.ceil(total / this.#replicas) : reserve);
  }

  /** Leased permits that calls hold: the reserve's are counted first. */
  #held(): number {
    return Math.max(0, this.limiter.outstanding - (this.#mayUseReserve ? this.#reserve : 0));
  }

  #wanted(): number {
    if (this.#hasLeft) return 0;
    const demand = Math.max(0, ...this.#demands, this.limiter.outstanding + this.limiter.queued);
    return Math.min(this.#reported.total, Math.max(0, demand - this.#reserve));
  }

  /** What all replicas lease together. While some are configured otherwise, the smallest budget and the largest reserves count. */
  #pool(others: readonly PermitRow[]): number {
    const total = Math.min(this.#reported.total, ...others.map((row) => row.total));
    const reserves = this.#reserve + sumOf(others, (row) => row.reserve);
    return Math.max(0, total - Math.max(reserves, this.#reserve * this.#replicas));
  }

  /**
   * The first replicas that joined have a reserve; once had, it stays. A replica that is gone counts too at first: it may
   * have been cut off from the database, have lived on its reserve, and have died just before this one began.
   */
  #takeSeat({ joined, others }: BudgetView, isOld: boolean): void {
    // A view that is older than its lease tells nothing of now.
    if (this.#clock.monotonicMs() >= this.#leasedUntil) return;
    const before = others.filter((row) => row.joined < joined && !(row.isGone && isOld)).length;
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
