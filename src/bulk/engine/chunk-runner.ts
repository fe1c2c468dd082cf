import { setMaxListeners } from "node:events";
import { type CallContext, OPERATION_TIMEOUT_MS } from "../../vendor/call-context.js";
import type { Clock } from "../../vendor/clock.js";
import type { Turn } from "../../vendor/rate-limit/fair-queue.js";
import type { StoredOutcome } from "../model.js";
import { succeededAt } from "../outcome.js";
import { backoffMs, MOST_ATTEMPTS } from "./backoff.js";
import type { ChunkLease } from "./chunk-lease.js";
import { lineOf } from "./chunks.js";
import type { ItemState, Journal, Written } from "./journal.js";
import { callerOf, type OpenItem } from "./leases.js";
import type { Semaphore } from "./semaphore.js";
import type { Attempt, Task } from "./task.js";
import type { VendorAvailability } from "./vendor-availability.js";

export interface ChunkDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly journal: Journal;
  readonly availability: VendorAvailability;
  /** A defect: the code threw. */
  readonly onThrow: (error: unknown, operationId: string) => void;
}

/** When what is left of a chunk may be taken up again; null when nothing is left. */
export type Remainder = {
  readonly againInMs: number;
  /** Something was begun, and what came of it must be looked for, even if the operation is cancelled. */
  readonly isUnsettled: boolean;
} | null;

/** The lease ended before anything was begun. */
const AT_ONCE = { againInMs: 0, isUnsettled: false };
/** The lease was lost, or is too short. The next worker looks at the item. */
const BY_ANOTHER = { againInMs: 0, isUnsettled: true };
const MOST_HANDED_BACK_MS = 5_000;
const NEVER = new AbortController().signal;
setMaxListeners(0, NEVER);

