/** Several callers who wait for one piece of work. Its signal aborts once the last of them has left. */
export class SharedAbortSignal {
  readonly #controller = new AbortController();
  readonly #waiting = new Set<AbortSignal>();
  readonly #leavers: (() => void)[] = [];

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
    this.#leavers.push(() => caller.removeEventListener("abort", leave));
  }

  /** The work is done: lets go of the callers' signals, which may live longer. */
  end(): void {
    for (const letGo of this.#leavers.splice(0)) letGo();
  }
}
