import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { waitUntil } from "./wait-until.js";

/** A longer stop must have waited for something: a stuck request may take 25 s. */
const GUARD_MS = 20_000;
/** Far longer than any machine needs. */
const START_MS = 60_000;

/** A folder that cannot be created. Most tests store nothing, and need not pay for a store. */
export const NO_FOLDER = "/dev/null/none";

/** The server as operators start it, in a process of its own. */
export class ServerProcess {
  out = "";
  err = "";
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  readonly process: ChildProcess;

  /** `program`: Node's arguments. By default it runs the sources. */
  constructor(env: Record<string, string>, program: readonly string[] = ["--import", "tsx", "src/main.ts"]) {
    this.process = spawn(process.execPath, program, {
      env: { PATH: process.env["PATH"], DATA_DIR: NO_FOLDER, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process.stdout?.on("data", (text) => (this.out += text));
    this.process.stderr?.on("data", (text) => (this.err += text));
    this.ended = once(this.process, "close").then(([code, signal]) => ({ code, signal }));
  }

  lines(message: string): Record<string, unknown>[] {
    const whole = this.out.split("\n").slice(0, -1);
    return whole.map((line) => JSON.parse(line)).filter(({ msg }) => msg === message);
  }

  async url(): Promise<string> {
    await waitUntil(() => this.lines("listening").length > 0 || this.err !== "", {
      timeoutMs: START_MS,
      what: "the server listens",
    });
    return String(this.lines("listening")[0]?.["url"]);
  }

  /** The exit, or a failure if it did not exit within the guard's time. */
  end(): Promise<{ code: number | null; signal: string | null } | "still runs"> {
    const guard = new Promise<"still runs">((resolve) => setTimeout(resolve, GUARD_MS, "still runs").unref());
    return Promise.race([this.ended, guard]);
  }
}
