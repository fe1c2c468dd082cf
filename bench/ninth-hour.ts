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
const SERVERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "kept reads and webhooks": {
    READ_MAX_AGE_SECONDS: "",
    TENCENT_IM_WEBHOOK_TOKEN: "only-so-that-webhooks-count-as-configured",
  },
  "kept reads": { READ_MAX_AGE_SECONDS: "" },
  "without kept reads": {},
  "without, `MAX_CONNECTIONS=10000`": { MAX_CONNECTIONS: "10000" },
};

const [loadBefore = 0] = loadavg();
const runs: { name: string; run: NinthHour }[] = [];
for (const [name, serverEnv] of Object.entries(SERVERS)) {
  const run = await runNinthHour(values.quick ? QUICK : NINTH_HOUR, {
    warmUps: values.quick ? 20 : 300,
    serverEnv,
    note: (line) => process.stderr.write(`${name}: ${line}\n`),
  });
  runs.push({ name, run });
}
const text = `${runLine(loadBefore)}\n\n${tableOf(runs)}`;
process.stdout.write(`${text}\n`);
if (!values.quick) await writeToPage("ninth-hour", text);
