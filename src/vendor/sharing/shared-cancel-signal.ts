import { type CancelSignal, CancelSource } from "../cancel-signal.js";

/** Combines the signals of all callers that wait for the same work. It aborts when the last caller has left. */
export class SharedCancelSignal {
  readonly #source = new CancelSource();
  readonly #callers = new Set<CancelSignal>();

  constructor(first: CancelSignal) {
    this.join(first);
  }

  get signal(): CancelSignal {
    return this.#source;
  }

  join(caller: CancelSignal): void {
    if (this.#callers.has(caller)) return;
    this.#callers.add(caller);
    if (caller.aborted) this.#onLeave();
    else caller.addEventListener("abort", this.#onLeave, { once: true });
  }

  /** Call this when the work is done. Removes the listeners from the callers' signals, which may live longer. */
  end(): void {
    for (const caller of this.#callers) caller.removeEventListener("abort", this.#onLeave);
  }

  /** One function for all callers, because many join and few leave. */
  readonly #onLeave = (): void => {
    for (const caller of this.#callers) if (!caller.aborted) return;
    this.#source.abort();
  };
}
