/** So many are reported. Reading stops there, so how many more there are is not known. */
const MOST_PROBLEMS = 10;
/** A name that a client made up may be as long as its body. */
const LONGEST_NAME = 60;

/** Where a value stands. It becomes text only for a problem: most values have none. */
export interface InputPath {
  readonly above: InputPath | null;
  readonly step: string | number;
}

export const inputPath = (above: InputPath | null, step: string | number): InputPath => ({ above, step });

function textOf({ above, step }: InputPath): string {
  if (above === null) return String(step);
  return typeof step === "number" ? `${textOf(above)}[${step}]` : `${textOf(above)}.${step}`;
}

/** What is wrong with the variables of one request. No value is among it. */
export class VariableProblems {
  readonly list: string[] = [];

  get areEnough(): boolean {
    return this.list.length >= MOST_PROBLEMS;
  }

  add(path: InputPath, problem: string): void {
    if (!this.areEnough) this.list.push(`${textOf(path)} ${problem}`);
  }

  addUnknownField(path: InputPath, name: string): void {
    this.add(path, `has no field ${name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`}`);
  }
}
