import { cpus, loadavg, setPriority, totalmem } from "node:os";
import { measureBesideBulk } from "./scale/beside-bulk.js";
import { measureBesideReads } from "./scale/beside-reads.js";
import { round } from "./scale/figures.js";
import { measureHardship } from "./scale/hardship.js";
import { measureMembers } from "./scale/members.js";
import { measureNicknames } from "./scale/nicknames.js";
import { GROUPS } from "./scale/school.js";
import { type SimulatorProcess, startSimulatorProcess } from "./scale/simulator-process.js";
import { type Report, tablesOf } from "./scale/tables.js";

/** Measures the figures of docs/scale.md, with separate server, simulator and PostgreSQL processes. SCALE_ITEMS shortens it. */
const items = Number(process.env["SCALE_ITEMS"] ?? 10_000);
if (!Number.isInteger(items) || items < 1_000 || items > 10_000)
  throw new Error("SCALE_ITEMS must be a whole number from 1000 to 10000.");
const courses = Math.min(items, 3_000);
const REPLICAS = 3;

// The measurements need exact times, here and in the child processes. Only root may raise the priority.
if (process.getuid?.() === 0) setPriority(-15);

/** Prints figures as progress. */
function note<T>(name: string, figures: T): T {
  process.stderr.write(`${name} ${JSON.stringify(figures)}\n`);
  return figures;
}

async function measure<T>(name: string, run: (simulator: SimulatorProcess) => Promise<T>): Promise<T> {
  await using simulator = await startSimulatorProcess(GROUPS);
  return note(name, await run(simulator));
}

const loadBefore = loadavg()[0] ?? 0;
const report: Report = {
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  },
  node: process.version,
  members: [
    await measure("members, one server", (it) => measureMembers(it, items, "embedded")),
    await measure("members, three replicas", (it) => measureMembers(it, items, REPLICAS)),
  ],
  hardship: [
    await measure("hardship, one server", (it) => measureHardship(it, items, "embedded")),
    await measure("hardship, three replicas", (it) => measureHardship(it, items, REPLICAS)),
  ],
  besideBulk: await measure("beside bulk operations", measureBesideBulk),
  besideReads: await measure("beside reads", measureBesideReads),
  nicknames: note("nicknames", await measureNicknames(courses)),
  loadAverage: { before: round(loadBefore, 2), after: round(loadavg()[0] ?? 0, 2) },
};
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.stderr.write(`\nFor docs/scale.md:\n\n${tablesOf(report)}\n`);
