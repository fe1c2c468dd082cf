import { startBusyLoops } from "./busy-loops.js";
import { installPackages } from "./install.js";
import { runStep } from "./run-step.js";

interface Suite {
  readonly about: string;
  /** A folder whose own packages the suite needs. */
  readonly packages?: string;
  /** Checks the types of a folder that the project's own check leaves out, since its packages may not be installed. */
  readonly typesOf?: string;
  /** What vitest runs. Arguments of the command line come after it. */
  readonly vitest: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly isBusy?: boolean;
}

/** Tests that `npm test` leaves out: they need other software, other packages or much time. */
const SUITES: Readonly<Record<string, Suite>> = {
  browser: {
    about: "the explorer and the roster page in Chromium (Debian package: chromium)",
    packages: "test/browser",
    typesOf: "test/browser",
    vitest: ["--project", "browser"],
  },
  bench: {
    about: "each server of the bench answers alike",
    packages: "bench",
    typesOf: "bench",
    vitest: ["--project", "bench"],
  },
  busy: { about: "npm test while every core is busy", vitest: [], isBusy: true },
  ops: {
    about:
      "Prometheus alerts, the web server's configuration, Compose (Debian packages: prometheus, nginx-light)",
    vitest: ["--project", "ops"],
  },
  postgres: {
    about: "a shared store on a real PostgreSQL (Debian package: postgresql)",
    vitest: ["--project", "postgres"],
  },
  schedules: {
    about: "5,000 random schedules of replicas that share a rate limit",
    vitest: ["--project", "unit", "test/unit/rate-limit/replicas.test.ts"],
    env: { SCHEDULES: "5000" },
  },
  soak: { about: "memory over many requests, about 10 minutes", vitest: ["--project", "soak"] },
  tools: {
    about:
      "gateways, composers and clients of others: Apollo, urql, Relay, Cosmo, Grafbase, Rover (about 620 MB)",
    packages: "test/tools",
    typesOf: "test/tools",
    vitest: ["--project", "tools"],
  },
};

const USAGE = `Usage: npm run suite <name> [-- arguments of vitest]

${Object.entries(SUITES)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join("\n")}
`;

async function run(suite: Suite, args: readonly string[]): Promise<number> {
  if (suite.packages !== undefined) installPackages(suite.packages);
  if (suite.typesOf !== undefined) {
    const code = await runStep("node_modules/.bin/tsc", ["--noEmit", "--project", suite.typesOf]);
    if (code !== 0) return code;
  }
  const loops = suite.isBusy ? startBusyLoops() : null;
  if (loops !== null) {
    console.log(`Kept busy by processes ${loops.pids.join(", ")}.`);
    process.once("exit", () => loops.stop());
  }
  return runStep(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", ...suite.vitest, ...args],
    suite.env,
  );
}

const [name = "", ...args] = process.argv.slice(2);
const suite = Object.hasOwn(SUITES, name) ? SUITES[name] : undefined;
if (suite === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 1;
} else {
  process.exitCode = await run(suite, args);
}
