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

/** Gathers the problems of one input while it is read. */
export class Problems {
  readonly list: Problem[] = [];

  add(path: string, message: string, measure?: { limit: number; actual: number }): void {
    this.list.push({ path, message, limit: measure?.limit ?? null, actual: measure?.actual ?? null });
  }

  get none(): boolean {
    return this.list.length === 0;
  }
}
