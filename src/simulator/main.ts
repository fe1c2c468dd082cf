import { PortError } from "../process/port.js";
import { onStopSignal } from "../process/stop-signals.js";
import { readArguments, USAGE } from "./arguments.js";
import { generateSchool } from "./generate.js";
import { demoSchool, readSchool } from "./school.js";
import { type Simulator, startSimulator } from "./simulator.js";
import { startupBanner } from "./startup-banner.js";
import { trigger } from "./webhooks/trigger.js";

function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

if (process.env["NODE_ENV"] === "production") {
  stop(
    "The simulator does not start with NODE_ENV=production, because it accepts published dummy credentials\n" +
      "and would replace the real vendors. Unset NODE_ENV, or point the service at the vendors.",
  );
}

const [subcommand, ...triggerArguments] = process.argv.slice(2);
if (subcommand === "trigger") {
  const { code, text } = await trigger(triggerArguments, process.env);
  if (code === 0) console.log(text);
  else stop(text);
  process.exit(0);
}

const read = readArguments(process.argv.slice(2), process.env);
if ("problems" in read) stop(`${read.problems.join("\n")}\n\n${USAGE}`);
const { help, port, controlPort, schoolFile, generate, strict, webhooks } = read.arguments;
if (help) {
  console.log(USAGE);
  process.exit(0);
}

function school() {
  if (generate) return generateSchool(generate);
  if (schoolFile === null) return demoSchool();
  try {
    return readSchool(schoolFile);
  } catch (error) {
    stop(
      `The school file ${schoolFile} cannot be used.\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function start(): Promise<Simulator> {
  try {
    return await startSimulator({
      port,
      controlPort,
      school: school(),
      choices: { requests: strict ? "strict" : "lenient" },
      webhooks,
    });
  } catch (error) {
    if (error instanceof PortError) stop(error.message);
    if (!(error instanceof Error && "code" in error)) throw error;
    stop(`The simulator cannot listen: ${error.message}`);
  }
}

const simulator = await start();

onStopSignal(() => void simulator.close().then(() => process.exit(0)));

// Last, so that a process that waits for the banner may send a signal at once.
console.log(startupBanner(simulator));
