import { type Config, readConfig } from "../../src/config.js";
import type { Services } from "../../src/context.js";
import { createServices, type MakePacer } from "../../src/services.js";
import { createLog } from "../../src/telemetry/log.js";
import { type CallContext, callContext } from "../../src/vendor/call-context.js";
import { systemClock } from "../../src/vendor/clock.js";
import { evenPacer } from "../../src/vendor/pacer.js";

/** The pacer does all its work, at a pace that the load never reaches. */
export const pacer: MakePacer = () => evenPacer({ callsPerSecond: 1_000_000, clock: systemClock });

/** As a test, since none of the other servers checks who is calling, and what that costs would not be comparable. */
export const config = (): Config =>
  readConfig({
    ...process.env,
    NODE_ENV: "test",
    HOST: "127.0.0.1",
    PORT: "0",
    ADMIN_PORT: "0",
    DRAIN_SECONDS: "0",
    DATA_DIR: NO_FOLDER,
  });

/** Nothing that is measured is stored. */
const NO_FOLDER = "/dev/null/none";

/** Our vendor clients, the same for every contender: what differs is the server in front of them. */
export function services(): Services {
  const settings = config();
  const log = createLog({ level: settings.LOG_LEVEL, secrets: [] });
  return createServices(settings, { log, clock: systemClock, random: Math.random, pacer }).services;
}

export const newCall = (requestId: string): CallContext => callContext(systemClock, { requestId });
