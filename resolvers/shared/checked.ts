import { MAX_PAGE } from "../../schema/connections.js";
import { badUserInput } from "../../src/graphql/read-error.js";
import { Problems } from "../../src/input/problem.js";

/** Checks the arguments of a query, which has no union to answer in: all problems at once, as one error. */
export function checked(check: (problems: Problems) => void): void {
  const problems = new Problems();
  check(problems);
  if (!problems.none) throw badUserInput(problems.list);
}

/** Adds what is wrong with a page's size. */
export function checkFirst(first: number, problems: Problems): void {
  if (first < 1) problems.add("first", "must be at least 1", { limit: 1, actual: first });
  if (first > MAX_PAGE)
    problems.add("first", `must be at most ${MAX_PAGE}`, { limit: MAX_PAGE, actual: first });
}
