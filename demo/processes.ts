import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program that the demo started. */
interface Running {
  readonly pid: number;
  /** The address from its output. */
  readonly url: string;
  stop(): Promise<void>;
}

const START_WITHIN_MS = 30_000;

/**
 * Starts a program and waits until its output contains its address. If the program ends before that or takes too long,
 * the error contains its output.
 */
export async function start(
  script: string,
  env: Readonly<Record<string, string>>,
  address: RegExp,
): Promise<Running> {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // The demo may be stopped before the program has started.
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const url = await addressOf(child, script, address).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  return {
    pid: child.pid ?? 0,
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function addressOf(child: ChildProcess, script: string, address: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${script} ${why}. It printed:\n${printed.trim() || "(nothing)"}`));
    };
    const timer = setTimeout(() => fail("did not start in time"), START_WITHIN_MS);
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const url = address.exec(printed)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    // Keep reading after that: a full pipe would block the program.
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => fail(`ended with code ${code}`));
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
  });
}
