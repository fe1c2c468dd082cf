import { FairQueue, type Turn } from "../../vendor/rate-limit/fair-queue.js";
import type { GiveBack } from "../../vendor/rate-limit/lane-queue.js";

/** A fair semaphore. The caller who holds the fewest places is next; operations of one caller take turns. */
export class Semaphore {
  #free: number;
  readonly #queue = new FairQueue<(giveBack: GiveBack) => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves to a function that releases the place. Calling it again changes nothing. */
  async take(turn: Turn): Promise<() => void> {
    const giveBack = await this.#acquire(turn);
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      giveBack();
      this.#release();
    };
  }

  #acquire(turn: Turn): GiveBack | Promise<GiveBack> {
    if (this.#free === 0) return new Promise((resolve) => void this.#queue.join(turn, resolve));
    this.#free -= 1;
    return this.#queue.serveAtOnce(turn);
  }

  #release(): void {
    const next = this.#queue.first();
    if (next === undefined) this.#free += 1;
    else next.who(this.#queue.serve());
  }
}
