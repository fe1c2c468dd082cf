import type { Result } from "../../result.js";
import type { Store } from "../../store/sql.js";
import type { StoreProvider } from "../../store/store.js";
import type { VendorHealth } from "../../vendor/circuit/health.js";
import type { Clock } from "../../vendor/clock.js";
import { expire } from "../engine/expiry.js";
import type { Tasks } from "../engine/task.js";
import { createVendorAvailability } from "../engine/vendor-availability.js";
import { startWorker, type Worker, type WorkerLog } from "../engine/worker.js";
import type { BulkItem, BulkOperation } from "../model.js";
import { cancelOperation } from "./cancel.js";
import { createProgressFeed, type ProgressFeed } from "./progress-feed.js";
import {
  estimateFinish,
  findOperation,
  findOperations,
  listItems,
  listOperations,
  type Viewer,
} from "./queries.js";
import { type StartFailure, type StartRequest, startOperation } from "./start.js";
import { createSyncHistory, type SyncHistory } from "./sync-history.js";

/** Bulk operations as resolvers use them. Everything rejects with StoreUnavailable while the store cannot be used. */
export interface Bulk {
  start(request: StartRequest): Promise<Result<BulkOperation, StartFailure>>;
  /** Null where the viewer has no such operation. */
  cancel(id: string, viewer: Viewer): Promise<BulkOperation | null>;
  find(id: string, viewer: Viewer): Promise<BulkOperation | null>;
  list(query: Parameters<typeof listOperations>[1]): Promise<BulkOperation[]>;
  items(query: Parameters<typeof listItems>[1]): Promise<BulkItem[]>;
  estimateFinish(operation: BulkOperation): Promise<Date | null>;
  readonly history: SyncHistory;
  /** Operations as they go on. */
  readonly progress: Pick<ProgressFeed, "watch">;
}

/** The engine behind it, for whoever starts and stops the server. */
export interface BulkEngine {
  readonly bulk: Bulk;
  /** Goes on with what a process before left, if there is anything. */
  resume(): void;
  /** Begins nothing more, hears out what was sent and hands the rest back. What is asked for meanwhile is still stored. */
  handBack(): Promise<void>;
  /** Ends all that is watched, so that connections which tell of it can be let go of. */
  endWatching(): void;
  /** Hands back, writes what was noted, and lets go of the store. Once, however often it is called. */
  close(): Promise<void>;
}

export interface BulkLog extends WorkerLog {
  /** Syncs could not be noted; the oldest of those that wait were dropped. */
  historyTrouble(error: unknown, dropped: number): void;
}

const OPEN_AGAIN_MS = 2_000;
const EXPIRE_EVERY_MS = 60 * 60 * 1000;
const HISTORY_MAY_TAKE_MS = 2_000;

export function createBulk(deps: {
  provider: StoreProvider;
  clock: Clock;
  random: () => number;
  health: () => readonly VendorHealth[];
  tasks: Tasks;
  retentionDays: number;
  log: BulkLog;
}): BulkEngine {
  const { provider, clock, log } = deps;
  const availability = createVendorAvailability(clock, deps.health);
  let worker: Worker | null = null;
  let isStopping = false;
  let callOffExpiry: () => void = () => undefined;
  let callOffResume: () => void = () => undefined;

  const expireNow = (store: Store) => {
    expire(store, deps.retentionDays).catch((error: unknown) => log.trouble(error));
    callOffExpiry = clock.after(EXPIRE_EVERY_MS, () => expireNow(store));
  };
  /** Whoever opens the store sets its work going. */
  const open = async (): Promise<Store> => {
    const store = await provider.open();
    if (worker === null && !isStopping) {
      worker = startWorker({ ...deps, store, availability });
      expireNow(store);
    }
    return store;
  };
  const resume = () => {
    open().catch(() => {
      if (!isStopping) callOffResume = clock.after(OPEN_AGAIN_MS, resume);
    });
  };
  /** Who only reads does not make a store where there is none. */
  const openIfThere = async (): Promise<Store | null> => (provider.mayHoldWork() ? open() : null);
  const history = createSyncHistory({
    open,
    openIfThere,
    clock,
    onTrouble: (error, dropped) => log.historyTrouble(error, dropped),
  });
  const progress = createProgressFeed({
    clock,
    async read(ids) {
      const store = await openIfThere();
      return store === null ? [] : findOperations(store, ids);
    },
    estimateFinish: async (operation) => estimateFinish(await open(), operation),
  });

  const handBack = async () => {
    isStopping = true;
    callOffExpiry();
    callOffResume();
    await worker?.stop();
  };
  let handedBack: Promise<void> | null = null;
  const close = async () => {
    progress.close();
    await (handedBack ??= handBack());
    await history.close(HISTORY_MAY_TAKE_MS);
    await provider.close();
  };
  let closed: Promise<void> | null = null;

  const bulk: Bulk = {
    history,
    progress,
    async start(request) {
      const started = await startOperation(await open(), request);
      worker?.wake();
      return started;
    },
    async cancel(id, viewer) {
      const store = await openIfThere();
      const operation = store && (await findOperation(store, id, viewer));
      if (store === null || operation === null || operation.finishedAt !== null) return operation;
      await cancelOperation(store, operation.id);
      worker?.cancelled(operation.id);
      return findOperation(store, id, viewer);
    },
    async find(id, viewer) {
      const store = await openIfThere();
      return store && findOperation(store, id, viewer);
    },
    async list(query) {
      const store = await openIfThere();
      return store === null ? [] : listOperations(store, query);
    },
    items: async (query) => listItems(await open(), query),
    estimateFinish: async (operation) => estimateFinish(await open(), operation),
  };
  return {
    bulk,
    resume() {
      if (provider.mayHoldWork()) resume();
    },
    handBack: () => (handedBack ??= handBack()),
    endWatching: () => progress.close(),
    close: () => (closed ??= close()),
  };
}
