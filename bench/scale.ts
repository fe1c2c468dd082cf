import { cpus, loadavg, setPriority, totalmem } from "node:os";
import { startSimulator } from "../src/simulator/simulator.js";
import { round } from "./scale/figures.js";
import { measureInteractive } from "./scale/interactive.js";
import { measureMembers } from "./scale/members.js";
import { measureNicknames } from "./scale/nicknames.js";
import { school, wholeSchool } from "./scale/school.js";

/** The figures of docs/scale.md, with real server processes, the simulator in this one, and PostgreSQL. A variable makes it shorter. */
const items = Number(process.env["SCALE_ITEMS"] ?? 10_000);
if (!Number.isInteger(items) || items < 100 || items > 10_000)
  throw new Error("SCALE_ITEMS must be a whole number from 100 to 10000.");

// Moments are measured, here and in the servers; only root may ask for the processor at the right one.
if (process.getuid?.() === 0) setPriority(-15);
const nicknamesOfAll = async () => {
  await using all = await startSimulator({ school: wholeSchool() });
  return await measureNicknames(all);
};
const simulator = await startSimulator({ school });
const note = <T>(name: string, figures: T): T => {
  process.stderr.write(`${name} ${JSON.stringify(figures)}\n`);
  simulator.calls.clear();
  simulator.world.reset();
  return figures;
};
const loadBefore = loadavg()[0] ?? 0;
const beside = Math.round(items * 0.4);
try {
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    },
    node: process.version,
    nicknames: note("nicknames", await nicknamesOfAll()),
    members: [
      note("members, embedded", await measureMembers(simulator, items, "embedded")),
      note("members, two replicas", await measureMembers(simulator, items, 2)),
    ],
    interactive: [
      note("interactive, embedded", await measureInteractive(simulator, beside, "embedded")),
      note("interactive, two replicas", await measureInteractive(simulator, beside, 2)),
    ],
    loadAverage: { before: round(loadBefore, 2), after: round(loadavg()[0] ?? 0, 2) },
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await simulator.close();
}
