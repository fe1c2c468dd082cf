import { type CancelSignal, CancelSource } from "../cancel-signal.js";

/** Combines the signals of all callers that wait for the same work. It aborts when the last caller has left. */
export class SharedCancelSignal {
  readonly #source = new CancelSource();
  readonly #waiting = new Set<CancelSignal>();
  readonly #unsubscribers: (() => void)[] = [];

  constructor(first: CancelSignal) {
    this.join(first);
  }

  get signal(): CancelSignal {
    return this.#source;
  }

  join(caller: CancelSignal): void {
    if (this.#waiting.has(caller)) return;
    this.#waiting.add(caller);
    const leave = () => {
      this.#waiting.delete(caller);
      if (this.#waiting.size === 0) this.#source.abort();
    };
    if (caller.aborted) return leave();
    caller.addEventListener("abort", leave, { once: true });
    this.#unsubscribers.push(() => caller.removeEventListener("abort", leave));
  }

  /** Call this when the work is done. Removes the listeners from the callers' signals, which may live longer. */
  end(): void {
    for (const unsubscribe of this.#unsubscribers.splice(0)) unsubscribe();
  }
}
