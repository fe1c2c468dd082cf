import { openDatabase } from "./database.js";
import { embeddedExists, openEmbedded } from "./embedded.js";
import { migratePostgres } from "./migrate.js";
import { postgresStore } from "./postgres.js";
import { type Store, StoreUnavailable } from "./sql.js";

/** The way to the store. It is opened when it is first needed, so that a server without bulk work does not pay for it. */
export interface StoreDoor {
  /** Rejects with StoreUnavailable where it cannot be opened; asked again, it is tried again. */
  open(): Promise<Store>;
  /** Whether work from before may wait in it. */
  mayHoldWork(): boolean;
  /** The open store where other processes use it too; null where there are none, or it is not open: nobody waits for it. */
  sharedIfOpen(): Store | null;
  close(): Promise<void>;
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
export function storeDoor(options: {
  databaseUrl: string | undefined;
  folder: string;
  onTrouble: (error: Error) => void;
}): StoreDoor {
  const { databaseUrl, folder, onTrouble } = options;
  if (databaseUrl === undefined) {
    return lazily(
      (signal) => openEmbedded(folder, signal),
      () => embeddedExists(folder),
    );
  }
  return lazily(
    async () => {
      const pool = openDatabase(databaseUrl, onTrouble, {
        answerWithinMs: ANSWER_WITHIN_MS,
        connectWithinMs: CONNECT_WITHIN_MS,
      });
      try {
        await migratePostgres(pool);
      } catch (error) {
        await pool.end();
        throw error;
      }
      return postgresStore(pool);
    },
    () => true,
  );
}

/** Opens once; a failure is remembered for a while and then forgotten. */
export function lazily(
  openNow: (signal: AbortSignal) => Promise<Store>,
  mayHoldWork: () => boolean,
): StoreDoor {
  const closing = new AbortController();
  let opened: Promise<Store> | null = null;
  let current: Store | null = null;
  let failureHoldsMs = FAILURE_HOLDS_MS;
  const noted = (store: Store): Store => {
    current = store;
    failureHoldsMs = FAILURE_HOLDS_MS;
    return store;
  };
  return {
    mayHoldWork,
    sharedIfOpen: () => (current?.isShared === true ? current : null),
    open() {
      if (closing.signal.aborted) return Promise.reject(new StoreUnavailable("The server is stopping."));
      if (opened !== null) return opened;
      const opening = openNow(closing.signal)
        .then(noted)
        .catch((error: unknown) => {
          const forget = () => {
            if (opened === opening) opened = null;
          };
          setTimeout(forget, failureHoldsMs).unref();
          failureHoldsMs = Math.min(FAILURE_HOLDS_AT_MOST_MS, failureHoldsMs * 2);
          throw error instanceof StoreUnavailable
            ? error
            : new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
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
