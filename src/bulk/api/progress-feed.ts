import { failed, ok, type Result } from "../../result.js";
import { type LatestValue, latestValue } from "../../streams/latest-value.js";
import { watcherLimit } from "../../streams/watcher-limit.js";
import type { Clock } from "../../vendor/clock.js";
import type { BulkOperation } from "../model.js";
import type { Viewer } from "./queries.js";

/** An operation's state at one poll of the store. */
export interface Progress {
  readonly operation: BulkOperation;
  /** Reads the store once per poll; all watchers share the result. */
  readonly estimateFinish: () => Promise<Date | null>;
}

/** The current state first, then each change. A slow reader gets only the newest. */
export type ProgressStream = AsyncIterableIterator<Progress>;

export type WatchFailure = "not-found" | "too-many";

/** Streams the progress of operations. The store is polled once a second, however many clients watch. */
export interface ProgressFeed {
  /** The stream ends with the operation. Rejects with StoreUnavailable if the first read fails. A later failure only delays the next state. */
  watch(id: string, viewer: Viewer): Promise<Result<ProgressStream, WatchFailure>>;
  /** Ends all streams. */
  close(): void;
}

const POLL_EVERY_MS = 1_000;
type Watcher = LatestValue<Progress>;

interface Watched {
  seen: Progress;
  readonly watchers: Set<Watcher>;
}

export function createProgressFeed(deps: {
  clock: Clock;
  /** Those of the operations that exist, of all callers, in any order. */
  read: (ids: readonly string[]) => Promise<readonly BulkOperation[]>;
  estimateFinish: (operation: BulkOperation) => Promise<Date | null>;
  mostWatchers?: number;
  mostWatchersOfACaller?: number;
}): ProgressFeed {
  const { clock } = deps;
  const limit = watcherLimit({ inAll: deps.mostWatchers, ofACaller: deps.mostWatchersOfACaller });
  const watched = new Map<string, Watched>();
  const firstReads = new Map<string, Promise<BulkOperation | null>>();
  let cancelPoll: (() => void) | null = null;
  let isPolling = false;
  let isClosed = false;

  const progressOf = (operation: BulkOperation): Progress => {
    let estimate: Promise<Date | null> | null = null;
    return { operation, estimateFinish: () => (estimate ??= deps.estimateFinish(operation)) };
  };

  const poll = async (): Promise<void> => {
    if (watched.size === 0) return;
    const watchedIds = [...watched.keys()];
    // While the store is down, watchers wait. They get the next change when it is back.
    const found = await deps.read(watchedIds).catch(() => null);
    if (found === null) return;
    const byId = new Map(found.map((operation) => [operation.id, operation]));
    for (const id of watchedIds) {
      const one = watched.get(id);
      if (one !== undefined) publish(id, one, byId.get(id) ?? null);
    }
  };
  const publish = (id: string, one: Watched, operation: BulkOperation | null): void => {
    if (operation !== null && hasChanged(one.seen.operation, operation)) {
      one.seen = progressOf(operation);
      for (const watcher of one.watchers) watcher.push(one.seen);
    }
    if (operation !== null && operation.finishedAt === null) return;
    watched.delete(id);
    for (const watcher of one.watchers) watcher.end();
  };
  const schedulePoll = (): void => {
    if (cancelPoll !== null || isPolling || isClosed || watched.size === 0) return;
    cancelPoll = clock.after(POLL_EVERY_MS, () => {
      cancelPoll = null;
      isPolling = true;
      void poll().finally(() => {
        isPolling = false;
        schedulePoll();
      });
    });
  };

  /** Concurrent requests for one operation share one read. */
  const currentState = async (id: string): Promise<BulkOperation | null> => {
    const seen = watched.get(id)?.seen.operation;
    if (seen !== undefined) return seen;
    const reading = firstReads.get(id) ?? deps.read([id]).then(([operation]) => operation ?? null);
    firstReads.set(id, reading);
    try {
      return await reading;
    } finally {
      firstReads.delete(id);
    }
  };
  const leave = (id: string, watcher: Watcher): void => {
    const one = watched.get(id);
    one?.watchers.delete(watcher);
    if (one?.watchers.size === 0) watched.delete(id);
    if (watched.size > 0) return;
    cancelPoll?.();
    cancelPoll = null;
  };

  return {
    async watch(requestedId, viewer) {
      // The store writes ids in lower case.
      const id = requestedId.toLowerCase();
      const operation = await currentState(id);
      if (operation === null || !maySee(operation, viewer)) return failed("not-found");
      const release = limit.take(viewer);
      if (release === null) return failed("too-many");
      const one = watched.get(id) ?? { seen: progressOf(operation), watchers: new Set<Watcher>() };
      const watcher = latestValue<Progress>(() => {
        release();
        leave(id, watcher);
      });
      watcher.push(one.seen);
      if (operation.finishedAt !== null || isClosed) {
        watcher.end();
        return ok(watcher.stream);
      }
      one.watchers.add(watcher);
      watched.set(id, one);
      schedulePoll();
      return ok(watcher.stream);
    },
    close() {
      isClosed = true;
      for (const { watchers } of watched.values()) for (const watcher of watchers) watcher.end();
      watched.clear();
    },
  };
}

/** The same rule as in `findOperation`. */
const maySee = ({ caller }: BulkOperation, viewer: Viewer): boolean => viewer === null || caller === viewer;

const hasChanged = (before: BulkOperation, now: BulkOperation): boolean =>
  before.state !== now.state ||
  before.succeeded !== now.succeeded ||
  before.failed !== now.failed ||
  before.unknown !== now.unknown ||
  before.finishedAt?.getTime() !== now.finishedAt?.getTime();
