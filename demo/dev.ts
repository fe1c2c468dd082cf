import { startApp } from "../src/app.js";
import { readConfig } from "../src/config/config.js";
import { PortError } from "../src/process/port.js";
import { onStopSignal } from "../src/process/stop-signals.js";
import { readArguments } from "../src/simulator/arguments.js";
import { startSimulator } from "../src/simulator/simulator.js";
import { prettyLog } from "./log/pretty.js";
import { simulatedVendors } from "./vendors.js";

function stop(error: unknown): never {
  console.error(error instanceof PortError ? error.message : error);
  process.exit(1);
}

/** Runs the simulator and the server in one process, so that a change to either restarts both. */
const simulatorArguments = readArguments([], process.env);
if ("problems" in simulatorArguments) throw new Error(simulatorArguments.problems.join("\n"));
const { port, controlPort, webhooks } = simulatorArguments.arguments;
const simulator = await startSimulator({ port, controlPort, webhooks }).catch(stop);
const app = await startApp(readConfig({ ...process.env, ...simulatedVendors(simulator.url) }), {
  logDestination: prettyLog(),
}).catch(stop);
console.log(`
  GraphQL      ${app.url}
  Sandbox      ${new URL("/", app.url).href}
  simulator    ${simulator.url}
  control API  ${simulator.controlUrl}
`);

onStopSignal(() => void Promise.all([app.close(), simulator.close()]).then(() => process.exit(0)));
