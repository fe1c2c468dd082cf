import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import type { TestUserConfig } from "vitest/node";
import { ProjectSequencer } from "./test/support/project-sequencer.js";

/** The one copy that the server loads, also for tests in folders with packages of their own. */
const GRAPHQL = fileURLToPath(new URL("node_modules/graphql/index.js", import.meta.url));

/** Projects by the name of their folder in test/. */
type Projects = Readonly<Record<string, TestProjectInlineConfiguration["test"]>>;

/** These need nothing but what `npm ci` installs, and run by default. */
const DEFAULT: Projects = {
  unit: { setupFiles: "test/support/no-io.ts" },
  http: {},
  store: {},
  webhooks: {},
  simulator: {},
  contract: {},
  graphql: {},
  federation: {},
  cli: {},
  doctor: {},
  demo: {},
  scripts: {},
  // Real time or much work is the subject here. These files run last, and one at a time.
  load: { isolate: true, fileParallelism: false, testTimeout: 600_000, sequence: { groupOrder: 1 } },
};

/** These need other software, other packages or much time: `npm run suite <name>` runs one. */
const BY_NAME: Projects = {
  bench: { benchmark: { include: ["bench/*.bench.ts"] } },
  browser: { globalSetup: "test/browser/build-page.ts" },
  ops: {},
  postgres: { fileParallelism: false },
  // The tests of federation run with Hive Gateway by default, and here again with Apollo Gateway.
  tools: {
    include: [
      "test/tools/*.test.ts",
      "test/federation/{failures,gateways,names-from-user,same-answers}.test.ts",
    ],
    env: { APOLLO_GATEWAY: "installed" },
  },
  soak: { fileParallelism: false, testTimeout: 900_000 },
};

const test: TestUserConfig = {
  projects: Object.entries({ ...DEFAULT, ...BY_NAME }).map(([name, options]) => ({
    extends: true,
    test: { name, include: [`test/${name}/**/*.test.ts`], ...options },
  })),
  project: Object.keys(DEFAULT),
  sequence: { shuffle: true, sequencer: ProjectSequencer },
  // A worker keeps the modules that it loaded for the next file of its project: loading them takes longer than most tests.
  // So a file may change nothing that the others see, such as `process.env` or a global, without putting it back.
  isolate: false,
  // Most files wait for sockets half of their time; by default two cores would run one after the other.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Limits only end what would hang. They must not depend on how fast a machine is.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
};

export default defineConfig({
  // Two copies of graphql refuse each other's schemas; without this, tests and packages would load one each.
  resolve: { alias: [{ find: /^graphql$/, replacement: GRAPHQL }] },
  oxc: { target: "es2022" },
  test,
});
