import { defineConfig } from "vitest/config";
import base from "./vitest.config.js";

/** The tests that need PostgreSQL. They start a server of their own, and fail where none is installed: `apt-get install postgresql`. */
export default defineConfig({
  ...base,
  // One file at a time: these tests measure moments.
  test: {
    ...base.test,
    include: ["test/postgres/**/*.test.ts"],
    exclude: [],
    testTimeout: 120_000,
    fileParallelism: false,
  },
});
