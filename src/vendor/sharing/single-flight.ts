import { TransientMap } from "./transient-map.js";

/** Runs one piece of work per key at a time. Calls made meanwhile get the same outcome. */
export class SingleFlight<T> {
  readonly #inFlight = new TransientMap<string, Promise<T>>();

  run(key: string, work: () => Promise<T>): Promise<T> {
    const running = this.#inFlight.get(key);
    if (running !== undefined) return running;
    const started = work().finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, started);
    return started;
  }
}
