import { type CallContext, OPERATION_TIMEOUT_MS } from "../../vendor/call-context.js";
import { type CancelSignal, CancelSource } from "../../vendor/cancel-signal.js";
import type { Clock } from "../../vendor/clock.js";
import type { Turn } from "../../vendor/rate-limit/fair-queue.js";
import type { StoredOutcome } from "../model.js";
import { succeededAt } from "../outcome.js";
import type { Attempt } from "./attempt.js";
import { backoffMs, MOST_ATTEMPTS } from "./backoff.js";
import type { ChunkLease } from "./chunk-lease.js";
import { lineOf } from "./chunks.js";
import type { ItemState, Journal, Written } from "./journal.js";
import { callerOf, type OpenItem } from "./leases.js";
import type { Semaphore } from "./semaphore.js";
import type { ItemAttempt, Task } from "./task.js";
import type { VendorAvailability } from "./vendor-availability.js";

export interface ChunkDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly journal: Journal;
  readonly availability: VendorAvailability;
  /** The code threw: a defect. */
  readonly onThrow: (error: unknown, operationId: string) => void;
}

/** When the rest of a chunk may continue; null if nothing is left. */
export type Remainder = {
  readonly retryInMs: number;
  /** An item was begun and its outcome must still be found, even if the operation is cancelled. */
  readonly isUnsettled: boolean;
} | null;

/** The lease ended before the item was begun. */
const NOT_BEGUN = { retryInMs: 0, isUnsettled: false };
/** The lease was lost, or is too short. The next worker handles the item. */
const FOR_NEXT_WORKER = { retryInMs: 0, isUnsettled: true };
const MAX_REQUEUE_MS = 5_000;
const NEVER_ABORTS: CancelSignal = new CancelSource();

/** Runs the items of one chunk. Items of one member or course run in order, all others concurrently. */
export class ChunkRunner {
  readonly #turn: Turn;

  constructor(
    private readonly deps: ChunkDeps,
    private readonly lease: ChunkLease,
    private readonly task: Task,
    private readonly slots: Semaphore,
  ) {
    const { claim } = lease;
    this.#turn = { lane: "bulk", callers: [callerOf(claim)], operation: claim.operationId };
  }

  async run(items: readonly OpenItem[]): Promise<Remainder> {
    const lines = new Map<string, OpenItem[]>();
    for (const item of items) {
      const line = lineOf(item.target);
      lines.set(line, [...(lines.get(line) ?? []), item]);
    }
    const left = await Promise.all([...lines.values()].map((line) => this.#runLine(line)));
    const waits = left.filter((one) => one !== null);
    if (waits.length === 0) return null;
    return {
      retryInMs: Math.min(...waits.map(({ retryInMs }) => retryInMs)),
      isUnsettled: waits.some(({ isUnsettled }) => isUnsettled),
    };
  }

  async #runLine(line: readonly OpenItem[]): Promise<Remainder> {
    for (const item of line) {
      const waitMs = (item.retryAt?.getTime() ?? 0) - this.deps.clock.now().getTime();
      if (waitMs > 0) return { retryInMs: waitMs, isUnsettled: this.#isUnsettled(item) };
      await this.deps.availability.pass(this.task.vendor, this.lease.signal);
      const release = await this.slots.take(this.#turn);
      try {
        const left = await this.#runItem(item);
        // Later items of the line must not overtake it.
        if (left !== null) return left;
      } finally {
        release();
      }
    }
    return null;
  }

  /** An attempt was begun, its answer is not known, and it must not be repeated. */
  #isUnsettled({ begunAt, target }: OpenItem): boolean {
    return begunAt !== null && !this.task.isRepeatable(target);
  }

  async #runItem(item: OpenItem): Promise<Remainder> {
    if (item.begunAt !== null && this.#isUnsettled(item)) return this.#checkOutcome(item, item.begunAt);
    if (this.lease.signal.aborted) return NOT_BEGUN;
    // Every worker that began this item died, so it is not begun again.
    if (item.begunAt !== null && item.attempts >= MOST_ATTEMPTS)
      return this.#end(item, this.#unknown(), item.begunAt);

    const begunAt = this.deps.clock.now();
    const begun = { ...item, attempts: item.attempts + 1, begunAt };
    const { held } = await this.#record(begun, { begunAt });
    if (!held) return FOR_NEXT_WORKER;
    return this.#conclude(begun, await this.#tryOnce(begun));
  }

  /** Finds out whether an attempt that must not be repeated was carried out. */
  async #checkOutcome(item: OpenItem, begunAt: Date): Promise<Remainder> {
    if (this.lease.remainingMs() <= 0) return FOR_NEXT_WORKER;
    const done = await this.task
      .wasDone(item.target, begunAt, this.#context(NEVER_ABORTS))
      .catch((error: unknown) => {
        this.deps.onThrow(error, this.lease.claim.operationId);
        return null;
      });
    if (done === true) return this.#end(item, succeededAt(this.deps.clock.now()));
    if (done === null) return this.#checkLater(item, begunAt);
    if (item.attempts >= MOST_ATTEMPTS) return this.#end(item, this.#unknown());
    const { held } = await this.#record(item, {});
    return held ? this.#runItem({ ...item, begunAt: null }) : FOR_NEXT_WORKER;
  }

  /** A check counts as an attempt, so that checks end too. */
  async #checkLater(item: OpenItem, begunAt: Date): Promise<Remainder> {
    const attempts = item.attempts + 1;
    const outcome = this.#unknown();
    if (attempts > MOST_ATTEMPTS) return this.#end(item, outcome);
    return this.#retryLater({ ...item, attempts }, begunAt, backoffMs(attempts, outcome, this.deps.random));
  }

  async #tryOnce(item: OpenItem): Promise<Attempt> {
    const { target } = item;
    try {
      return await this.task.run(target, this.#context(this.lease.signal), this.#attemptAt(item));
    } catch (error) {
      this.deps.onThrow(error, this.lease.claim.operationId);
      const outcome = this.#unknown();
      // It may have been sent. If it must not be repeated, its outcome is unknown, not failed.
      const failed = { ...outcome, outcome: "failed", failure: "rejected" } as const;
      return {
        outcome: this.task.isRepeatable(target) ? failed : outcome,
        worthRepeating: true,
        neverSent: false,
      };
    }
  }

  #attemptAt(item: OpenItem): ItemAttempt {
    const { begunAt, attempts } = item;
    return {
      progress: item.progress,
      isLast: attempts >= MOST_ATTEMPTS,
      newCall: () => this.#context(this.lease.signal),
      save: async (progress) => {
        const { held } = await this.#record(item, { begunAt, progress });
        return held && !this.lease.signal.aborted;
      },
    };
  }

