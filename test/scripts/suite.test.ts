import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** Starts a script. `printed` returns its output so far. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  started.push(child);
  let printed = "";
  child.stdout?.on("data", (text) => (printed += text));
  return { child, ended: once(child, "exit"), printed: () => printed };
}

/** Waits for the busy processes and returns their ids. */
async function busyPids(printed: () => string): Promise<number[]> {
  await expect.poll(printed).toMatch(/^Kept busy by processes [\d, ]+\.$/m);
  const [, pids = ""] = /processes (.+)\./.exec(printed()) ?? [];
  return pids.split(", ").map(Number);
}

function isRunning(pid: number): boolean {
  try {
    const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)]).toString();
    return !state.startsWith("Z");
  } catch {
    return false;
  }
}
const runningOf = (pids: readonly number[]): number[] => pids.filter(isRunning);

test.for([
  [["--project", "unit", "test/unit/version.test.ts"], 0],
  [["--no-such-option"], 1],
] as const)("with %j it exits with the tests' code, and leaves no loop running", async ([args, code]) => {
  const { ended, printed } = start("scripts/suite.ts", "busy", ...args);
  const pids = await busyPids(printed);
  expect(pids).toHaveLength(availableParallelism());
  expect(await ended).toEqual([code, null]);
  await expect.poll(() => runningOf(pids)).toEqual([]);
});

test("a signal ends the tests and every loop", async () => {
  const { child, ended, printed } = start("scripts/suite.ts", "busy", "--standalone", "--watch");
  const pids = await busyPids(printed);
  expect(runningOf(pids)).toEqual(pids);
  await expect.poll(printed).toContain("Vitest is running in standalone mode");
  child.kill("SIGTERM");
  expect(await ended).toEqual([128 + 15, null]);
  await expect.poll(() => runningOf(pids)).toEqual([]);
});

test("the loops end if their parent process is killed", async () => {
  const { child, ended, printed } = start(
    "--eval",
    `import("./scripts/busy-loops.ts").then(({ startBusyLoops }) => {
       console.log("Kept busy by processes " + startBusyLoops(2).pids.join(", ") + ".");
       setInterval(() => {}, 1000);
     });`,
  );
  const pids = await busyPids(printed);
  expect(runningOf(pids)).toEqual(pids);
  child.kill("SIGKILL");
  await ended;
  await expect.poll(() => runningOf(pids)).toEqual([]);
});

test("without a name it lists the suites, and fails", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/suite.ts"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  started.push(child);
  const usage = text(child.stderr);
  expect(await once(child, "exit")).toEqual([1, null]);
  expect(await usage).toMatch(/^Usage: npm run suite <name>[\s\S]*\n {2}postgres {3}a shared store/);
});
