import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measureGrowth } from "./growth/measure.js";
import { tablesOf } from "./growth/table.js";
import { runLine, writeToPage } from "./performance-page.js";

/** Measures the tables "growth" of docs/performance.md. A quick run is printed but not saved. */
const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });

const [loadBefore = 0] = loadavg();
const growth = await measureGrowth({
  rounds: values.quick ? 1 : 7,
  requests: values.quick ? 200 : 2_000,
  membersRead: values.quick ? 2_000 : 40_000,
  note: (line) => process.stderr.write(`${line}\n`),
});
const text = `${runLine(loadBefore)}\n\n${tablesOf(growth)}`;
process.stdout.write(`${text}\n`);
if (!values.quick) await writeToPage("growth", text);
