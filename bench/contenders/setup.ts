import { type Config, readConfig } from "../../src/config/config.js";
import type { Services } from "../../src/graphql/context.js";
import { openSchool } from "../../src/school/open-school.js";
import { createLog } from "../../src/telemetry/log.js";
import { type CallContext, callContext } from "../../src/vendor/call-context.js";
import { systemClock } from "../../src/vendor/clock.js";

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
    // The stand-in has no limit. The rate limiters do all their work, at rates that the load never reaches.
    CLASSIN_CALLS_PER_SECOND: UNREACHED,
    TENCENT_IM_CALLS_PER_SECOND: UNREACHED,
  });

const UNREACHED = "100000";
/** Nothing that is measured is stored. */
const NO_FOLDER = "/dev/null/none";

/** Our vendor clients, the same for every contender: what differs is the server in front of them. */
export function services(): Services {
  const settings = config();
  const log = createLog({ level: settings.telemetry.logLevel, secrets: [] });
  return openSchool(settings, { log, clock: systemClock, random: Math.random }).services;
}

export const newCall = (requestId: string): CallContext => callContext(systemClock, { requestId });
