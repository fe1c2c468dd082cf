import { failed, ok, type Result } from "../src/result.js";
import type { BulkOperationState } from "./operations/generated/graphql.js";
import { type Connection, readConnection, refuseOptions, type Values } from "./options.js";

/** What is asked about operations that were started before. */
export type Question =
  | (Connection & { readonly command: "status"; readonly id: string })
  | (Connection & {
      readonly command: "list";
      readonly first: number;
      readonly after: string | null;
      readonly state: BulkOperationState | null;
    });

const STATES: Readonly<Record<BulkOperationState, true>> = {
  QUEUED: true,
  RUNNING: true,
  CANCELLING: true,
  CANCELLED: true,
  COMPLETED: true,
};
const OF_FILES = ["courses", "file", "key", "result", "dry-run", "cancel"] as const;
const MOST = 100;

export const isQuestion = (command: string | undefined): boolean =>
  command === "status" || command === "list";

/** Reads a command line that asks, and tells every problem at once. */
export function readQuestion(
  [command = "", ...more]: readonly string[],
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
): Result<Question, readonly string[]> {
  const problems: string[] = [];
  const connection = readConnection(values, env, problems);
  refuseOptions(OF_FILES, command, values, problems);
  if (command === "status") {
    refuseOptions(["first", "after", "state"], command, values, problems);
    const [id = ""] = more;
    if (more.length !== 1 || id === "")
      problems.push("status needs one operation id, as the command that started it printed it.");
    return problems.length > 0 ? failed(problems) : ok({ ...connection, command: "status", id });
  }
  if (more.length > 0) problems.push(`list takes no name: ${more.join(" ")}. Leave it out.`);
  const first = values.first ?? "20";
  if (!/^\d{1,3}$/.test(first) || Number(first) < 1 || Number(first) > MOST)
    problems.push(`--first must be a whole number from 1 to ${MOST}.`);
  const { state = null } = values;
  if (!isState(state)) problems.push(`--state must be one of ${Object.keys(STATES).join(", ")}.`);
  if (problems.length > 0 || !isState(state)) return failed(problems);
  return ok({ ...connection, command: "list", first: Number(first), after: values.after ?? null, state });
}

const isState = (state: string | null): state is BulkOperationState | null =>
  state === null || Object.hasOwn(STATES, state);
