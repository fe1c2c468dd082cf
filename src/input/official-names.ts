import { failed, ok, type Result } from "../result.js";
import { checkClassinUid } from "./classin-uids.js";
import { checkChangeableUserId } from "./ids.js";
import { type Problem, Problems } from "./problem.js";
import { hasNothingToSee, readText } from "./text.js";

/** A name as the client sent it. Null counts as absent. */
export interface OfficialNameInput {
  readonly userId: string;
  readonly classinUid?: string | null;
  readonly name: string;
}

/** A name that passed all checks. Without a number, a known one is kept; an empty number removes it. */
export interface CheckedName {
  readonly userId: string;
  readonly classinUid?: string;
  readonly name: string;
}

export const MAX_NAMES = 1_000;
/** In characters: a name card takes only 50 bytes, but the school's own name may be longer. */
const MAX_CHARACTERS = 100;
/** Checked first, because composing can take time in the square of the length. Four units for each character. */
const MAX_UNITS = 400;
/** Never reached by a text of that many units. */
const TEXT_RULE = { maxBytes: 16 * MAX_UNITS, blankAllowed: true };

/** Checks a list of names. Reports every problem at once, with the index of the name. */
export function readOfficialNames(
  names: readonly OfficialNameInput[],
  path: string,
): Result<readonly CheckedName[], readonly Problem[]> {
  const problems = new Problems();
  if (names.length < 1 || names.length > MAX_NAMES) {
    problems.add(path, `must be 1 to ${MAX_NAMES} names`, { limit: MAX_NAMES, actual: names.length });
    return failed(problems.list);
  }
  const userIds = new Set<string>();
  const numbers = new Set<string>();
  const checked = names.map((input, index) => {
    const at = `${path}[${index}]`;
    const name = officialNameOf(input, at, problems);
    if (userIds.has(name.userId)) problems.add(`${at}.userId`, "is given twice");
    userIds.add(name.userId);
    const { classinUid = "" } = name;
    if (numbers.has(classinUid)) problems.add(`${at}.classinUid`, "is given twice");
    if (classinUid !== "") numbers.add(classinUid);
    return name;
  });
  return problems.none ? ok(checked) : failed(problems.list);
}

/** Checks one name. */
export function readOfficialName(
  input: OfficialNameInput,
  path: string,
): Result<CheckedName, readonly Problem[]> {
  const problems = new Problems();
  const name = officialNameOf(input, path, problems);
  return problems.none ? ok(name) : failed(problems.list);
}

/** Use the result only if nothing was added to `problems`. */
function officialNameOf(
  { userId, classinUid, name }: OfficialNameInput,
  path: string,
  problems: Problems,
): CheckedName {
  checkChangeableUserId(userId, `${path}.userId`, problems);
  if (classinUid != null && classinUid !== "") checkClassinUid(classinUid, `${path}.classinUid`, problems);
  return {
    userId,
    ...(classinUid != null && { classinUid }),
    name: readName(name, `${path}.name`, problems),
  };
}

const LENGTH = `an official name is 1 to ${MAX_CHARACTERS} characters`;

function readName(name: string, path: string, problems: Problems): string {
  if (name === "") problems.add(path, `is empty; ${LENGTH}`);
  const tooLong = (actual: number) =>
    problems.add(path, `is too long; ${LENGTH}`, { limit: MAX_CHARACTERS, actual });
  if (name.length > MAX_UNITS) {
    tooLong(name.length);
    return name;
  }
  const read = readText(name, path, TEXT_RULE, problems);
  const characters = Array.from(read).length;
  if (characters > MAX_CHARACTERS) tooLong(characters);
  if (hasNothingToSee(read)) problems.add(path, `consists of blanks only; ${LENGTH}`);
  return read;
}

const MAX_SEARCH = 100;

/** Checks a text to search for. */
export function checkSearch(search: string, path: string, problems: Problems): void {
  if (search.length < 1 || search.length > MAX_SEARCH) {
    problems.add(path, `must be 1 to ${MAX_SEARCH} characters long`, {
      limit: MAX_SEARCH,
      actual: search.length,
    });
  } else readText(search, path, TEXT_RULE, problems);
}
