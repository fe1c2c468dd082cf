import type { Result } from "../../result.js";
import type { Store } from "../../store/sql.js";
import type { StoreProvider } from "../../store/store.js";
import type { VendorHealth } from "../../vendor/circuit/health.js";
import type { Clock } from "../../vendor/clock.js";
import { expire } from "../engine/expiry.js";
import type { Tasks } from "../engine/task.js";
import { createVendorAvailability } from "../engine/vendor-availability.js";
import { startWorker, type Worker, type WorkerLog } from "../engine/worker.js";
import type { BulkItem, BulkKind, BulkOperation, ItemOutcome, OpenWork } from "../model.js";
import { cancelOperation } from "./cancel.js";
import { NO_WORK, readOpenWork } from "./open-work.js";
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

/** Bulk operations, for resolvers. Methods reject with StoreUnavailable while the store cannot be used. */
export interface Bulk {
  start(request: StartRequest): Promise<Result<BulkOperation, StartFailure>>;
  /** Null if the viewer has no such operation. */
  cancel(id: string, viewer: Viewer): Promise<BulkOperation | null>;
  find(id: string, viewer: Viewer): Promise<BulkOperation | null>;
  list(query: Parameters<typeof listOperations>[1]): Promise<BulkOperation[]>;
  items(query: Parameters<typeof listItems>[1]): Promise<BulkItem[]>;
  estimateFinish(operation: BulkOperation): Promise<Date | null>;
  readonly history: SyncHistory;
  readonly progress: Pick<ProgressFeed, "watch">;
}

/** The bulk engine, for the code that starts and stops the server. */
export interface BulkEngine {
  readonly bulk: Bulk;
  /** Continues the work that an earlier process left, if any. */
  resume(): void;
  /** Stops the work: waits for calls already sent and releases all other items. New operations are still stored. */
  handBack(): Promise<void>;
  /** What has not ended. Rejects while the store cannot be used. */
  openWork(): Promise<OpenWork>;
  /** Ends all progress streams, so that their connections can be closed. */
  endWatching(): void;
  /** Hands the work back, writes the waiting history and closes the store. Safe to call repeatedly. */
  close(): Promise<void>;
}

export interface BulkLog extends WorkerLog {
  /** Syncs could not be stored. `dropped` counts the oldest ones, which were discarded. */
  historyTrouble(error: unknown, dropped: number): void;
}

const REOPEN_AFTER_MS = 2_000;
const EXPIRE_EVERY_MS = 60 * 60 * 1000;
const HISTORY_TIMEOUT_MS = 2_000;

export function createBulk(deps: {
  provider: StoreProvider;
  clock: Clock;
  random: () => number;
  health: () => readonly VendorHealth[];
  tasks: Tasks;
  retentionDays: number;
  log: BulkLog;
  onEnded?: ((kind: BulkKind, outcome: ItemOutcome) => void) | undefined;
}): BulkEngine {
  const { provider, clock, log } = deps;
  const availability = createVendorAvailability(clock, deps.health);
  let worker: Worker | null = null;
  let isStopping = false;
  let cancelExpiry: () => void = () => undefined;
  let cancelResume: () => void = () => undefined;

  const expireNow = (store: Store) => {
    expire(store, deps.retentionDays).catch((error: unknown) => log.trouble(error));
    cancelExpiry = clock.after(EXPIRE_EVERY_MS, () => expireNow(store));
  };
  /** Opens the store, and starts the worker if none runs yet. */
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
      if (!isStopping) cancelResume = clock.after(REOPEN_AFTER_MS, resume);
    });
  };
  /** For reads, which must not create a store. */
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
    cancelExpiry();
    cancelResume();
    await worker?.stop();
  };
  let handedBack: Promise<void> | null = null;
  const close = async () => {
    progress.close();
    await (handedBack ??= handBack());
    await history.close(HISTORY_TIMEOUT_MS);
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
    async openWork() {
      const store = await openIfThere();
      return store === null ? NO_WORK : readOpenWork(store);
    },
    endWatching: () => progress.close(),
    close: () => (closed ??= close()),
  };
}
