import { failed, ok, type Result } from "../src/result.js";
import type { BulkOperationState } from "./operations/generated/graphql.js";
import { type Connection, readConnection, refuseOptions, type Values } from "./options.js";

/** A command that only reads: status or list. */
export type Query =
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
const FILE_OPTIONS = ["courses", "file", "key", "result", "dry-run", "cancel"] as const;
const MAX_FIRST = 100;

export const isQuery = (command: string | undefined): boolean => command === "status" || command === "list";

/** Reads the command line of status or list. Reports all problems at once. */
export function readQuery(
  [command = "", ...more]: readonly string[],
  values: Values,
  env: Readonly<Record<string, string | undefined>>,
): Result<Query, readonly string[]> {
  const problems: string[] = [];
  const connection = readConnection(values, env, problems);
  refuseOptions(FILE_OPTIONS, command, values, problems);
  if (command === "status") {
    refuseOptions(["first", "after", "state"], command, values, problems);
    const [id = ""] = more;
    if (more.length !== 1 || id === "")
      problems.push("status needs one operation id. The command that started the operation printed it.");
    return problems.length > 0 ? failed(problems) : ok({ ...connection, command: "status", id });
  }
  if (more.length > 0) problems.push(`list takes no argument: ${more.join(" ")}. Leave it out.`);
  const first = values.first ?? "20";
  if (!/^\d{1,3}$/.test(first) || Number(first) < 1 || Number(first) > MAX_FIRST)
    problems.push(`--first must be a whole number from 1 to ${MAX_FIRST}.`);
  const { state = null } = values;
  if (!isState(state)) problems.push(`--state must be one of ${Object.keys(STATES).join(", ")}.`);
  if (problems.length > 0 || !isState(state)) return failed(problems);
  return ok({ ...connection, command: "list", first: Number(first), after: values.after ?? null, state });
}

const isState = (state: string | null): state is BulkOperationState | null =>
  state === null || Object.hasOwn(STATES, state);
