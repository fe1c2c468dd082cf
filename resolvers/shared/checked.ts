import { badUserInput } from "../../src/graphql/read-error.js";
import { Problems } from "../../src/input/problem.js";

/** Checks the arguments of a query, which has no union to answer in: all problems at once, as one error. */
export function checked(check: (problems: Problems) => void): void {
  const problems = new Problems();
  check(problems);
  if (!problems.none) throw badUserInput(problems.list);
}
