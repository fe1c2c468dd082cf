import { failed, ok, type Result } from "../result.js";
import { checkKey } from "./bulk.js";
import { checkClassinUid } from "./classin-uids.js";
import { readOfficialName } from "./official-names.js";
import { type Problem, Problems } from "./problem.js";

interface RenameInput {
  readonly userId: string;
  readonly classinUid: string;
  readonly name: string;
  readonly idempotencyKey: string;
}

/** ClassIn's limit (docs/vendors/classin.md). It cuts a longer name without an error. */
const MAX_CHARACTERS = 24;

/** Checks all of the input, and reports every problem at once. The name is then in NFC. */
export function readRename(input: RenameInput, path: string): Result<RenameInput, readonly Problem[]> {
  const problems = new Problems();
  const { userId, classinUid, idempotencyKey } = input;
  const checked = readOfficialName({ userId, name: input.name }, path);
  if (!checked.ok)
    for (const problem of checked.error) problems.add(problem.path, problem.message, measureOf(problem));
  checkClassinUid(classinUid, `${path}.classinUid`, problems);
  checkKey(idempotencyKey, `${path}.idempotencyKey`, problems);
  const name = checked.ok ? checked.value.name : "";
  // It does not say what a character is. Rare characters count twice here, so that none can be cut.
  if (name.length > MAX_CHARACTERS)
    problems.add(`${path}.name`, `is longer than the ${MAX_CHARACTERS} characters that ClassIn takes`, {
      limit: MAX_CHARACTERS,
      actual: name.length,
    });
  return problems.none ? ok({ userId, classinUid, name, idempotencyKey }) : failed(problems.list);
}

const measureOf = ({ limit, actual }: Problem) =>
  limit === null || actual === null ? undefined : { limit, actual };