  async #conclude(item: OpenItem & { begunAt: Date }, attempt: Attempt): Promise<Remainder> {
    const { outcome, worthRepeating, neverSent } = attempt;
    const isOpen = this.deps.availability.isOpen(this.task.vendor);
    // A vendor that has locked this server out refuses every item.
    const refusesAll = outcome.failure === "misconfigured" && !isOpen;
    if (!worthRepeating && !refusesAll) return this.#end(item, outcome, item.begunAt);
    // An attempt does not count if it was never sent, or if the vendor is down for every item.
    const isCounted = !neverSent && (outcome.outcome === "unknown" || isOpen);
    const attempts = isCounted ? item.attempts : item.attempts - 1;
    if (isCounted && attempts >= MOST_ATTEMPTS) return this.#end(item, outcome, item.begunAt);
    // An item that must not be repeated keeps `begunAt`, so its outcome is checked before it is sent again.
    const mustBeChecked = outcome.outcome === "unknown" && !this.task.isRepeatable(item.target);
    const retryInMs = isCounted ? backoffMs(attempts, outcome, this.deps.random) : this.#requeueMs(outcome);
    return this.#retryLater({ ...item, attempts }, mustBeChecked ? item.begunAt : null, retryInMs);
  }

  /** 0 if this server stops: the next worker can begin at once. Otherwise time for the queue to shrink or the vendor to recover. */
  #requeueMs({ extra }: StoredOutcome): number {
    if (this.lease.signal.aborted) return 0;
    return Math.min(MAX_REQUEUE_MS, (extra?.retryAfterSeconds ?? 1) * 1000);
  }

  #unknown(): StoredOutcome {
    const endedAt = this.deps.clock.now();
    return { outcome: "unknown", failure: "outcome-unknown", code: null, extra: null, endedAt };
  }

  /** A call's time ends with the lease, so it cannot overlap a call of the next worker. */
  #context(signal: CancelSignal): CallContext {
    const { clock } = this.deps;
    const endsAt = clock.monotonicMs() + OPERATION_TIMEOUT_MS;
    return {
      requestId: this.lease.claim.operationId,
      ...this.#turn,
      signal,
      remainingMs: () => Math.min(endsAt - clock.monotonicMs(), this.lease.remainingMs()),
    };
  }

  async #end(item: OpenItem, outcome: StoredOutcome, begunAt: Date | null = null): Promise<Remainder> {
    const syncedFrom = "courseId" in item.target ? begunAt : null;
    const { held } = await this.#record(item, { outcome, syncedFrom });
    return held ? null : FOR_NEXT_WORKER;
  }

  async #retryLater(item: OpenItem, begunAt: Date | null, retryInMs: number): Promise<Remainder> {
    const retryAt = new Date(this.deps.clock.now().getTime() + retryInMs);
    await this.#record(item, { begunAt, retryAt });
    return { retryInMs, isUnsettled: begunAt !== null };
  }

  async #record(
    { position, attempts }: OpenItem,
    state: Partial<Omit<ItemState, "position" | "attempts">>,
  ): Promise<Written> {
    const blank = { begunAt: null, retryAt: null, progress: null, outcome: null, syncedFrom: null };
    const written = await this.deps.journal.write(this.lease.claim, {
      ...blank,
      ...state,
      position,
      attempts,
    });
    this.lease.update(written);
    return written;
  }
}
