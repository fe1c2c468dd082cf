/** One thing that is wrong with an input. All of them are told at once. */
export interface Problem {
  /** Where, from the argument on: `input.customFields[1].value`. */
  readonly path: string;
  /** What is wrong and what would be right. Never repeats the value. */
  readonly message: string;
  /** What is allowed at most, where it is a number; bytes for texts. */
  readonly limit: number | null;
  /** What was given, in the same unit. */
  readonly actual: number | null;
}

/** So many are told. How many more there are is the last. */
const MOST_TOLD = 100;

/** Gathers the problems of one input while it is read. */
export class Problems {
  readonly #told: Problem[] = [];
  #count = 0;

  add(path: string, message: string, measure?: { limit: number; actual: number }): void {
    this.#count += 1;
    if (this.#told.length >= MOST_TOLD) return;
    this.#told.push({ path, message, limit: measure?.limit ?? null, actual: measure?.actual ?? null });
  }

  get none(): boolean {
    return this.#count === 0;
  }

  get list(): readonly Problem[] {
    const untold = this.#count - this.#told.length;
    if (untold === 0) return this.#told;
    const message = `There are ${untold} more problems. Mend these first.`;
    return [...this.#told, { path: "", message, limit: MOST_TOLD, actual: this.#count }];
  }
}
