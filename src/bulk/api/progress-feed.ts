import { failed, ok, type Result } from "../../result.js";
import type { Clock } from "../../vendor/clock.js";
import type { BulkOperation } from "../model.js";
import type { Viewer } from "./queries.js";

/** An operation as it was at one look. */
export interface Progress {
  readonly operation: BulkOperation;
  /** Asked of the store once for each look, whoever wants to know. */
  readonly estimateFinish: () => Promise<Date | null>;
}

/** Progress as it is seen from now on: the present state first, then what changed, the newest only for who is slow. */
export type ProgressStream = AsyncIterableIterator<Progress>;

export type WatchFailure = "not-found" | "too-many";

/** Progress of operations for whoever watches, from one look a second at the store, however many watch. */
export interface ProgressFeed {
  /** Ends with the operation. Rejects with StoreUnavailable where the store cannot be used at the beginning; later it is waited for. */
  watch(id: string, viewer: Viewer): Promise<Result<ProgressStream, WatchFailure>>;
  /** Ends all that is watched. */
  close(): void;
}

const LOOK_EVERY_MS = 1_000;
/** Each costs the gateway one message a second at the most, and this process some kilobytes. */
export const MOST_WATCHERS = 1_000;
export const MOST_WATCHERS_OF_A_CALLER = 20;

interface Watched {
  seen: Progress;
  readonly watchers: Set<Watcher>;
}

export function createProgressFeed(deps: {
  clock: Clock;
  /** Those operations that there are, of all callers, in any order. */
  read: (ids: readonly string[]) => Promise<readonly BulkOperation[]>;
  estimateFinish: (operation: BulkOperation) => Promise<Date | null>;
  mostWatchers?: number;
  mostWatchersOfACaller?: number;
}): ProgressFeed {
  const { clock, mostWatchers = MOST_WATCHERS, mostWatchersOfACaller = MOST_WATCHERS_OF_A_CALLER } = deps;
  const watched = new Map<string, Watched>();
  const beginning = new Map<string, Promise<BulkOperation | null>>();
  const counts = new Map<Viewer, number>();
  let total = 0;
  let callOff: (() => void) | null = null;
  let isLooking = false;
  let isClosed = false;

  const progressOf = (operation: BulkOperation): Progress => {
    let estimate: Promise<Date | null> | null = null;
    return { operation, estimateFinish: () => (estimate ??= deps.estimateFinish(operation)) };
  };

  const look = async (): Promise<void> => {
    if (watched.size === 0) return;
    const asked = [...watched.keys()];
    // While the store is away there is no news; whoever watches hears more when it is back.
    const found = await deps.read(asked).catch(() => null);
    if (found === null) return;
    const byId = new Map(found.map((operation) => [operation.id, operation]));
    for (const id of asked) {
      const one = watched.get(id);
      if (one !== undefined) publish(id, one, byId.get(id) ?? null);
    }
  };
  const publish = (id: string, one: Watched, operation: BulkOperation | null): void => {
    if (operation !== null && hasMoved(one.seen.operation, operation)) {
      one.seen = progressOf(operation);
      for (const watcher of one.watchers) watcher.push(one.seen);
    }
    if (operation !== null && operation.finishedAt === null) return;
    watched.delete(id);
    for (const watcher of one.watchers) watcher.end();
  };
  const lookAgain = (): void => {
    if (callOff !== null || isLooking || isClosed || watched.size === 0) return;
    callOff = clock.after(LOOK_EVERY_MS, () => {
      callOff = null;
      isLooking = true;
      void look().finally(() => {
        isLooking = false;
        lookAgain();
      });
    });
  };

  /** Who asks for the same operation at the same time waits for the same answer. */
  const present = async (id: string): Promise<BulkOperation | null> => {
    const seen = watched.get(id)?.seen.operation;
    if (seen !== undefined) return seen;
    const reading = beginning.get(id) ?? deps.read([id]).then(([operation]) => operation ?? null);
    beginning.set(id, reading);
    try {
      return await reading;
    } finally {
      beginning.delete(id);
    }
  };
  const leave = (id: string, viewer: Viewer, watcher: Watcher): void => {
    const left = (counts.get(viewer) ?? 1) - 1;
    if (left > 0) counts.set(viewer, left);
    else counts.delete(viewer);
    total -= 1;
    const one = watched.get(id);
    one?.watchers.delete(watcher);
    if (one?.watchers.size === 0) watched.delete(id);
    if (watched.size > 0) return;
    callOff?.();
    callOff = null;
  };

  return {
    async watch(given, viewer) {
      // As the store spells it.
      const id = given.toLowerCase();
      const operation = await present(id);
      if (operation === null || !maySee(operation, viewer)) return failed("not-found");
      const count = counts.get(viewer) ?? 0;
      if (total >= mostWatchers || count >= mostWatchersOfACaller) return failed("too-many");
      total += 1;
      counts.set(viewer, count + 1);
      const one = watched.get(id) ?? { seen: progressOf(operation), watchers: new Set<Watcher>() };
      const watcher = createWatcher(() => leave(id, viewer, watcher));
      watcher.push(one.seen);
      if (operation.finishedAt !== null || isClosed) {
        watcher.end();
        return ok(watcher.stream);
      }
      one.watchers.add(watcher);
      watched.set(id, one);
      lookAgain();
      return ok(watcher.stream);
    },
    close() {
      isClosed = true;
      for (const { watchers } of watched.values()) for (const watcher of watchers) watcher.end();
      watched.clear();
    },
  };
}

/** As `findOperation` decides it. */
const maySee = ({ caller }: BulkOperation, viewer: Viewer): boolean => viewer === null || caller === viewer;

const hasMoved = (before: BulkOperation, now: BulkOperation): boolean =>
  before.state !== now.state ||
  before.succeeded !== now.succeeded ||
  before.failed !== now.failed ||
  before.unknown !== now.unknown ||
  before.finishedAt?.getTime() !== now.finishedAt?.getTime();

interface Watcher {
  readonly stream: ProgressStream;
  push(progress: Progress): void;
  end(): void;
}

function createWatcher(onLeave: () => void): Watcher {
  type Step = IteratorResult<Progress, undefined>;
  const done: Step = { done: true, value: undefined };
  let newest: Progress | null = null;
  let hasEnded = false;
  let waiting: ((step: Step) => void)[] = [];

  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    onLeave();
    for (const resolve of waiting) resolve(done);
    waiting = [];
  };
  const stream: ProgressStream = {
    next() {
      if (newest !== null) {
        const value = newest;
        newest = null;
        return Promise.resolve({ done: false, value });
      }
      if (hasEnded) return Promise.resolve(done);
      return new Promise((resolve) => waiting.push(resolve));
    },
    return() {
      newest = null;
      end();
      return Promise.resolve(done);
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return {
    stream,
    push(progress) {
      if (hasEnded) return;
      const first = waiting.shift();
      if (first === undefined) newest = progress;
      else first({ done: false, value: progress });
    },
    end,
  };
}
