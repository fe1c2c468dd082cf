import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Two copies of graphql refuse each other's schemas; without this, tests and packages would load one each.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  oxc: { target: "es2022" },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**", "test/ops/**", "test/postgres/**", "test/soak/**", "**/node_modules/**"],
    sequence: { shuffle: true },
    // Most files wait for sockets half of their time; by default two cores would run one after the other.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
