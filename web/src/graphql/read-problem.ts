import { CombinedGraphQLErrors } from "@apollo/client/errors";

/** Why something could not be read, as far as it matters to the reader. */
export type ReadProblem = "OFFLINE" | "REFUSED" | "BUSY" | "UNAVAILABLE" | "INPUT" | "UNKNOWN";

const BY_CODE: ReadonlyMap<unknown, ReadProblem> = new Map([
  ["FORBIDDEN", "REFUSED"],
  ["UNAUTHENTICATED", "REFUSED"],
  ["RATE_LIMITED", "BUSY"],
  ["VENDOR_UNAVAILABLE", "UNAVAILABLE"],
  ["STORE_UNAVAILABLE", "UNAVAILABLE"],
  ["CALLER_CHECK_UNAVAILABLE", "UNAVAILABLE"],
  ["BAD_USER_INPUT", "INPUT"],
]);

/** Goes by the codes of the errors, which are part of the graph's contract. */
export function readProblem(error: unknown): ReadProblem {
  if (!CombinedGraphQLErrors.is(error)) return error instanceof TypeError ? "OFFLINE" : "UNKNOWN";
  const codes = error.errors.map(({ extensions }) => extensions?.["code"]);
  return codes.map((code) => BY_CODE.get(code)).find((problem) => problem !== undefined) ?? "UNKNOWN";
}
