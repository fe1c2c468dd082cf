import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

const COUNT = ["stat", "-x,", "-e", "instructions"];
const ATTACH_WITHIN_MS = 200;

/** Whether this machine can count a process's instructions. Many virtual machines cannot. */
export function canCountInstructions(): boolean {
  const { stdout, stderr, error } = spawnSync("perf", [...COUNT, "--", "true"], { encoding: "utf8" });
  return error === undefined && countIn(`${stdout}${stderr}`) !== null;
}

/** Counts the instructions of a process while `work` runs. */
export async function instructionsOf(pid: number, work: () => Promise<void>): Promise<number | null> {
  const perf = spawn("perf", [...COUNT, "-p", pid.toString()], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(perf, "exit");
  let printed = "";
  perf.stderr.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await new Promise((resolve) => setTimeout(resolve, ATTACH_WITHIN_MS));
  try {
    await work();
  } finally {
    perf.kill("SIGINT");
    await ended;
  }
  return countIn(printed);
}

function countIn(printed: string): number | null {
  const [, count] = /^(\d+),.*instructions/m.exec(printed) ?? [];
  return count === undefined ? null : Number(count);
}
