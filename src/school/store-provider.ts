import { type StoreProvider, storeProvider } from "../store/store.js";
import type { Log } from "../telemetry/log.js";
import type { StoreSettings } from "./settings.js";

/** The way to the store, which is opened when it is first used. The log says when it cannot be used, and when it can again. */
export function openStore({ databaseUrl, folder }: StoreSettings, log: Log): StoreProvider {
  const store = databaseUrl === undefined ? { folder } : { database: "PostgreSQL" };
  return storeProvider({
    databaseUrl: databaseUrl?.reveal(),
    folder,
    events: {
      onLostConnection: ({ message }) => log.warn({ why: message }, "lost a connection to the database"),
      onChange(why) {
        if (why === null) return log.info(store, "the store can be used again");
        return log.warn(
          { ...store, why },
          "the store cannot be used: bulk work and the history of syncs wait for it",
        );
      },
    },
  });
}
