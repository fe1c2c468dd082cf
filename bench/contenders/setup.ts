import { type Config, readConfig } from "../../src/config/config.js";
import type { Services } from "../../src/graphql/context.js";
import { openSchool } from "../../src/school/open-school.js";
import { createLog } from "../../src/telemetry/log.js";
import { type CallContext, callContext } from "../../src/vendor/call-context.js";
import { systemClock } from "../../src/vendor/clock.js";

/** Without access control (NODE_ENV=test), because the other servers have none. */
export const config = (): Config =>
  readConfig({
    ...process.env,
    NODE_ENV: "test",
    HOST: "127.0.0.1",
    PORT: "0",
    ADMIN_PORT: "0",
    DRAIN_SECONDS: "0",
    DATA_DIR: NO_FOLDER,
    // The vendor stub has no limit. The rate limiters run, at rates that the load never reaches.
    CLASSIN_CALLS_PER_SECOND: UNREACHED,
    TENCENT_IM_CALLS_PER_SECOND: UNREACHED,
  });

const UNREACHED = "100000";
/** The measured operations do not use the store. */
const NO_FOLDER = "/dev/null/none";

/** Our vendor clients, which all contenders use, so that only the servers differ. */
export function services(): Services {
  const settings = config();
  const log = createLog({ level: settings.telemetry.logLevel, secrets: [] });
  return openSchool(settings, { log, clock: systemClock, random: Math.random }).services;
}

export const newCall = (requestId: string): CallContext => callContext(systemClock, { requestId });
