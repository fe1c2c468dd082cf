import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { waitUntil } from "./wait-until.js";

/** `npm run <script>` as typed in a terminal: npm and its child processes. */
export class NpmScript {
  out = "";
  readonly npm: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;

  /** It leads a process group of its own, as in a terminal. */
  constructor(
    script: string,
    { args = [], env = {}, cwd }: { args?: string[]; env?: Record<string, string>; cwd?: string } = {},
  ) {
    this.npm = spawn("npm", ["run", script, ...(args.length > 0 ? ["--", ...args] : [])], {
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      ...(cwd !== undefined && { cwd }),
    });
    for (const stream of [this.npm.stdout, this.npm.stderr]) stream?.on("data", (text) => (this.out += text));
    this.ended = once(this.npm, "close").then(([code, signal]) => ({ code, signal }));
  }

  /** Its output without npm's own lines, which begin with `>`. */
  get lines(): string[] {
    return this.out.split("\n").filter((line) => line !== "" && !/^(?:>|npm )/.test(line));
  }

  /** Waits until the output matches, and returns the first group of the match. */
  async says(text: RegExp): Promise<string> {
    await waitUntil(() => text.test(this.out) || this.npm.exitCode !== null, {
      timeoutMs: 100_000,
      what: `${text} is printed`,
    });
    const said = text.exec(this.out);
    if (said === null) throw new Error(`It ended, and printed:\n${this.out}`);
    return said[1] ?? "";
  }

  /** The running processes of its group. */
  pids(): number[] {
    const lines = execFileSync("ps", ["-eo", "pid=,pgid=,stat="]).toString().trim().split("\n");
    return lines
      .map((line) => line.trim().split(/\s+/))
      .filter(([, group, stat]) => Number(group) === this.npm.pid && !stat?.startsWith("Z"))
      .map(([pid]) => Number(pid));
  }

  /** Sends what Ctrl-C in a terminal sends: a signal to every process of the group. */
  signalAll(signal: NodeJS.Signals): void {
    process.kill(-(this.npm.pid ?? 0), signal);
  }

  kill(): void {
    if (this.pids().length > 0) this.signalAll("SIGKILL");
  }
}

/** Whether something listens on this port. */
export function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
