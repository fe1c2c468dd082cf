import { failed, ok, type Result } from "../result.js";
import type { MemberChange } from "../tencent-im/model.js";
import { checkCourseId, checkGroupId } from "./ids.js";
import { type MemberChangeInput, memberChangeOf } from "./member-change.js";
import { type Problem, Problems } from "./problem.js";

const MAX_ITEMS = 10_000;
/** A group may have many thousand members. */
const MAX_GROUPS = 1_000;
const KEY_LENGTH = 255;
const CONTROL = /\p{Cc}/u;

/** Checks a list of courses and its idempotency key. Reports every problem at once, with the index of the course. */
export function readCourseIds(
  { courseIds, idempotencyKey }: { courseIds: readonly string[]; idempotencyKey: string },
  path: string,
): Result<readonly { courseId: string }[], readonly Problem[]> {
  const problems = new Problems();
  checkKey(idempotencyKey, `${path}.idempotencyKey`, problems);
  if (!checkCount(courseIds, `${path}.courseIds`, problems)) return failed(problems.list);
  checkEach(courseIds, checkCourseId, `${path}.courseIds`, problems);
  return problems.none ? ok(courseIds.map((courseId) => ({ courseId }))) : failed(problems.list);
}

/** Checks a list of groups and its idempotency key, like `readCourseIds`. */
export function readGroupIds(
  { groupIds, idempotencyKey }: { groupIds: readonly string[]; idempotencyKey: string },
  path: string,
): Result<readonly { groupId: string }[], readonly Problem[]> {
  const problems = new Problems();
  checkKey(idempotencyKey, `${path}.idempotencyKey`, problems);
  if (!checkCount(groupIds, `${path}.groupIds`, problems, MAX_GROUPS)) return failed(problems.list);
  checkEach(groupIds, checkGroupId, `${path}.groupIds`, problems);
  return problems.none ? ok(groupIds.map((groupId) => ({ groupId }))) : failed(problems.list);
}

/** Checks each id, and that none is given twice. */
function checkEach(
  ids: readonly string[],
  check: (id: string, path: string, problems: Problems) => void,
  path: string,
  problems: Problems,
): void {
  const seen = new Set<string>();
  ids.forEach((id, index) => {
    check(id, `${path}[${index}]`, problems);
    if (seen.has(id)) problems.add(`${path}[${index}]`, "is given twice");
    seen.add(id);
  });
}

/** Checks a list of changes and its idempotency key, like `readCourseIds`. A member may appear more than once. */
export function readMemberChanges(
  { updates, idempotencyKey }: { updates: readonly MemberChangeInput[]; idempotencyKey: string },
  path: string,
): Result<readonly MemberChange[], readonly Problem[]> {
  const problems = new Problems();
  checkKey(idempotencyKey, `${path}.idempotencyKey`, problems);
  if (!checkCount(updates, `${path}.updates`, problems)) return failed(problems.list);
  const changes = updates.map((update, index) =>
    memberChangeOf(update, `${path}.updates[${index}]`, problems),
  );
  return problems.none ? ok(changes) : failed(problems.list);
}

/** The items of a list that is too long are not checked. */
function checkCount(
  items: readonly unknown[],
  path: string,
  problems: Problems,
  limit: number = MAX_ITEMS,
): boolean {
  if (items.length >= 1 && items.length <= limit) return true;
  problems.add(path, `must be 1 to ${limit} items`, { limit, actual: items.length });
  return false;
}

export function checkKey(key: string, path: string, problems: Problems): void {
  if (key.length < 1 || key.length > KEY_LENGTH) {
    problems.add(path, `must be 1 to ${KEY_LENGTH} characters long`, {
      limit: KEY_LENGTH,
      actual: key.length,
    });
  }
  if (CONTROL.test(key) || !key.isWellFormed())
    problems.add(path, "contains a control character or half of a character (a lone surrogate)");
}