/** Does the items of one chunk: those of one member or course in their order, all others side by side. */
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
      againInMs: Math.min(...waits.map(({ againInMs }) => againInMs)),
      isUnsettled: waits.some(({ isUnsettled }) => isUnsettled),
    };
  }

  async #runLine(line: readonly OpenItem[]): Promise<Remainder> {
    for (const item of line) {
      const waitMs = (item.retryAt?.getTime() ?? 0) - this.deps.clock.now().getTime();
      if (waitMs > 0) return { againInMs: waitMs, isUnsettled: this.#isUnsettled(item) };
      await this.deps.availability.pass(this.task.vendor, this.lease.signal);
      const done = await this.slots.take(this.#turn);
      try {
        const left = await this.#runItem(item);
        // The items after it must not overtake it.
        if (left !== null) return left;
      } finally {
        done();
      }
    }
    return null;
  }

  /** An attempt was begun whose answer nobody heard, and that must not be made twice. */
  #isUnsettled({ begunAt, target }: OpenItem): boolean {
    return begunAt !== null && !this.task.isRepeatable(target);
  }

  async #runItem(item: OpenItem): Promise<Remainder> {
    if (item.begunAt !== null && this.#isUnsettled(item)) return this.#settle(item, item.begunAt);
    if (this.lease.signal.aborted) return AT_ONCE;
    // Begun so often, and never heard of again: each worker that began it died.
    if (item.begunAt !== null && item.attempts >= MOST_ATTEMPTS)
      return this.#end(item, this.#unknown(), item.begunAt);

    const begunAt = this.deps.clock.now();
    const begun = { ...item, attempts: item.attempts + 1, begunAt };
    const { held } = await this.#record(begun, { begunAt });
    if (!held) return BY_ANOTHER;
    return this.#conclude(begun, await this.#tryOnce(begun));
  }

  /** Looks for what an attempt did that must not be made twice. */
  async #settle(item: OpenItem, begunAt: Date): Promise<Remainder> {
    if (this.lease.remainingMs() <= 0) return BY_ANOTHER;
    const done = await this.task
      .wasDone(item.target, begunAt, this.#context(NEVER))
      .catch((error: unknown) => {
        this.deps.onThrow(error, this.lease.claim.operationId);
        return null;
      });
    if (done === true) return this.#end(item, succeededAt(this.deps.clock.now()));
    if (done === null) return this.#lookAgainLater(item, begunAt);
    if (item.attempts >= MOST_ATTEMPTS) return this.#end(item, this.#unknown());
    const { held } = await this.#record(item, {});
    return held ? this.#runItem({ ...item, begunAt: null }) : BY_ANOTHER;
  }

  /** The look counts as an attempt, so that looking ends too. */
  async #lookAgainLater(item: OpenItem, begunAt: Date): Promise<Remainder> {
    const attempts = item.attempts + 1;
    const outcome = this.#unknown();
    if (attempts > MOST_ATTEMPTS) return this.#end(item, outcome);
    return this.#again({ ...item, attempts }, begunAt, backoffMs(attempts, outcome, this.deps.random));
  }

  async #tryOnce({ target }: OpenItem): Promise<Attempt> {
    try {
      return await this.task.run(target, this.#context(this.lease.signal));
    } catch (error) {
      this.deps.onThrow(error, this.lease.claim.operationId);
      const outcome = this.#unknown();
      // It may have been sent, so what must not be made twice is not made again.
      const failed = { ...outcome, outcome: "failed", failure: "rejected" } as const;
      return {
        outcome: this.task.isRepeatable(target) ? failed : outcome,
        worthRepeating: true,
        neverSent: false,
      };
    }
  }

  async #conclude(item: OpenItem & { begunAt: Date }, attempt: Attempt): Promise<Remainder> {
    const { outcome, worthRepeating, neverSent } = attempt;
    const isOpen = this.deps.availability.isOpen(this.task.vendor);
    // A vendor that has locked this server out refuses everything, whatever the item is.
    const isForAll = outcome.failure === "misconfigured" && !isOpen;
    if (!worthRepeating && !isForAll) return this.#end(item, outcome, item.begunAt);
    // An attempt that was not sent, or met a vendor that is down for everybody, does not count.
    const counts = !neverSent && (outcome.outcome === "unknown" || isOpen);
    const attempts = counts ? item.attempts : item.attempts - 1;
    if (counts && attempts >= MOST_ATTEMPTS) return this.#end(item, outcome, item.begunAt);
    // What must not be made twice stays begun: it is looked for before it is sent again.
    const staysBegun = outcome.outcome === "unknown" && !this.task.isRepeatable(item.target);
    const againInMs = counts ? backoffMs(attempts, outcome, this.deps.random) : this.#handedBackMs(outcome);
    return this.#again({ ...item, attempts }, staysBegun ? item.begunAt : null, againInMs);
  }

  /** At once where this server stops, since the next worker can begin. Else when the queue has room, or the vendor may be back. */
  #handedBackMs({ extra }: StoredOutcome): number {
    if (this.lease.signal.aborted) return 0;
    return Math.min(MOST_HANDED_BACK_MS, (extra?.retryAfterSeconds ?? 1) * 1000);
  }

  #unknown(): StoredOutcome {
    const endedAt = this.deps.clock.now();
    return { outcome: "unknown", failure: "outcome-unknown", code: null, extra: null, endedAt };
  }

  /** The call's time ends with the lease, so nothing is sent that the next worker could be sending too. */
  #context(signal: AbortSignal): CallContext {
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
    return held ? null : BY_ANOTHER;
  }

  async #again(item: OpenItem, begunAt: Date | null, againInMs: number): Promise<Remainder> {
    const retryAt = new Date(this.deps.clock.now().getTime() + againInMs);
    await this.#record(item, { begunAt, retryAt });
    return { againInMs, isUnsettled: begunAt !== null };
  }

  async #record(
    { position, attempts }: OpenItem,
    state: Partial<Omit<ItemState, "position" | "attempts">>,
  ): Promise<Written> {
    const blank = { begunAt: null, retryAt: null, outcome: null, syncedFrom: null };
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
