import type { ServerResponse } from "node:http";

/** Where held calls wait. */
export class Hold {
  readonly #held = new Set<() => void>();
  #isReleased = false;

  /** How many calls wait here now. */
  get size(): number {
    return this.#held.size;
  }

  /** Resolves when the calls are released or the client hangs up. `response.destroyed` says which. */
  wait(response: ServerResponse): Promise<void> {
    if (this.#isReleased || response.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const goOn = () => {
        response.off("close", goOn);
        this.#held.delete(goOn);
        resolve();
      };
      this.#held.add(goOn);
      response.once("close", goOn);
    });
  }

  /** Lets all calls go on, those too that would have come here later. Returns how many waited. */
  release(): number {
    this.#isReleased = true;
    const released = this.#held.size;
    for (const goOn of this.#held) goOn();
    return released;
  }
}
