import { setMaxListeners } from "node:events";
import { type CallContext, OPERATION_TIMEOUT_MS } from "../../vendor/call-context.js";
import type { Clock } from "../../vendor/clock.js";
import type { Turn } from "../../vendor/rate-limit/fair-queue.js";
import type { StoredOutcome } from "../model.js";
import { backoffMs, MOST_ATTEMPTS } from "./backoff.js";
import { lineOf } from "./chunks.js";
import type { Journal } from "./journal.js";
import { type Claim, callerOf, type OpenItem } from "./leases.js";
import type { Semaphore } from "./semaphore.js";
import type { Attempt, Task } from "./task.js";
import type { VendorAvailability } from "./vendor-availability.js";

/** A chunk in hand. */
export interface ChunkLease {
  readonly claim: Claim;
  /** No item is begun, and none that waits for its slot is sent, once it has aborted: cancelled, lost, or stopping. */
  readonly signal: AbortSignal;
  /** Milliseconds for which the claim is certainly ours. Never more than what the store granted. */
  remainingMs(): number;
  wasTold(written: { held: boolean; cancelling: boolean }): void;
}

export interface ChunkDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly journal: Journal;
  readonly availability: VendorAvailability;
  readonly onThrow: (error: unknown, claim: Claim) => void;
}

/** When what is left of a chunk may be taken up again; null when nothing is left. */
export type Remainder = {
  readonly againInMs: number;
  /** Something was begun, and what came of it must be looked for, even if the operation is cancelled. */
  readonly isUnsettled: boolean;
} | null;

/** Does the items of a chunk: those of one member or course in their order, all others side by side. */
export async function runChunk(
  deps: ChunkDeps,
  holding: ChunkLease,
  task: Task,
  slots: Semaphore,
  items: readonly OpenItem[],
): Promise<Remainder> {
  const lines = new Map<string, OpenItem[]>();
  for (const item of items) {
    const line = lines.get(lineOf(item.target));
    if (line === undefined) lines.set(lineOf(item.target), [item]);
    else line.push(item);
  }
  const left = await Promise.all(
    [...lines.values()].map((line) => runLine(deps, holding, task, slots, line)),
  );
  const waits = left.filter((one) => one !== null);
  if (waits.length === 0) return null;
  return {
    againInMs: Math.min(...waits.map(({ againInMs }) => againInMs)),
    isUnsettled: waits.some(({ isUnsettled }) => isUnsettled),
  };
}

async function runLine(
  deps: ChunkDeps,
  holding: ChunkLease,
  task: Task,
  slots: Semaphore,
  line: readonly OpenItem[],
): Promise<Remainder> {
  for (const item of line) {
    const waitMs = (item.retryAt?.getTime() ?? 0) - deps.clock.now().getTime();
    if (waitMs > 0) return { againInMs: waitMs, isUnsettled: isUnsettled(task, item) };
    await deps.availability.pass(task.vendor, holding.signal);
    const done = await slots.take(turnOf(holding.claim));
    try {
      const left = await runItem(deps, holding, task, item);
      // What follows would overtake it.
      if (left !== null) return left;
    } finally {
      done();
    }
  }
  return null;
}

const AT_ONCE = { againInMs: 0, isUnsettled: false };
/** Ours no more, or not for long enough: whoever has it next looks at it. */
const BY_ANOTHER = { againInMs: 0, isUnsettled: true };

const isUnsettled = (task: Task, { begunAt, target }: OpenItem): boolean =>
  begunAt !== null && !task.isRepeatable(target);

async function runItem(deps: ChunkDeps, holding: ChunkLease, task: Task, item: OpenItem): Promise<Remainder> {
  const { clock } = deps;
  if (item.begunAt !== null && isUnsettled(task, item))
    return settle(deps, holding, task, item, item.begunAt);
  if (holding.signal.aborted) return AT_ONCE;
  if (item.begunAt !== null && item.attempts >= MOST_ATTEMPTS) {
    // Begun so often, and never heard of again: whoever began it died each time.
    return write(deps, holding, item, {
      ...BLANK,
      attempts: item.attempts,
      outcome: unknownAt(clock.now()),
      syncedFrom: item.begunAt,
    });
  }

  const begunAt = clock.now();
  const attempts = item.attempts + 1;
  const written = await deps.journal.write(holding.claim, {
    ...BLANK,
    position: item.position,
    attempts,
    begunAt,
  });
  holding.wasTold(written);
  if (!written.held) return BY_ANOTHER;
  const attempt = await tryOnce(deps, holding, task, item);
  return conclude(deps, holding, task, { ...item, attempts, begunAt }, attempt);
}

/** An attempt whose answer nobody heard, and that must not be made twice: it is looked for. */
async function settle(
  deps: ChunkDeps,
  holding: ChunkLease,
  task: Task,
  item: OpenItem,
  begunAt: Date,
): Promise<Remainder> {
  const { clock } = deps;
  if (holding.remainingMs() <= 0) return BY_ANOTHER;
  const done = await task
    .wasDone(item.target, begunAt, contextOf(deps, holding, NEVER))
    .catch((error: unknown) => {
      deps.onThrow(error, holding.claim);
      return null;
    });
  if (done === true) {
    const outcome: StoredOutcome = {
      outcome: "succeeded",
      failure: null,
      code: null,
      extra: null,
      endedAt: clock.now(),
    };
    return write(deps, holding, item, { ...BLANK, attempts: item.attempts, outcome });
  }
  if (done === false) {
    if (item.attempts >= MOST_ATTEMPTS) {
      return write(deps, holding, item, {
        ...BLANK,
        attempts: item.attempts,
        outcome: unknownAt(clock.now()),
      });
    }
    const { held } = await record(deps, holding, item, { ...BLANK, attempts: item.attempts });
    if (!held) return BY_ANOTHER;
    return runItem(deps, holding, task, { ...item, begunAt: null });
  }
  return lookAgainLater(deps, holding, item, begunAt);
}

