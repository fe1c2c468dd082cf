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

/** `npm run bulk`, as a process of its own. */
export class BulkCommand {
  out = "";
  err = "";
  readonly #process: ChildProcess;
  readonly ended: Promise<Ended>;

  /** Without an input, standard input is empty. A stream is left open until whoever gave it ends it. */
  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}, input?: Readable) {
    this.#process = spawn(process.execPath, ["--import", "tsx", "cli/main.ts", ...args], {
      env: { PATH: process.env["PATH"], ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    // It may have seen enough before the input's end.
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

/** A folder for files that are read and written, gone with the test. */
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
