import { FairQueue, type Turn } from "../../vendor/rate-limit/fair-queue.js";
import type { GiveBack } from "../../vendor/rate-limit/lane-queue.js";

/** Lets so many in at a time. The caller who has fewest places is next, and within a caller its operations take turns. */
export class Semaphore {
  #free: number;
  readonly #queue = new FairQueue<(giveBack: GiveBack) => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves to a function that gives the place back. Calling it again changes nothing. */
  async take(turn: Turn): Promise<() => void> {
    const giveBack = await this.#turnOf(turn);
    let isBack = false;
    return () => {
      if (isBack) return;
      isBack = true;
      giveBack();
      this.#passOn();
    };
  }

  #turnOf(turn: Turn): GiveBack | Promise<GiveBack> {
    if (this.#free === 0) return new Promise((resolve) => void this.#queue.join(turn, resolve));
    this.#free -= 1;
    return this.#queue.serveAtOnce(turn);
  }

  #passOn(): void {
    const next = this.#queue.first();
    if (next === undefined) this.#free += 1;
    else next.who(this.#queue.serve());
  }
}
