import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A program of ours that runs beside the demo. */
interface Running {
  readonly pid: number;
  /** Where it says it can be reached. */
  readonly url: string;
  stop(): Promise<void>;
}

const START_WITHIN_MS = 30_000;

/**
 * Starts a program and waits until its output names the address it answers at. One that ends before that, or says
 * nothing for too long, is an error that shows what it printed.
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
  // Also when the demo is stopped before the program has said where it is.
  const killed = () => void child.kill("SIGKILL");
  process.once("exit", killed);
  child.once("exit", () => process.off("exit", killed));
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
    const giveUp = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${script} ${why}. It printed:\n${printed.trim() || "(nothing)"}`));
    };
    const timer = setTimeout(() => giveUp("did not start in time"), START_WITHIN_MS);
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const url = address.exec(printed)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    // Read on after that: a full pipe would stop the program.
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => giveUp(`ended with code ${code}`));
    child.once("error", (error) => giveUp(`could not be started: ${error.message}`));
  });
}
