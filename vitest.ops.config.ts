import { defineConfig } from "vitest/config";
import base from "./vitest.config.js";

/** The tests that need promtool. They fail where it is missing: `apt-get install prometheus`. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ["test/ops/**/*.test.ts"], exclude: [] },
});
