import { defineConfig } from "vitest/config";
import base from "./vitest.config.js";

/** The tests that need Chromium. They fail where it is missing: `apt-get install chromium`, or CHROMIUM=/path/to/it. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ["test/browser/**/*.test.ts"], exclude: [], testTimeout: 120_000 },
});
