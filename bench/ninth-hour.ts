import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { NINTH_HOUR, QUICK } from "./ninth-hour/plan.js";
import { type NinthHour, runNinthHour } from "./ninth-hour/run-ninth-hour.js";
import { tableOf } from "./ninth-hour/table.js";
import { runLine, writeToPage } from "./performance-page.js";

/** Measures the table "ninth-hour" of docs/performance.md. A quick run is printed but not saved. */
const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });

/**
 * With kept reads, classmates share a page. Without them, each request needs its own: then the server closes connections
 * above 2,000 by default, and with more connections it decides about each request.
 */
const KEPT = { READ_MAX_AGE_SECONDS: "" };
const SERVERS: Readonly<Record<string, Omit<Parameters<typeof runNinthHour>[1], "warmUps" | "note">>> = {
  "webhooks, teachers first": { serverEnv: KEPT, webhooks: true, teachersFirst: true },
  "kept reads and webhooks": { serverEnv: KEPT, webhooks: true },
  "kept reads": { serverEnv: KEPT },
  "without kept reads": {},
  "without, `MAX_CONNECTIONS=10000`": { serverEnv: { MAX_CONNECTIONS: "10000" } },
};

const [loadBefore = 0] = loadavg();
const runs: { name: string; run: NinthHour }[] = [];
for (const [name, server] of Object.entries(SERVERS)) {
  const run = await runNinthHour(values.quick ? QUICK : NINTH_HOUR, {
    warmUps: values.quick ? 20 : 300,
    ...server,
    note: (line) => process.stderr.write(`${name}: ${line}\n`),
  });
  runs.push({ name, run });
}
const text = `${runLine(loadBefore)}\n\n${tableOf(runs)}`;
process.stdout.write(`${text}\n`);
if (!values.quick) await writeToPage("ninth-hour", text);
