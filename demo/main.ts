import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { clientOf } from "./client.js";
import { type Running, start } from "./processes.js";
import { tell } from "./story.js";
import { simulatedVendors } from "./vendors.js";

const USAGE = `Usage: npm run demo -- [options]

  --once                     stop after the story; the exit code is 0 if all went as it should, else 1
  --pause MS                 wait so many milliseconds between the steps
  --stop-simulator-midway    stop the vendors' simulator halfway, to see what failures look like

PORT (4001) and SIMULATOR_PORT (4010) choose other ports.
`;

const SIMULATOR_ADDRESS = /vendors\s+(http:\/\/\S+)/;
const SUBGRAPH_ADDRESS = /"url":"(http:[^"]+)"/;

interface Arguments {
  readonly once: boolean;
  readonly pauseMs: number;
  readonly stopMidway: boolean;
}

function readArguments(args: string[]): Arguments {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: "boolean", default: false },
      pause: { type: "string", default: "0" },
      "stop-simulator-midway": { type: "boolean", default: false },
    },
  });
  const pauseMs = Number(values.pause);
  if (!Number.isInteger(pauseMs) || pauseMs < 0)
    throw new Error("--pause must be a whole number of milliseconds.");
  return { once: values.once, pauseMs, stopMidway: values["stop-simulator-midway"] };
}

const print = (text: string): void => console.log(text);

/** npm, told to stop, ends the shell between itself and this process, and nobody tells us. */
async function parentGone(): Promise<void> {
  const parent = process.ppid;
  while (process.ppid === parent) await wait(500);
}

const running: Running[] = [];

async function stopAll(): Promise<void> {
  for (const program of running.splice(0).toReversed()) await program.stop();
}

/** Tells the story and gives the exit code. */
async function main(args: Arguments): Promise<number> {
  const simulator = await start("src/simulator/main.ts", { NODE_ENV: "development" }, SIMULATOR_ADDRESS);
  running.push(simulator);
  const subgraph = await start("src/main.ts", simulatedVendors(simulator.url), SUBGRAPH_ADDRESS);
  running.push(subgraph);
  print(`Class Groups, in front of a simulator of both vendors

   simulator  ${simulator.url} (process ${simulator.pid})
   subgraph   ${subgraph.url} (process ${subgraph.pid})
`);

  const good = await tell(clientOf(subgraph.url), {
    print,
    pauseMs: args.pauseMs,
    halfway: async () => {
      if (!args.stopMidway) return;
      await simulator.stop();
      print("   -- the simulator was stopped: from here on, both vendors are down --\n");
    },
  });
  print(good ? "All went as it should." : "Not all went as it should: see above.");
  if (!args.once) {
    print(`
Apollo Sandbox: ${new URL("/", subgraph.url).href} (its page loads from the internet)
Stop with Ctrl-C.`);
    await parentGone();
  }
  return good ? 0 : 1;
}

// The programs beside the demo end with it, however it ends.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void stopAll().then(() => process.exit(0));
  });
}

let exitCode = 1;
try {
  exitCode = await main(readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof TypeError && "code" in error) console.error(`\n${USAGE}`);
} finally {
  await stopAll();
}
process.exit(exitCode);
