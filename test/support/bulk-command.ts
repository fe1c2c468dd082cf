import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `npm run bulk` in a process of its own. */
export class BulkCommand {
  out = "";
  err = "";
  readonly #process: ChildProcess;
  readonly ended: Promise<Ended>;

  /** Without an input, standard input is empty. A stream stays open until the test ends it. */
  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}, input?: Readable) {
    this.#process = spawn(process.execPath, ["--import", "tsx", "cli/main.ts", ...args], {
      env: { PATH: process.env["PATH"], ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    // The command may exit before it has read all of the input.
    this.#process.stdin?.on("error", () => {});
    if (this.#process.stdin !== null) input?.pipe(this.#process.stdin);
    this.#process.stdout?.on("data", (text) => (this.out += text));
    this.#process.stderr?.on("data", (text) => (this.err += text));
    this.ended = once(this.#process, "close").then(([exitCode]) => ({
      exitCode: exitCode as number | null,
      out: this.out,
      err: this.err,
    }));
  }

  interrupt(): void {
    this.#process.kill("SIGINT");
  }
}

/** A temporary folder for input and output files. */
export async function filesFolder() {
  const folder = await mkdtemp(join(tmpdir(), "class-groups-files-"));
  return {
    at: (name: string) => join(folder, name),
    async write(name: string, content: string | Buffer): Promise<string> {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    read: (name: string) => readFile(join(folder, name), "utf8"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
