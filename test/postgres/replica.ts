import { readConfig } from "../../src/config.js";
import { createServices } from "../../src/services.js";
import { createLog } from "../../src/telemetry/log.js";
import { callContext } from "../../src/vendor/call-context.js";
import { type Clock, systemClock } from "../../src/vendor/clock.js";

/** One replica that always has more to ask than it may: the server's own services, without GraphQL. */
const CALLERS = 60;
const { WALL_CLOCK_OFF_MS = "0", STALL_MS = "0", STALL_EVERY_MS = "400", ...env } = process.env;

const clock: Clock = {
  ...systemClock,
  now: () => new Date(Date.now() + Number(WALL_CLOCK_OFF_MS)),
};
const config = readConfig(env);
const log = createLog({ level: "warn", secrets: [] });
const { services } = createServices(config, { log, clock, random: Math.random });

if (Number(STALL_MS) > 0) {
  setInterval(() => {
    // Stands still without keeping the processor from the others.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(STALL_MS));
  }, Number(STALL_EVERY_MS));
}

async function askForEver(caller: string): Promise<never> {
  for (;;) {
    const read = await services.tencentIm.groups(
      ["course-1001"],
      new Set(["name"]),
      callContext(clock, { callers: [caller] }),
    );
    for (const { ok } of read.values()) if (!ok) process.stdout.write("refused\n");
  }
}

process.stdout.write("ready\n");
await Promise.all(Array.from({ length: CALLERS }, (_, index) => askForEver(`caller ${index}`)));
