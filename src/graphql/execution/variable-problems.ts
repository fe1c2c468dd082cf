/** Reading stops after so many problems. */
const MOST_PROBLEMS = 10;
/** 10,000 changes with five custom fields each. No valid request has more items in all its lists. */
const MOST_ITEMS = 60_000;
/** An unknown field's name may be as long as the body. */
const LONGEST_NAME = 60;

/** The problems of one request's variables. Contains no values. */
export class VariableProblems {
  readonly list: string[] = [];
  /**
   * The path of the value being read: a variable, then fields and indexes. Readers update it. It becomes text only for a
   * problem.
   */
  readonly path: (string | number)[] = [];
  #items = 0;

  get areEnough(): boolean {
    return this.list.length >= MOST_PROBLEMS || this.#items > MOST_ITEMS;
  }

  /** Counts the items of a list before they are read. If false, there are too many in all: do not read them. */
  takeItems(count: number): boolean {
    const isTooMuch = this.#items + count > MOST_ITEMS;
    if (isTooMuch)
      this.add(`brings the lists to more than ${MOST_ITEMS} items in all. Send them in several requests`);
    this.#items += count;
    return !isTooMuch;
  }

  add(problem: string): void {
    if (this.areEnough) return;
    const [variable, ...below] = this.path;
    const steps = below.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
    this.list.push(`$${variable}${steps.join("")} ${problem}`);
  }

  addUnknownField(name: string): void {
    this.add(`has no field ${name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`}`);
  }
}
