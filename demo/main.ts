import { readFileSync } from "node:fs";
import type { Site } from "../ops/gateways/page.js";
import { readPort } from "../src/process/port.js";
import { onStopSignal } from "../src/process/stop-signals.js";
import { type Arguments, readArguments, USAGE } from "./arguments.js";
import type { BehindDeps } from "./behind/behind-the-scenes.js";
import { recentCalls } from "./behind/recent-calls.js";
import type { Issuer } from "./issuer.js";
import { liveLog, NO_LOG } from "./log/live-log.js";
import { startProgress } from "./progress.js";

// Everything else is loaded after the first line is printed: loading it takes seconds.

const print = (text: string): void => console.log(text);

const running: { stop(): Promise<void> }[] = [];

async function stopAll(): Promise<void> {
  for (const program of running.splice(0).toReversed()) await program.stop();
}

/** The roster page, built if it has changed, and what the demo serves beside it. The panel is known once the vendors run. */
async function builtSite(issuer: Issuer): Promise<(deps: BehindDeps) => Site> {
  const { buildPage, PAGE_FOLDER } = await import("../scripts/page-build.js");
  const { demoSite } = await import("./site.js");
  const { behindTheScenes } = await import("./behind/behind-the-scenes.js");
  const { behindSite } = await import("./behind/site.js");
  await buildPage();
  return (deps) => demoSite(PAGE_FOLDER, issuer, behindSite(behindTheScenes(deps)));
}

/** Starts everything, runs the demo and returns the exit code. */
async function main(args: Arguments): Promise<number> {
  // Check the ports before starting anything.
  const schoolPort = readPort(process.env, "SCHOOL_PORT", 4003);
  const gatewayPort = readPort(process.env, "GATEWAY_PORT", 4000);
  print(
    "Class Groups and a school's own subgraph behind a gateway, in front of a simulator of both vendors\n",
  );
  const report = startProgress(print);
  const log = args.quiet ? NO_LOG : liveLog(print, { color: process.stdout.isTTY });
  const calls = recentCalls();

  report("starting the simulator of both vendors");
  const { startSubgraph, startVendors } = await import("./vendor-side.js");
  const { createIssuer } = await import("./issuer.js");
  const issuer = createIssuer();
  const starting = startVendors();
  // This process has nothing else to do while the others start.
  const loading = Promise.all([
    import("./school.js"),
    import("./gateway.js"),
    import("../ops/gateways/hive-gateway.config.js"),
    args.once ? undefined : builtSite(issuer),
  ]);
  // It is awaited later. Until then, its failure must not end the process.
  loading.catch(() => undefined);
  const vendors = await starting;
  running.push(vendors);
  report("starting Class Groups, to which the simulator sends webhooks");
  const subgraph = await startSubgraph(
    vendors,
    (chunk) => {
      log.read(chunk);
      calls.read(chunk);
    },
    issuer.env,
  );
  running.push(subgraph);
  report("starting the school's own subgraph");
  const [{ startSchool }, { compose, startHiveGateway }, { gatewayConfigFrom }, siteWith] = await loading;
  const school = await startSchool(schoolPort);
  running.push({ stop: () => school.close() });
  report("composing both subgraphs and starting the gateway");
  const supergraph = compose([
    { name: "class-groups", url: subgraph.url, sdl: readFileSync("schema/schema.graphql", "utf8") },
    { name: "school", url: school.url, sdl: school.sdl },
  ]);
  const gateway = await startHiveGateway(
    supergraph,
    gatewayPort,
    gatewayConfigFrom({ NODE_ENV: "development", ROUTER_SECRET: issuer.routerSecret }),
    siteWith?.({
      simulator: vendors.control,
      adminUrl: subgraph.adminUrl,
      calls: calls.list,
      groupId: "course-561294",
    }),
  );
  running.push({ stop: () => gateway.close() });
  report("ready");
  print(`
   gateway    ${gateway.url} (Hive Gateway)
   subgraphs  ${subgraph.url} (Class Groups, process ${subgraph.pid})
              ${school.url} (the school's titles, teachers and full names)
   simulator  ${vendors.url} (process ${vendors.pid})
`);
  log.begin();

  const { clientOf } = await import("./client.js");
  const { playStory } = await import("./story/play.js");
  const { ADMINISTRATOR } = await import("./people.js");
  const authorization = `Bearer ${await issuer.mint(ADMINISTRATOR)}`;
  const stage = { send: clientOf(gateway.url, { authorization }), simulator: vendors.control };
  const isGood = await playStory(stage, {
    print,
    pauseMs: args.pauseMs,
    halfway: async () => {
      if (!args.stopMidway) return;
      await vendors.stop();
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
Stop with Ctrl-C.${args.quiet ? "" : " Requests and vendor calls follow:"}`);
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
