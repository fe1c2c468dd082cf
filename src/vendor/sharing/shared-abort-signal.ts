/** Combines the signals of all callers that wait for the same work. It aborts when the last caller has left. */
export class SharedAbortSignal {
  readonly #controller = new AbortController();
  readonly #waiting = new Set<AbortSignal>();
  readonly #unsubscribers: (() => void)[] = [];

  constructor(first: AbortSignal) {
    this.join(first);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  join(caller: AbortSignal): void {
    if (this.#waiting.has(caller)) return;
    this.#waiting.add(caller);
    const leave = () => {
      this.#waiting.delete(caller);
      if (this.#waiting.size === 0) this.#controller.abort();
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
