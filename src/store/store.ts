import { openDatabase } from "./database.js";
import { embeddedExists, openEmbedded } from "./embedded.js";
import { troubleWithFolder } from "./folder-trouble.js";
import { migratePostgres } from "./migrate.js";
import { postgresStore } from "./postgres.js";
import { type Store, StoreUnavailable } from "./sql.js";

/** Where a store's data lies. */
export type StoreKind = "postgresql" | "embedded";

/** The way to the store. It is opened when it is first needed, so that a server without bulk work does not pay for it. */
export interface StoreProvider {
  readonly kind: StoreKind;
  /** Rejects with StoreUnavailable where it cannot be opened; asked again, it is tried again. */
  open(): Promise<Store>;
  /** Why the store cannot be used now, for an operator; null where it can, as far as is known. Does not open it. */
  trouble(): Promise<string | null>;
  /** Whether work from before may wait in it. */
  mayHoldWork(): boolean;
  /** The open store where other processes use it too; null where there are none, or it is not open: nobody waits for it. */
  sharedIfOpen(): Store | null;
  close(): Promise<void>;
}

/** Told when the store can be used no longer, and when it can be again. */
export interface StoreEvents {
  /** `why` names what is wrong and what to do; null: it can be used again. */
  onChange(why: string | null): void;
  /** A connection broke that nobody used. */
  onLostConnection(error: Error): void;
}

/** A large statement may take long; a database that takes longer counts as gone. */
const ANSWER_WITHIN_MS = 10_000;
const CONNECT_WITHIN_MS = 2_000;
/**
 * Whoever asks right after a failure gets it again, without a wait of its own. Twice as long after each further failure:
 * opening the embedded database takes seconds of a processor, and what is wrong with it seldom passes by itself.
 */
const FAILURE_HOLDS_MS = 1_000;
const FAILURE_HOLDS_AT_MOST_MS = 60_000;

/** PostgreSQL where there is a URL, else the embedded database of a folder. */
export function storeProvider(options: {
  databaseUrl: string | undefined;
  folder: string;
  events: StoreEvents;
}): StoreProvider {
  const { databaseUrl, folder, events } = options;
  if (databaseUrl === undefined) {
    return lazily({
      kind: "embedded",
      open: (signal) => openEmbedded(folder, signal),
      look: () => troubleWithFolder(folder),
      mayHoldWork: () => embeddedExists(folder),
      onChange: (why) => events.onChange(why),
    });
  }
  return lazily({
    kind: "postgresql",
    async open() {
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

/** Opens once; a failure is remembered for a while and then forgotten. */
export function lazily(home: {
  kind: StoreKind;
  open: (signal: AbortSignal) => Promise<Store>;
  /** What can be seen from outside of a store that is not open. */
  look?: () => Promise<string | null>;
  mayHoldWork: () => boolean;
  onChange: (why: string | null) => void;
}): StoreProvider {
  const closing = new AbortController();
  let opened: Promise<Store> | null = null;
  let current: Store | null = null;
  let failureHoldsMs = FAILURE_HOLDS_MS;
  /** What its use told last, and what a look told. */
  let trouble: { readonly used: string | null; readonly seen: string | null } = { used: null, seen: null };
  const note = (now: typeof trouble): void => {
    const before = trouble.used ?? trouble.seen;
    trouble = now;
    const why = now.used ?? now.seen;
    if ((why === null) !== (before === null) && !closing.signal.aborted) home.onChange(why);
  };
  const lookAgain = async (look: () => Promise<string | null>): Promise<void> => {
    const seen = await look();
    // What could be seen has passed, and with it what came of it.
    const hasPassed = trouble.seen !== null && seen === null;
    note({ used: hasPassed ? null : trouble.used, seen });
  };
  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const done = await work();
      note({ used: null, seen: null });
      return done;
    } catch (error) {
      if (error instanceof StoreUnavailable) note({ used: error.message, seen: null });
      throw error;
    }
  };
  const noted = (store: Store): Store => {
    note({ used: null, seen: null });
    failureHoldsMs = FAILURE_HOLDS_MS;
    current = {
      isShared: store.isShared,
      rows: (text, values) => watched(() => store.rows(text, values)),
      transaction: (work) => watched(() => store.transaction(work)),
      close: () => store.close(),
    };
    return current;
  };
  return {
    kind: home.kind,
    mayHoldWork: home.mayHoldWork,
    sharedIfOpen: () => (current?.isShared === true ? current : null),
    async trouble() {
      if (current === null && opened === null && home.look !== undefined) await lookAgain(home.look);
      return trouble.used ?? trouble.seen;
    },
    open() {
      if (closing.signal.aborted) return Promise.reject(new StoreUnavailable("The server is stopping."));
      if (opened !== null) return opened;
      const opening = home
        .open(closing.signal)
        .then(noted)
        .catch((error: unknown) => {
          const forget = () => {
            if (opened === opening) opened = null;
          };
          setTimeout(forget, failureHoldsMs).unref();
          failureHoldsMs = Math.min(FAILURE_HOLDS_AT_MOST_MS, failureHoldsMs * 2);
          const failure =
            error instanceof StoreUnavailable
              ? error
              : new StoreUnavailable(error instanceof Error ? error.message : String(error), {
                  cause: error,
                });
          note({ ...trouble, used: failure.message });
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
