import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { startBusyLoops } from "./busy-loops.js";

/** Runs the tests while every core is busy. Passes its arguments to vitest and returns its exit code. */
const loops = startBusyLoops();
console.log(`Kept busy by processes ${loops.pids.join(", ")}.`);
process.once("exit", () => loops.stop());

const tests = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)], {
  stdio: "inherit",
});
const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
for (const signal of STOPPING) process.on(signal, () => tests.kill(signal));
const [code, signal] = (await once(tests, "exit")) as [number | null, NodeJS.Signals | null];
process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