/** The look counts as an attempt, so that it ends too. */
async function lookAgainLater(
  deps: ChunkDeps,
  holding: ChunkLease,
  item: OpenItem,
  begunAt: Date,
): Promise<Remainder> {
  const attempts = item.attempts + 1;
  const outcome = unknownAt(deps.clock.now());
  if (attempts > MOST_ATTEMPTS)
    return write(deps, holding, item, { ...BLANK, attempts: item.attempts, outcome });
  const againInMs = backoffMs(attempts, outcome, deps.random);
  await record(deps, holding, item, { ...BLANK, attempts, begunAt, retryAt: later(deps, againInMs) });
  return { againInMs, isUnsettled: true };
}

async function tryOnce(deps: ChunkDeps, holding: ChunkLease, task: Task, item: OpenItem): Promise<Attempt> {
  try {
    return await task.run(item.target, contextOf(deps, holding, holding.signal));
  } catch (error) {
    deps.onThrow(error, holding.claim);
    const endedAt = deps.clock.now();
    const outcome: StoredOutcome = {
      outcome: "failed",
      failure: "rejected",
      code: null,
      extra: null,
      endedAt,
    };
    // Whether it was sent cannot be told, so what must not be made twice is not made again.
    const isRepeatable = task.isRepeatable(item.target);
    return { outcome: isRepeatable ? outcome : unknownAt(endedAt), worthRepeating: true, neverSent: false };
  }
}

async function conclude(
  deps: ChunkDeps,
  holding: ChunkLease,
  task: Task,
  item: OpenItem & { begunAt: Date },
  { outcome, worthRepeating, neverSent }: Attempt,
): Promise<Remainder> {
  // Refused by a vendor that has locked this server out: it would be refused to everybody, and not for what it is.
  const isForAll = outcome.failure === "misconfigured" && !deps.availability.isOpen(task.vendor);
  if (!worthRepeating && !isForAll) {
    return write(deps, holding, item, {
      ...BLANK,
      attempts: item.attempts,
      outcome,
      syncedFrom: item.begunAt,
    });
  }
  // Not sent at all, or met by a vendor that is down for everybody: that is no attempt of this item.
  const counts = !neverSent && (outcome.outcome === "unknown" || deps.availability.isOpen(task.vendor));
  const attempts = counts ? item.attempts : item.attempts - 1;
  if (counts && attempts >= MOST_ATTEMPTS) {
    return write(deps, holding, item, { ...BLANK, attempts, outcome, syncedFrom: item.begunAt });
  }
  // What must not be made twice stays begun: it is looked for before it is sent again.
  const begunAt = outcome.outcome === "unknown" && !task.isRepeatable(item.target) ? item.begunAt : null;
  const againInMs = counts ? backoffMs(attempts, outcome, deps.random) : handedBackMs(holding, outcome);
  await record(deps, holding, item, { ...BLANK, attempts, begunAt, retryAt: later(deps, againInMs) });
  return { againInMs, isUnsettled: begunAt !== null };
}

const MOST_HANDED_BACK_MS = 5_000;

/** Stopping: whoever has it next may begin at once. Else when the queue says that there is room, or the vendor may be back. */
function handedBackMs({ signal }: ChunkLease, { extra }: StoredOutcome): number {
  if (signal.aborted) return 0;
  return Math.min(MOST_HANDED_BACK_MS, (extra?.retryAfterSeconds ?? 1) * 1000);
}

const BLANK = { begunAt: null, retryAt: null, outcome: null, syncedFrom: null } as const;
const NEVER = new AbortController().signal;
setMaxListeners(0, NEVER);

const later = ({ clock }: ChunkDeps, ms: number): Date => new Date(clock.now().getTime() + ms);

const unknownAt = (endedAt: Date): StoredOutcome => ({
  outcome: "unknown",
  failure: "outcome-unknown",
  code: null,
  extra: null,
  endedAt,
});

const turnOf = (claim: Claim): Turn => ({
  lane: "bulk",
  callers: [callerOf(claim)],
  operation: claim.operationId,
});

/** Its time ends with the claim: nothing is sent that a successor could be sending too. */
function contextOf({ clock }: ChunkDeps, holding: ChunkLease, signal: AbortSignal): CallContext {
  const endsAt = clock.monotonicMs() + OPERATION_TIMEOUT_MS;
  return {
    requestId: holding.claim.operationId,
    ...turnOf(holding.claim),
    signal,
    remainingMs: () => Math.min(endsAt - clock.monotonicMs(), holding.remainingMs()),
  };
}

type NewState = Omit<Parameters<Journal["write"]>[1], "position">;

async function record(deps: ChunkDeps, holding: ChunkLease, { position, target }: OpenItem, state: NewState) {
  const syncedFrom = "courseId" in target ? state.syncedFrom : null;
  const written = await deps.journal.write(holding.claim, { ...state, position, syncedFrom });
  holding.wasTold(written);
  return written;
}

async function write(
  deps: ChunkDeps,
  holding: ChunkLease,
  item: OpenItem,
  state: NewState,
): Promise<Remainder> {
  const { held } = await record(deps, holding, item, state);
  return held ? null : BY_ANOTHER;
}
