import { type StoreProvider, storeProvider } from "../store/store.js";
import type { Log } from "../telemetry/log.js";
import type { StoreSettings } from "./settings.js";

/** Opens the store at its first use. Logs when it becomes unavailable and when it is available again. */
export function openStore({ databaseUrl, folder }: StoreSettings, log: Log): StoreProvider {
  const store = databaseUrl === undefined ? { folder } : { database: "PostgreSQL" };
  return storeProvider({
    databaseUrl: databaseUrl?.reveal(),
    folder,
    events: {
      onLostConnection: ({ message }) => log.warn({ why: message }, "lost a connection to the database"),
      onChange(why) {
        if (why === null) return log.info(store, "the store is available again");
        return log.warn(
          { ...store, why },
          "the store is unavailable: bulk work and the history of syncs wait for it",
        );
      },
    },
  });
}
