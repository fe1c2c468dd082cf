import { badUserInput } from "../../src/graphql/read-error.js";
import { Problems } from "../../src/input/problem.js";

/** Checks arguments. Throws one error with all problems, for fields that have no union to return them in. */
export function checkArguments(check: (problems: Problems) => void): void {
  const problems = new Problems();
  check(problems);
  if (!problems.none) throw badUserInput(problems.list);
}
