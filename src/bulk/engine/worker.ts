import { randomUUID } from "node:crypto";
import type { Store } from "../../store/sql.js";
import type { Clock } from "../../vendor/clock.js";
import { WakeableSleep } from "../../vendor/wakeable-sleep.js";
import { BULK_KINDS, type BulkKind } from "../model.js";
import { ChunkLease } from "./chunk-lease.js";
import { ChunkRunner } from "./chunk-runner.js";
import { createJournal } from "./journal.js";
import { type Claim, callerOf, claimChunks, freeAll, giveBack, itemsOf, type Room, renew } from "./leases.js";
import { Semaphore } from "./semaphore.js";
import type { Task, Tasks } from "./task.js";
import type { VendorAvailability } from "./vendor-availability.js";

/** Takes chunks of open operations and does them, until it is stopped. */
export interface Worker {
  /** There is something new to do, or to leave. */
  wake(): void;
  /** Nothing of this operation is begun any more in this process. */
  cancelled(operationId: string): void;
  /** Begins nothing more, hears out what was sent, and hands the rest back. */
  stop(): Promise<void>;
}

export interface WorkerLog {
  /** The store did not answer; it is asked again. */
  trouble(error: unknown): void;
  /** A defect: an item made the code throw. */
  threw(error: unknown, operationId: string): void;
  /** A chunk was another worker's by the time this one wrote. */
  fencedOff(claim: Claim): void;
}

const POLL_MS = 1_000;
const RENEW_MS = 2_000;
/** What is left of the 25 s that a stop may take, after the calls that are on their way. */
const STORE_MAY_TAKE_MS = 4_000;

export function startWorker(deps: {
  store: Store;
  clock: Clock;
  random: () => number;
  availability: VendorAvailability;
  tasks: Tasks;
  log: WorkerLog;
}): Worker {
  const { store, clock, tasks, log } = deps;
  const id = randomUUID();
  const journal = createJournal({ sql: store, clock, onTrouble: (error) => log.trouble(error) });
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

  const take = (claim: Claim, askedAt: number) => {
    const lease = new ChunkLease(claim, askedAt, clock);
    const done = work(lease)
      .catch((error: unknown) => log.trouble(error))
      .finally(() => {
        held.delete(lease);
        if (needsMore(claim)) claims.wake();
      });
    held.set(lease, done);
  };
  const inWork = (kind: BulkKind): Claim[] =>
    [...held.keys()].map(({ claim }) => claim).filter((claim) => claim.kind === kind);
  /** Several chunks are claimed at a time: looking for them costs as much as looking for one. */
  const needsMore = (ended: Claim): boolean => {
    const callers = [ended, ...inWork(ended.kind)].map(callerOf);
    const own = callers.filter((caller) => caller === callerOf(ended)).length - 1;
    return own <= tasks[ended.kind].mostChunks / new Set(callers).size / 2;
  };

  const work = async (lease: ChunkLease): Promise<void> => {
    const { claim } = lease;
    const runner = new ChunkRunner(chunkDeps, lease, tasks[claim.kind], slots[claim.kind]);
    const left = await runner.run(await itemsOf(store, claim));
    if (lease.isLost) return log.fencedOff(claim);
    await giveBack(store, claim, left === null || (lease.isCancelled && !left.isUnsettled) ? null : left);
  };

  const claimMore = async (): Promise<void> => {
    for (const kind of BULK_KINDS) {
      for (let found = true; found && !life.isStopping;) {
        const room = roomFor(tasks[kind], inWork(kind).length, deps.availability);
        if (room.chunks <= 0) break;
        const askedAt = clock.monotonicMs();
        const claimed = await claimChunks(store, id, kind, room);
        for (const claim of claimed) take(claim, askedAt);
        found = claimed.length > 0;
      }
    }
  };

  const renewAll = async (): Promise<void> => {
    const all = [...held.keys()];
    if (all.length === 0) return;
    const askedAt = clock.monotonicMs();
    const renewed = await renew(
      store,
      all.map(({ claim }) => claim),
    );
    for (const lease of all) {
      const state = renewed.get(lease.claim);
      lease.update({ held: state !== undefined, cancelling: state?.cancelling ?? false });
      if (state !== undefined) lease.renewedAt(askedAt);
    }
  };

  const forEver = async (everyMs: number, act: () => Promise<unknown>, wait: WakeableSleep) => {
    while (!life.isStopping) {
      await act().catch((error: unknown) => log.trouble(error));
      await wait.sleep(everyMs);
    }
  };
  const renewals = new WakeableSleep(clock);
  const start = async () => {
    // Nobody else can have been at work in a store that only this process may open.
    if (!store.isShared) await freeAll(store).catch((error: unknown) => log.trouble(error));
    await forEver(POLL_MS, claimMore, claims);
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
      journal.giveUpAfter(STORE_MAY_TAKE_MS);
      await claiming;
      for (const lease of held.keys()) lease.leave();
      await Promise.all(held.values());
      renewals.wake();
      await renewing;
    },
  };
}

/**
 * While one caller has all chunks in work, others need not wait until some are done: each may have half as many as there are,
 * up to twice as many in all. Later claims then leave out whoever has most.
 */
function roomFor({ vendor, mostChunks }: Task, inWork: number, availability: VendorAvailability): Room {
  // While the vendor is away one chunk is enough to find out when it is back.
  if (!availability.isOpen(vendor)) return { chunks: 1 - inWork, mostOfCaller: null };
  if (inWork < mostChunks) return { chunks: mostChunks - inWork, mostOfCaller: null };
  return { chunks: 2 * mostChunks - inWork, mostOfCaller: Math.ceil(mostChunks / 2) };
}
