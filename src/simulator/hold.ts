import type { ServerResponse } from "node:http";

/** Keeps calls waiting until they are released. */
export class Hold {
  readonly #held = new Set<() => void>();
  #isReleased = false;

  /** The number of waiting calls. */
  get size(): number {
    return this.#held.size;
  }

  /** Resolves when the calls are released or the client hangs up. `response.destroyed` is true in the second case. */
  wait(response: ServerResponse): Promise<void> {
    if (this.#isReleased || response.destroyed) return Promise.resolve();
    return new Promise((resolve) => {
      const resume = () => {
        response.off("close", resume);
        this.#held.delete(resume);
        resolve();
      };
      this.#held.add(resume);
      response.once("close", resume);
    });
  }

  /** Releases all waiting calls and all future ones. Returns the number that waited. */
  release(): number {
    this.#isReleased = true;
    const released = this.#held.size;
    for (const resume of this.#held) resume();
    return released;
  }
}
