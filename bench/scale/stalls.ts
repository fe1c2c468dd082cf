import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = { least: 500, most: 1_500 };
const STALL_MS = { least: 50, most: 500 };

const between = ({ least, most }: { least: number; most: number }): number =>
  least + Math.random() * (most - least);

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

/** Suspends processes at random times and for random durations, as a busy machine does. */
export class Stalls implements Disposable {
  /** The number of current stalls of each process. Stalls may overlap; the last one to end resumes the process. */
  readonly #stalls = new Map<ChildProcess, number>();
  #isOver = false;
  count = 0;

  /** Stalls a process about once a second, until it ends or this object is disposed of. */
  atRandom(child: ChildProcess): void {
    void (async () => {
      for (;;) {
        await sleep(between(PAUSE_MS));
        if (this.#isOver || hasEnded(child)) return;
        await this.stall(child, between(STALL_MS));
      }
    })();
  }

  async stall(child: ChildProcess, ms: number): Promise<void> {
    this.count += 1;
    const current = this.#stalls.get(child) ?? 0;
    this.#stalls.set(child, current + 1);
    if (current === 0) child.kill("SIGSTOP");
    await sleep(ms);
    this.#resume(child);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    for (const child of this.#stalls.keys()) child.kill("SIGCONT");
    this.#stalls.clear();
  }

  #resume(child: ChildProcess): void {
    const left = (this.#stalls.get(child) ?? 0) - 1;
    if (left > 0) {
      this.#stalls.set(child, left);
      return;
    }
    this.#stalls.delete(child);
    child.kill("SIGCONT");
  }
}
