/** Calls back after some milliseconds. Returns a function that cancels the timer. */
export type After = (ms: number, callback: () => void) => () => void;

export const systemAfter: After = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** Timers that can all be cancelled, so that none keeps the process alive or runs after the simulator closed. */
export class Timers {
  readonly #after: After;
  readonly #cancels = new Set<() => void>();

  constructor(after: After) {
    this.#after = after;
  }

  after(ms: number, callback: () => void): () => void {
    const cancelTimer = this.#after(ms, () => {
      this.#cancels.delete(cancel);
      callback();
    });
    const cancel = () => {
      this.#cancels.delete(cancel);
      cancelTimer();
    };
    this.#cancels.add(cancel);
    return cancel;
  }

  cancelAll(): void {
    for (const cancel of this.#cancels) cancel();
  }
}
