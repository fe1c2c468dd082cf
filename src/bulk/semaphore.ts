import { FairQueue, type Turn } from "../vendor/rate-limit/fair-queue.js";

/** Lets so many in at a time. Callers take turns, and within a caller its operations do. */
export class Semaphore {
  #free: number;
  readonly #waiting = new FairQueue<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves to a function that gives the place back. Calling it again changes nothing. */
  async take(turn: Turn): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => void this.#waiting.join(turn, resolve));
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      const next = this.#waiting.first();
      if (next === undefined) {
        this.#free += 1;
        return;
      }
      this.#waiting.serve();
      next.who();
    };
  }
}
