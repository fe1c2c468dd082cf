/** Closes resources in the reverse of the order in which they were added. */
export class ClosingStack {
  readonly #steps: (() => unknown)[] = [];
  #closed: Promise<void> | undefined;

  /** `close` is called once, after everything that was added later has closed. */
  add(close: () => unknown): void {
    this.#steps.push(close);
  }

  /** Closes everything, even after a failure, then rejects with the first failure. Later calls return the same promise. */
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
