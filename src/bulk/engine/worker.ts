import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { Store } from "../../store/sql.js";
import type { Clock } from "../../vendor/clock.js";
import { BULK_KINDS, type BulkKind } from "../model.js";
import { type ChunkDeps, type ChunkLease, runChunk } from "./chunk-run.js";
import { createJournal } from "./journal.js";
import {
  type Claim,
  callerOf,
  claimChunks,
  freeAll,
  giveBack,
  itemsOf,
  LEASE_MS,
  type Room,
  renew,
} from "./leases.js";
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
/** Between our clock's reading of a lease and the store's: a lease counts as over that much earlier here. */
const MARGIN_MS = 1_500;
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
  const chunkDeps: ChunkDeps = {
    ...deps,
    journal,
    onThrow: (error, { operationId }) => log.threw(error, operationId),
  };
  const slots = Object.fromEntries(
    BULK_KINDS.map((kind) => [kind, new Semaphore(tasks[kind].mostAtOnce)]),
  ) as Record<BulkKind, Semaphore>;
  const held = new Map<ChunkLease, { hold: ClaimedChunk; done: Promise<void> }>();
  const alarm = createAlarm(clock);
  const life = { isStopping: false };

  const take = (claim: Claim, askedAt: number) => {
    const hold = holdOf(claim, askedAt, clock);
    const done = work(hold)
      .catch((error: unknown) => log.trouble(error))
      .finally(() => {
        held.delete(hold.holding);
        if (needsMore(claim)) alarm.ring();
      });
    held.set(hold.holding, { hold, done });
  };
  const inWork = (kind: BulkKind): Claim[] =>
    [...held.values()].map(({ hold }) => hold.claim).filter((claim) => claim.kind === kind);
  /** Several chunks are claimed at a time: looking for them costs as much as looking for one. */
  const needsMore = (ended: Claim): boolean => {
    const callers = [ended, ...inWork(ended.kind)].map(callerOf);
    const own = callers.filter((caller) => caller === callerOf(ended)).length - 1;
    return own <= tasks[ended.kind].mostChunks / new Set(callers).size / 2;
  };

  const work = async ({ claim, holding, state }: ClaimedChunk): Promise<void> => {
    const items = await itemsOf(store, claim);
    const left = await runChunk(chunkDeps, holding, tasks[claim.kind], slots[claim.kind], items);
    if (state.isLost) {
      log.fencedOff(claim);
      return;
    }
    await giveBack(store, claim, left === null || (state.isCancelled && !left.isUnsettled) ? null : left);
  };

  const claimMore = async (): Promise<void> => {
    for (const kind of BULK_KINDS) {
      for (let found = true; found && !life.isStopping; ) {
        const room = roomFor(tasks[kind], inWork(kind).length, deps.availability);
        if (room.chunks <= 0) break;
        const askedAt = clock.monotonicMs();
        const claims = await claimChunks(store, id, kind, room);
        for (const claim of claims) take(claim, askedAt);
        found = claims.length > 0;
      }
    }
  };

  const renewAll = async (): Promise<void> => {
    const all = [...held.values()].map(({ hold }) => hold);
    if (all.length === 0) return;
    const askedAt = clock.monotonicMs();
    const renewed = await renew(
      store,
      all.map(({ claim }) => claim),
    );
    for (const hold of all) {
      const state = renewed.get(hold.claim);
      hold.holding.wasTold({ held: state !== undefined, cancelling: state?.cancelling ?? false });
      if (state !== undefined) hold.state.validUntil = askedAt + LEASE_MS - MARGIN_MS;
    }
  };

  const forEver = async (everyMs: number, act: () => Promise<unknown>, wait: Alarm) => {
    while (!life.isStopping) {
      await act().catch((error: unknown) => log.trouble(error));
      await wait.sleep(everyMs);
    }
  };
  const renewals = createAlarm(clock);
  const start = async () => {
    // Nobody else can have been at work in a store that only this process may open.
    if (!store.isShared) await freeAll(store).catch((error: unknown) => log.trouble(error));
    await forEver(POLL_MS, claimMore, alarm);
  };
  const claiming = start();
  const renewing = (async () => {
    while (!life.isStopping || held.size > 0) {
      await renewAll().catch((error: unknown) => log.trouble(error));
      await renewals.sleep(RENEW_MS);
    }
  })();

  return {
    wake: () => alarm.ring(),
    cancelled(operationId) {
      for (const { hold } of held.values()) {
        if (hold.claim.operationId === operationId) hold.holding.wasTold({ held: true, cancelling: true });
      }
    },
    async stop() {
      life.isStopping = true;
      alarm.ring();
      journal.giveUpAfter(STORE_MAY_TAKE_MS);
      await claiming;
      for (const { hold } of held.values()) hold.leave.abort();
      await Promise.all([...held.values()].map(({ done }) => done));
      renewals.ring();
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

interface ClaimedChunk {
  readonly claim: Claim;
  readonly holding: ChunkLease;
  readonly leave: AbortController;
  readonly state: { validUntil: number; isLost: boolean; isCancelled: boolean };
}

function holdOf(claim: Claim, askedAt: number, clock: Clock): ClaimedChunk {
  const leave = new AbortController();
  setMaxListeners(0, leave.signal);
  const state = { validUntil: askedAt + LEASE_MS - MARGIN_MS, isLost: false, isCancelled: false };
  const holding: ChunkLease = {
    claim,
    signal: leave.signal,
    remainingMs: () => (state.isLost ? 0 : state.validUntil - clock.monotonicMs()),
    wasTold({ held, cancelling }) {
      if (!held) state.isLost = true;
      if (cancelling) state.isCancelled = true;
      if (!held || cancelling) leave.abort();
    },
  };
  return { claim, holding, leave, state };
}

interface Alarm {
  sleep(ms: number): Promise<void>;
  ring(): void;
}

/** A sleep that can be ended. Rung while nobody sleeps, it ends the next one at once. */
function createAlarm(clock: Clock): Alarm {
  let wake: (() => void) | null = null;
  let isRung = false;
  return {
    sleep(ms) {
      if (isRung) {
        isRung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const callOff = clock.after(ms, () => wake?.());
        wake = () => {
          wake = null;
          callOff();
          resolve();
        };
      });
    },
    ring() {
      if (wake === null) isRung = true;
      else wake();
    },
  };
}
