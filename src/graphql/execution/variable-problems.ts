/** So many are reported. Reading stops there, so how many more there are is not known. */
const MOST_PROBLEMS = 10;
/** 10,000 changes with five custom fields each: no request that is right has more items in all its lists. */
const MOST_ITEMS = 60_000;
/** A name that a client made up may be as long as its body. */
const LONGEST_NAME = 60;

/** What is wrong with the variables of one request. No value is among it. */
export class VariableProblems {
  readonly list: string[] = [];
  /**
   * Where the value that is read stands: a variable, and the fields and indexes below it. Readers keep it up to date;
   * it becomes text only for a problem.
   */
  readonly path: (string | number)[] = [];
  #items = 0;

  get areEnough(): boolean {
    return this.list.length >= MOST_PROBLEMS || this.#items > MOST_ITEMS;
  }

  /** Counts the items of a list before they are read. False where there are too many in all: they are not to be read. */
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
