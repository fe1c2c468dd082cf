/** What is to be closed. The last that was opened is closed first. */
export class ClosingStack {
  readonly #steps: (() => unknown)[] = [];
  #closed: Promise<void> | undefined;

  /** `close` is called once, when everything that was added later has been closed. */
  add(close: () => unknown): void {
    this.#steps.push(close);
  }

  /** Closes everything, also what comes after a step that failed; then rejects with the first failure. Runs once, however often it is called. */
  close(): Promise<void> {
    return (this.#closed ??= this.#run());
  }

  async #run(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
