import { defineConfig } from "vitest/config";
import base from "./vitest.config.js";

/** Long runs with the figures of the README: BULK_ITEMS, KILLS choose how long. They need PostgreSQL too. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ["test/soak/**/*.test.ts"],
    exclude: [],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
