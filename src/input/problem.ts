/** One thing that is wrong with an input. All of them are reported at once. */
export interface Problem {
  /** The path from the argument, such as `input.customFields[1].value`. */
  readonly path: string;
  /** What is wrong and what is allowed. Never repeats the value. */
  readonly message: string;
  /** The limit that was broken, if any. Bytes for texts. */
  readonly limit: number | null;
  /** The given amount, in the same unit. */
  readonly actual: number | null;
}

/** Further problems are only counted. The last problem in the list says how many there are. */
const MAX_REPORTED = 100;

/** Collects the problems of one input while it is read. */
export class Problems {
  readonly #reported: Problem[] = [];
  #count = 0;

  add(path: string, message: string, measure?: { limit: number; actual: number }): void {
    this.#count += 1;
    if (this.#reported.length >= MAX_REPORTED) return;
    this.#reported.push({ path, message, limit: measure?.limit ?? null, actual: measure?.actual ?? null });
  }

  get none(): boolean {
    return this.#count === 0;
  }

  get list(): readonly Problem[] {
    const unreported = this.#count - this.#reported.length;
    if (unreported === 0) return this.#reported;
    const message = `There are ${unreported} more problems. Fix these first.`;
    return [...this.#reported, { path: "", message, limit: MAX_REPORTED, actual: this.#count }];
  }
}
