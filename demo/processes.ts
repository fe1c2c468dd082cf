import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program that the demo started. */
export interface Running {
  readonly pid: number;
  /** The named groups of the pattern in its output, which are addresses. */
  readonly found: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const START_WITHIN_MS = 30_000;

/**
 * Starts a program and waits until its output matches `ready`. If the program ends before that or takes too long, the error
 * contains its output. `onOutput` gets everything that it prints.
 */
export async function start(
  script: string,
  env: Readonly<Record<string, string>>,
  ready: RegExp,
  onOutput: (chunk: string) => void = () => undefined,
): Promise<Running> {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // The demo may be stopped before the program has started.
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  child.stdout?.setEncoding("utf8").on("data", onOutput);
  const found = await matchIn(child, script, ready).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  return {
    pid: child.pid ?? 0,
    found,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function matchIn(
  child: ChildProcess,
  script: string,
  ready: RegExp,
): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${script} ${why}. It printed:\n${printed.trim() || "(nothing)"}`));
    };
    const timer = setTimeout(() => fail("did not start in time"), START_WITHIN_MS);
    let isReady = false;
    const read = (chunk: Buffer | string) => {
      // Keep reading after that: a full pipe would block the program.
      if (isReady) return;
      printed += chunk.toString();
      const groups = ready.exec(printed)?.groups;
      if (groups === undefined) return;
      isReady = true;
      clearTimeout(timer);
      resolve(groups);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => fail(`ended with code ${code}`));
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
  });
}
