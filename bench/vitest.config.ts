import { defineConfig, mergeConfig } from "vitest/config";
import base from "../vitest.config.js";

export default mergeConfig(base, defineConfig({ test: { benchmark: { include: ["bench/*.bench.ts"] } } }));
