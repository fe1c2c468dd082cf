import { randomUUID } from "node:crypto";
import type { Store } from "../../store/sql.js";
import type { Clock } from "../../vendor/clock.js";
import { WakeableSleep } from "../../vendor/wakeable-sleep.js";
import { BULK_KINDS, type BulkKind, type ItemOutcome } from "../model.js";
import { ChunkLease } from "./chunk-lease.js";
import { ChunkRunner } from "./chunk-runner.js";
import { createJournal } from "./journal.js";
import {
  type Claim,
  callerOf,
  claimChunks,
  itemsOf,
  type Room,
  releaseAllLeases,
  releaseChunk,
  renew,
} from "./leases.js";
import { Semaphore } from "./semaphore.js";
import type { Task, Tasks } from "./task.js";
import type { VendorAvailability } from "./vendor-availability.js";

/** Claims chunks of open operations and runs them, until it is stopped. */
export interface Worker {
  /** Looks for new work now. */
  wake(): void;
  /** This process begins no more items of the operation. */
  cancelled(operationId: string): void;
  /** Begins no more items, waits for calls already sent, and releases the rest. */
  stop(): Promise<void>;
}

export interface WorkerLog {
  /** The store did not answer. The worker tries again. */
  trouble(error: unknown): void;
  /** The code threw on an item: a defect. */
  threw(error: unknown, operationId: string): void;
  /** Another worker took the chunk over before this one wrote. */
  fencedOff(claim: Claim): void;
}

const POLL_MS = 1_000;
const RENEW_MS = 2_000;
/** A stop may take 25 s. This part of it remains after the calls in progress. */
const STORE_TIMEOUT_MS = 4_000;

export function startWorker(deps: {
  store: Store;
  clock: Clock;
  random: () => number;
  availability: VendorAvailability;
  tasks: Tasks;
  log: WorkerLog;
  onEnded?: ((kind: BulkKind, outcome: ItemOutcome) => void) | undefined;
}): Worker {
  const { store, clock, tasks, log, onEnded } = deps;
  const id = randomUUID();
  const journal = createJournal({ sql: store, clock, onTrouble: (error) => log.trouble(error), onEnded });
  const chunkDeps = {
    ...deps,
    journal,
    onThrow: (error: unknown, operationId: string) => log.threw(error, operationId),
  };
  const slots = Object.fromEntries(
    BULK_KINDS.map((kind) => [kind, new Semaphore(tasks[kind].mostAtOnce)]),
  ) as Record<BulkKind, Semaphore>;
  const held = new Map<ChunkLease, Promise<void>>();
  const claims = new WakeableSleep(clock);
  const life = { isStopping: false };

  const runChunk = (claim: Claim, requestedAt: number) => {
    const lease = new ChunkLease(claim, requestedAt, clock);
    const done = work(lease)
      .catch((error: unknown) => log.trouble(error))
      .finally(() => {
        held.delete(lease);
        if (needsMore(claim)) claims.wake();
      });
    held.set(lease, done);
  };
  const inProgress = (kind: BulkKind): Claim[] =>
    [...held.keys()].map(({ claim }) => claim).filter((claim) => claim.kind === kind);
  /** True once half of a caller's share is done: claiming several chunks costs as much as claiming one. */
  const needsMore = (ended: Claim): boolean => {
    const callers = [ended, ...inProgress(ended.kind)].map(callerOf);
    const own = callers.filter((caller) => caller === callerOf(ended)).length - 1;
    return own <= tasks[ended.kind].mostChunks / new Set(callers).size / 2;
  };

  const work = async (lease: ChunkLease): Promise<void> => {
    const { claim } = lease;
    const runner = new ChunkRunner(chunkDeps, lease, tasks[claim.kind], slots[claim.kind]);
    const left = await runner.run(await itemsOf(store, claim));
    if (lease.isLost) return log.fencedOff(claim);
    await releaseChunk(store, claim, left === null || (lease.isCancelled && !left.isUnsettled) ? null : left);
  };

  const claimMore = async (): Promise<void> => {
    for (const kind of BULK_KINDS) {
      for (let found = true; found && !life.isStopping;) {
        const room = roomFor(tasks[kind], inProgress(kind).length, deps.availability);
        if (room.chunks <= 0) break;
        const requestedAt = clock.monotonicMs();
        const claimed = await claimChunks(store, id, kind, room);
        for (const claim of claimed) runChunk(claim, requestedAt);
        found = claimed.length > 0;
      }
    }
  };

  const renewAll = async (): Promise<void> => {
    const all = [...held.keys()];
    if (all.length === 0) return;
    const requestedAt = clock.monotonicMs();
    const renewed = await renew(
      store,
      all.map(({ claim }) => claim),
    );
    for (const lease of all) {
      const state = renewed.get(lease.claim);
      lease.update({ held: state !== undefined, cancelling: state?.cancelling ?? false });
      if (state !== undefined) lease.renewedAt(requestedAt);
    }
  };

  const repeat = async (everyMs: number, act: () => Promise<unknown>, wait: WakeableSleep) => {
    while (!life.isStopping) {
      await act().catch((error: unknown) => log.trouble(error));
      await wait.sleep(everyMs);
    }
  };
  const renewals = new WakeableSleep(clock);
  const start = async () => {
    if (!store.isShared) await releaseAllLeases(store).catch((error: unknown) => log.trouble(error));
    await repeat(POLL_MS, claimMore, claims);
  };
  const claiming = start();
  const renewing = (async () => {
    while (!life.isStopping || held.size > 0) {
      await renewAll().catch((error: unknown) => log.trouble(error));
      await renewals.sleep(RENEW_MS);
    }
  })();

  return {
    wake: () => claims.wake(),
    cancelled(operationId) {
      for (const lease of held.keys())
        if (lease.claim.operationId === operationId) lease.update({ held: true, cancelling: true });
    },
    async stop() {
      life.isStopping = true;
      claims.wake();
      journal.giveUpAfter(STORE_TIMEOUT_MS);
      await claiming;
      for (const lease of held.keys()) lease.leave();
      await Promise.all(held.values());
      renewals.wake();
      await renewing;
    },
  };
}

/**
 * One caller may hold all `mostChunks`. Other callers then need not wait: this worker claims up to twice as many in all, but
 * only for callers who then hold at most half of `mostChunks`.
 */
function roomFor({ vendor, mostChunks }: Task, inProgress: number, availability: VendorAvailability): Room {
  // While the vendor is down, one chunk is enough to probe it.
  if (!availability.isOpen(vendor)) return { chunks: 1 - inProgress, mostOfCaller: null };
  if (inProgress < mostChunks) return { chunks: mostChunks - inProgress, mostOfCaller: null };
  return { chunks: 2 * mostChunks - inProgress, mostOfCaller: Math.ceil(mostChunks / 2) };
}
