/** Reading stops after so many problems. */
const MAX_PROBLEMS = 10;
/** 10,000 changes with five custom fields each. No valid request has more items in all its lists. */
const MAX_ITEMS = 60_000;
/** An unknown field's name may be as long as the body. */
const MAX_NAME_LENGTH = 60;

/** The problems of one request's variables. Contains no values. */
export class VariableProblems {
  readonly list: string[] = [];
  /**
   * The path of the value being read: a variable, then fields and indexes. Readers update it. It becomes text only for a
   * problem.
   */
  readonly path: (string | number)[] = [];
  #items = 0;

  get isFull(): boolean {
    return this.list.length >= MAX_PROBLEMS || this.#items > MAX_ITEMS;
  }

  /** Counts the items of a list before they are read. If false, there are too many in all: do not read them. */
  countItems(count: number): boolean {
    const isTooMany = this.#items + count > MAX_ITEMS;
    if (isTooMany)
      this.add(`brings the lists to more than ${MAX_ITEMS} items in all. Send them in several requests`);
    this.#items += count;
    return !isTooMany;
  }

  add(problem: string): void {
    if (this.isFull) return;
    const [variable, ...below] = this.path;
    const steps = below.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
    this.list.push(`$${variable}${steps.join("")} ${problem}`);
  }

  addUnknownField(name: string): void {
    this.add(`has no field ${name.length <= MAX_NAME_LENGTH ? name : `${name.slice(0, MAX_NAME_LENGTH)}…`}`);
  }
}
