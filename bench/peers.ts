import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { OPERATION_NAMES, type OperationName } from "./operations.js";
import { writeToPage } from "./performance-page.js";
import { markdown, type Report } from "./report.js";
import { runBench } from "./run.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    requests: { type: "string", default: "1500" },
    starts: { type: "string", default: "5" },
    memory: { type: "string", default: "30000" },
    only: { type: "string", default: OPERATION_NAMES.join(",") },
    quick: { type: "boolean", default: false },
  },
});

/** A run with fewer rounds or not all operations is printed but not saved. */
const MIN_ROUNDS = 7;

const wholeNumber = (name: string, text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 100_000) return number;
  throw new Error(`--${name} must be a whole number from 1 to 100000, not ${text}.`);
};

const isOperation = (name: string): name is OperationName => OPERATION_NAMES.some((known) => known === name);

async function save(report: Report): Promise<void> {
  const machine = `${report.machine.cpu} ${report.machine.cores} cores`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const results = new URL(`results/${report.date}-${machine}.json`, import.meta.url);
  await mkdir(new URL(".", results), { recursive: true });
  await writeFile(results, `${JSON.stringify(report, null, 2)}\n`);
  await writeToPage("bench", markdown(report));
}

const only = values.only.split(",");
const unknown = only.filter((name) => !isOperation(name));
if (unknown.length > 0)
  throw new Error(`--only accepts ${OPERATION_NAMES.join(", ")}, not ${unknown.join(", ")}.`);

const rounds = values.quick ? 1 : wholeNumber("rounds", values.rounds);
const report = await runBench({
  rounds,
  requests: values.quick ? 40 : wholeNumber("requests", values.requests),
  warmUps: values.quick ? 1 : 2,
  only: only.filter(isOperation),
  starts: values.quick ? 1 : wholeNumber("starts", values.starts),
  memoryRequests: values.quick ? 200 : wholeNumber("memory", values.memory),
  note: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${markdown(report)}\n`);
if (rounds >= MIN_ROUNDS && only.length === OPERATION_NAMES.length) await save(report);
