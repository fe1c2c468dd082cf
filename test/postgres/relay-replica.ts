import { storeProvider } from "../../src/store/store.js";
import { createLog } from "../../src/telemetry/log.js";
import { Secret } from "../../src/telemetry/secret.js";
import { systemClock } from "../../src/vendor/clock.js";
import { startRelay } from "../../src/webhooks/relay/relay.js";
import { RELAY_SECRET } from "../support/relay.js";
import { NO_EVENTS } from "../support/store.js";

/** One replica that only relays. */
const { DATABASE_URL, TARGET = "" } = process.env;
const store = storeProvider({ databaseUrl: DATABASE_URL, folder: "", events: NO_EVENTS });
startRelay({
  settings: { urls: [new URL(TARGET)], secret: new Secret(RELAY_SECRET), privateHosts: ["127.0.0.1"] },
  source: "school",
  store: () => store.open(),
  clock: systemClock,
  random: Math.random,
  log: createLog({ level: "info", secrets: [] }),
});
