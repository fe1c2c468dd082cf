/** One thing that is wrong with an input. All of them are reported at once. */
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

/** Most problems that are reported. The last one says how many more there are. */
const MOST_REPORTED = 100;

/** Gathers the problems of one input while it is read. */
export class Problems {
  readonly #reported: Problem[] = [];
  #count = 0;

  add(path: string, message: string, measure?: { limit: number; actual: number }): void {
    this.#count += 1;
    if (this.#reported.length >= MOST_REPORTED) return;
    this.#reported.push({ path, message, limit: measure?.limit ?? null, actual: measure?.actual ?? null });
  }

  get none(): boolean {
    return this.#count === 0;
  }

  get list(): readonly Problem[] {
    const unreported = this.#count - this.#reported.length;
    if (unreported === 0) return this.#reported;
    const message = `There are ${unreported} more problems. Mend these first.`;
    return [...this.#reported, { path: "", message, limit: MOST_REPORTED, actual: this.#count }];
  }
}
