import { installPackages } from "../scripts/install.js";
import { runStep } from "../scripts/run-step.js";

interface Measurement {
  readonly about: string;
  readonly run: () => Promise<unknown>;
}

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  peers: {
    about: "what a request costs here, in Apollo Server, Yoga and Mercurius: docs/performance.md",
    run: () => {
      installPackages("bench");
      return import("./peers.js");
    },
  },
  growth: {
    about: "whether a request costs more over more connections, or in larger groups: docs/performance.md",
    run: () => import("./growth.js"),
  },
  inputs: { about: "what each kind of hostile input costs: SECURITY.md", run: () => import("./inputs.js") },
  micro: {
    about: "what signing, rate limiting and loading cost by themselves",
    run: async () => {
      const vitest = ["node_modules/vitest/vitest.mjs", "bench", "--run", "--project", "bench"];
      process.exitCode = await runStep(process.execPath, vitest);
    },
  },
  scale: {
    about: "what one server and three replicas can do, also during faults: docs/scale.md",
    run: () => import("./scale.js"),
  },
  "ninth-hour": {
    about: "what becomes of 40,000 requests for rosters in one minute: docs/performance.md",
    run: () => import("./ninth-hour.js"),
  },
  soak: {
    about: "200,000 requests during faults, and whether memory or connections grow",
    run: () => import("./soak.js"),
  },
};

const USAGE = `Usage: npm run bench [name] [-- options]. Without a name it runs "peers".

${Object.entries(MEASUREMENTS)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join("\n")}
`;

const first = process.argv[2];
const isNamed = first !== undefined && !first.startsWith("-");
// The measurements read their own options.
if (isNamed) process.argv.splice(2, 1);
const name = isNamed ? first : "peers";
const measurement = Object.hasOwn(MEASUREMENTS, name) ? MEASUREMENTS[name] : undefined;
if (measurement === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 1;
} else {
  await measurement.run();
}
