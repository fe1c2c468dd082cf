import { CancelSource } from "./cancel-signal.js";
import { type Clock, sleep } from "./clock.js";

/** A sleep that `wake` ends early. If nothing sleeps, `wake` ends the next sleep at once. */
export class WakeableSleep {
  #sleeping: CancelSource | null = null;
  #isWoken = false;

  constructor(private readonly clock: Clock) {}

  async sleep(ms: number): Promise<void> {
    if (!this.#isWoken) {
      this.#sleeping = new CancelSource();
      await sleep(this.clock, ms, this.#sleeping);
      this.#sleeping = null;
    }
    this.#isWoken = false;
  }

  wake(): void {
    if (this.#sleeping === null) this.#isWoken = true;
    else this.#sleeping.abort();
  }
}
