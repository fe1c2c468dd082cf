import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";

const STOPPING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs a command with this process's output, passes signals on to it, and returns its exit code as a shell would. */
export async function runStep(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of STOPPING) process.on(signal, pass);
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } finally {
    for (const signal of STOPPING) process.off(signal, pass);
  }
}
