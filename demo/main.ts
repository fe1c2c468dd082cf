import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gatewayConfigFrom } from "../ops/gateways/hive-gateway.config.js";
import { buildPage, PAGE_FOLDER } from "../scripts/page-build.js";
import { readPort } from "../src/process/port.js";
import { onStopSignal } from "../src/process/stop-signals.js";
import { clientOf } from "./client.js";
import { compose, startHiveGateway } from "./gateway.js";
import { createIssuer } from "./issuer.js";
import { ADMINISTRATOR } from "./people.js";
import { start } from "./processes.js";
import { startSchool } from "./school.js";
import { demoSite } from "./site.js";
import { playStory } from "./story.js";
import { simulatedVendors, WITHOUT_ACCESS_CONTROL } from "./vendors.js";

const USAGE = `Usage: npm run demo -- [options]

  --once                     stop after the last step; the exit code is 0 if every step succeeded, else 1
  --pause MS                 wait MS milliseconds between the steps
  --stop-simulator-midway    stop the vendors' simulator halfway, to show failures

Variables for other ports: GATEWAY_PORT (4000), PORT (4001), ADMIN_PORT (4002), SCHOOL_PORT (4003), SIMULATOR_PORT (4010)
and SIMULATOR_CONTROL_PORT (4011).
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

const running: { stop(): Promise<void> }[] = [];

async function stopAll(): Promise<void> {
  for (const program of running.splice(0).toReversed()) await program.stop();
}

/** Starts everything, runs the demo and returns the exit code. */
async function main(args: Arguments): Promise<number> {
  // Check the ports before starting anything.
  const schoolPort = readPort(process.env, "SCHOOL_PORT", 4003);
  const gatewayPort = readPort(process.env, "GATEWAY_PORT", 4000);
  const issuer = createIssuer();
  const building = args.once ? Promise.resolve() : buildPage();
  // It is awaited later. Until then, its failure must not end the process.
  building.catch(() => undefined);
  const simulator = await start("src/simulator/main.ts", { NODE_ENV: "development" }, SIMULATOR_ADDRESS);
  running.push(simulator);
  const subgraph = await start(
    "src/main.ts",
    { ...simulatedVendors(simulator.url), ...WITHOUT_ACCESS_CONTROL, ...issuer.env },
    SUBGRAPH_ADDRESS,
  );
  running.push(subgraph);
  const school = await startSchool(schoolPort);
  running.push({ stop: () => school.close() });
  const supergraph = compose([
    { name: "class-groups", url: subgraph.url, sdl: readFileSync("schema/schema.graphql", "utf8") },
    { name: "school", url: school.url, sdl: school.sdl },
  ]);
  await building;
  const gateway = await startHiveGateway(
    supergraph,
    gatewayPort,
    gatewayConfigFrom({ NODE_ENV: "development", ROUTER_SECRET: issuer.routerSecret }),
    args.once ? undefined : demoSite(PAGE_FOLDER, issuer),
  );
  running.push({ stop: () => gateway.close() });
  print(`Class Groups and a school's own subgraph behind a gateway, in front of a simulator of both vendors

   gateway    ${gateway.url} (Hive Gateway)
   subgraphs  ${subgraph.url} (Class Groups, process ${subgraph.pid})
              ${school.url} (the school's titles, teachers and full names)
   simulator  ${simulator.url} (process ${simulator.pid})
`);

  const authorization = `Bearer ${await issuer.mint(ADMINISTRATOR)}`;
  const isGood = await playStory(clientOf(gateway.url, { authorization }), {
    print,
    pauseMs: args.pauseMs,
    halfway: async () => {
      if (!args.stopMidway) return;
      await simulator.stop();
      print("   -- the simulator was stopped: both vendors are now down --\n");
    },
  });
  print(
    isGood ? "Every step had the expected outcome." : "Not every step had the expected outcome: see above.",
  );
  if (!args.once) {
    print(`
Roster page: ${new URL("/", gateway.url).href} (sign in as a teacher, an administrator or a student)
Explorer:    ${new URL("/explorer", gateway.url).href} (the joined graph, as the administrator)
Stop with Ctrl-C.`);
    // Run until a signal ends the demo.
    await new Promise(() => {});
  }
  return isGood ? 0 : 1;
}

// Stop the started programs with the demo, also after a signal.
onStopSignal(() => void stopAll().then(() => process.exit(0)));

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
