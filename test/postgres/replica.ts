import { setImmediate } from "node:timers/promises";
import { readConfig } from "../../src/config/config.js";
import { openSchool } from "../../src/school/open-school.js";
import { studentAccount } from "../../src/simulator/names.js";
import { createLog } from "../../src/telemetry/log.js";
import { callContext } from "../../src/vendor/call-context.js";
import { type Clock, systemClock } from "../../src/vendor/clock.js";

/** One replica that always has more calls than permits: the server's own services, without GraphQL. */
const CALLERS = 60;
const { WALL_CLOCK_OFF_MS = "0", STALL_MS = "0", STALL_EVERY_MS = "400", ...env } = process.env;

const clock: Clock = {
  ...systemClock,
  now: () => new Date(Date.now() + Number(WALL_CLOCK_OFF_MS)),
};
const config = readConfig(env);
const log = createLog({ level: "warn", secrets: [] });
const { services, close } = openSchool(config, { log, clock, random: Math.random });

if (Number(STALL_MS) > 0) {
  setInterval(() => {
    // Stalls this process without using the processor.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(STALL_MS));
  }, Number(STALL_EVERY_MS));
}

const state = { isStopping: false };
process.once("SIGTERM", () => {
  state.isStopping = true;
  void close().then(() => process.exit(0));
});

/** Changes one member again and again. Each name is new, so no two changes share a call. */
async function changeForever(index: number): Promise<void> {
  for (let change = 0; !state.isStopping; change += 1) {
    const updated = await services.tencentIm.updateMember(
      {
        groupId: "course-1001",
        userId: studentAccount(index + 1),
        nameCard: `${process.pid} ${index} ${change}`,
      },
      callContext(clock, { callers: [`caller ${index}`] }),
    );
    // Refusals by its own limiter return at once, so without a pause this would be a busy loop.
    await setImmediate();
    if (!updated.ok) process.stdout.write(`failed: ${updated.error.kind}, code ${updated.error.code}\n`);
  }
}

process.stdout.write("ready\n");
await Promise.all(Array.from({ length: CALLERS }, (_, index) => changeForever(index)));
