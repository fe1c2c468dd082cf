import DataLoader from "dataloader";
import type { Result } from "../result.js";
import type { Store } from "../store/sql.js";
import type { StoreProvider } from "../store/store.js";
import type { Clock } from "../vendor/clock.js";
import { type EraseRequest, eraseUser } from "./erase/erase-user.js";
import type { Erased, NamesSet, NameToSet, NumberConflicts, OfficialName } from "./model.js";
import { findNames, listNames, type NamesQuery } from "./queries.js";
import { type NamesChanged, setNames } from "./set-names.js";

/** The names that the school says its people have. Methods reject with StoreUnavailable while the store cannot be used. */
export interface OfficialNames {
  /**
   * Sets up to 1,000 names, all or none. `by` is the caller; null if callers are not checked. Each user and each number may be
   * given once.
   */
  set(names: readonly NameToSet[], by: string | null): Promise<Result<NamesSet, NumberConflicts>>;
  /** Null if none is known. Concurrent reads share one statement. */
  find(userId: string): Promise<OfficialName | null>;
  /** In the order of the user ids. */
  list(query: NamesQuery): Promise<OfficialName[]>;
  /** Removes a person's official name, and what else names them in the store. Repeating it is harmless. */
  erase(request: EraseRequest): Promise<Erased>;
}

/** As many as one request can refer to. */
const MAX_BATCH = 500;

/** Keeps no name in memory: another replica may change it at any time. */
export function createOfficialNames(
  provider: Pick<StoreProvider, "open" | "mayHoldWork">,
  clock: Clock,
  onChanged: NamesChanged,
): OfficialNames {
  /** Reads must not create a store. */
  const fromStore = async <T>(read: (store: Store) => Promise<T[]>): Promise<T[]> =>
    provider.mayHoldWork() ? read(await provider.open()) : [];

  const found = new DataLoader<string, OfficialName | null>(
    async (userIds) => {
      const unique = [...new Set(userIds)];
      const names = await fromStore((store) => findNames(store, unique));
      const byUser = new Map(names.map((one) => [one.userId, one]));
      return userIds.map((userId) => byUser.get(userId) ?? null);
    },
    { cache: false, maxBatchSize: MAX_BATCH },
  );

  return {
    set: async (names, by) => setNames(await provider.open(), names, { at: clock.now(), by }, onChanged),
    find: (userId) => found.load(userId),
    list: (query) => fromStore((store) => listNames(store, query)),
    erase: async (request) => eraseUser(await provider.open(), request),
  };
}
