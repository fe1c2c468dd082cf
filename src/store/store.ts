import { embeddedExists, openEmbedded } from "./embedded.js";
import { troubleWithFolder } from "./folder-trouble.js";
import { migratePostgres } from "./migrate.js";
import { postgresStore } from "./postgres.js";
import { type Store, StoreUnavailable } from "./sql.js";

export type StoreKind = "postgresql" | "embedded";

/** Opens the store when it is first needed, so a server without bulk work never pays for it. */
export interface StoreProvider {
  readonly kind: StoreKind;
  /** Rejects with StoreUnavailable if the store cannot be opened. A later call tries again. */
  open(): Promise<Store>;
  /** Why the store cannot be used now, for an operator; null if no problem is known. Does not open the store. */
  trouble(): Promise<string | null>;
  /** Whether the store may contain work of an earlier process. */
  mayHoldWork(): boolean;
  /** The store, if it is open and other processes may use it; otherwise null. */
  sharedIfOpen(): Store | null;
  close(): Promise<void>;
}

export interface StoreEvents {
  /** `why` says what is wrong and what to do. Null: the store can be used again. */
  onChange(why: string | null): void;
  /** An idle connection broke. */
  onLostConnection(error: Error): void;
}

/** Allows for large statements. A slower database counts as down. */
const ANSWER_WITHIN_MS = 10_000;
const CONNECT_WITHIN_MS = 2_000;
/**
 * For this long after a failure, `open` fails at once with the same error. The time doubles with each further failure:
 * opening the embedded database takes seconds of CPU time, and its problems seldom go away by themselves.
 */
const FAILURE_CACHED_MS = 1_000;
const MAX_FAILURE_CACHED_MS = 60_000;

/** PostgreSQL if there is a URL, otherwise the embedded database in a folder. */
export function storeProvider(options: {
  databaseUrl: string | undefined;
  folder: string;
  events: StoreEvents;
}): StoreProvider {
  const { databaseUrl, folder, events } = options;
  if (databaseUrl === undefined) {
    return openLazily({
      kind: "embedded",
      open: (signal) => openEmbedded(folder, signal),
      check: () => troubleWithFolder(folder),
      mayHoldWork: () => embeddedExists(folder),
      onChange: (why) => events.onChange(why),
    });
  }
  return openLazily({
    kind: "postgresql",
    async open() {
      const { openDatabase } = await import("./database.js");
      const pool = openDatabase(databaseUrl, (error) => events.onLostConnection(error), {
        answerWithinMs: ANSWER_WITHIN_MS,
        connectWithinMs: CONNECT_WITHIN_MS,
      });
      const store = postgresStore(pool, () => migratePostgres(pool));
      try {
        await store.rows("select 1");
        return store;
      } catch (error) {
        await pool.end();
        throw error;
      }
    },
    mayHoldWork: () => true,
    onChange: (why) => events.onChange(why),
  });
}

/** Opens the store once. A failure is cached for a while. */
export function openLazily(source: {
  kind: StoreKind;
  open: (signal: AbortSignal) => Promise<Store>;
  /** Finds problems of a store that is not open. */
  check?: () => Promise<string | null>;
  mayHoldWork: () => boolean;
  onChange: (why: string | null) => void;
}): StoreProvider {
  const closing = new AbortController();
  let opened: Promise<Store> | null = null;
  let current: Store | null = null;
  let failureCachedMs = FAILURE_CACHED_MS;
  /** The problem of the last use, and the problem of the last check. */
  let trouble: { readonly onUse: string | null; readonly onCheck: string | null } = {
    onUse: null,
    onCheck: null,
  };
  const update = (now: typeof trouble): void => {
    const before = trouble.onUse ?? trouble.onCheck;
    trouble = now;
    const why = now.onUse ?? now.onCheck;
    if ((why === null) !== (before === null) && !closing.signal.aborted) source.onChange(why);
  };
  const checkAgain = async (check: () => Promise<string | null>): Promise<void> => {
    const onCheck = await check();
    // If the problem that a check found is gone, the failures that it caused are outdated.
    const isSolved = trouble.onCheck !== null && onCheck === null;
    update({ onUse: isSolved ? null : trouble.onUse, onCheck });
  };
  const observed = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const done = await work();
      update({ onUse: null, onCheck: null });
      return done;
    } catch (error) {
      if (error instanceof StoreUnavailable) update({ onUse: error.message, onCheck: null });
      throw error;
    }
  };
  const onOpened = (store: Store): Store => {
    update({ onUse: null, onCheck: null });
    failureCachedMs = FAILURE_CACHED_MS;
    current = {
      isShared: store.isShared,
      rows: (text, values) => observed(() => store.rows(text, values)),
      transaction: (work) => observed(() => store.transaction(work)),
      close: () => store.close(),
    };
    return current;
  };
  return {
    kind: source.kind,
    mayHoldWork: source.mayHoldWork,
    sharedIfOpen: () => (current?.isShared === true ? current : null),
    async trouble() {
      if (current === null && opened === null && source.check !== undefined) await checkAgain(source.check);
      return trouble.onUse ?? trouble.onCheck;
    },
    open() {
      if (closing.signal.aborted) return Promise.reject(new StoreUnavailable("The server is stopping."));
      if (opened !== null) return opened;
      const opening = source
        .open(closing.signal)
        .then(onOpened)
        .catch((error: unknown) => {
          const forget = () => {
            if (opened === opening) opened = null;
          };
          setTimeout(forget, failureCachedMs).unref();
          failureCachedMs = Math.min(MAX_FAILURE_CACHED_MS, failureCachedMs * 2);
          const failure =
            error instanceof StoreUnavailable
              ? error
              : new StoreUnavailable(error instanceof Error ? error.message : String(error), {
                  cause: error,
                });
          update({ ...trouble, onUse: failure.message });
          throw failure;
        });
      opened = opening;
      return opening;
    },
    async close() {
      closing.abort();
      const store = await opened?.catch(() => null);
      await store?.close();
    },
  };
}
