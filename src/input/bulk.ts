import { failed, ok, type Result } from "../result.js";
import type { MemberChange } from "../tencent-im/model.js";
import { checkCourseId } from "./ids.js";
import { type MemberChangeInput, memberChangeOf } from "./member-change.js";
import { type Problem, Problems } from "./problem.js";

const MAX_ITEMS = 10_000;
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
  const seen = new Set<string>();
  courseIds.forEach((courseId, index) => {
    checkCourseId(courseId, `${path}.courseIds[${index}]`, problems);
    if (seen.has(courseId)) problems.add(`${path}.courseIds[${index}]`, "is given twice");
    seen.add(courseId);
  });
  return problems.none ? ok(courseIds.map((courseId) => ({ courseId }))) : failed(problems.list);
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
function checkCount(items: readonly unknown[], path: string, problems: Problems): boolean {
  if (items.length >= 1 && items.length <= MAX_ITEMS) return true;
  problems.add(path, `must be 1 to ${MAX_ITEMS} items`, { limit: MAX_ITEMS, actual: items.length });
  return false;
}

function checkKey(key: string, path: string, problems: Problems): void {
  if (key.length < 1 || key.length > KEY_LENGTH) {
    problems.add(path, `must be 1 to ${KEY_LENGTH} characters long`, {
      limit: KEY_LENGTH,
      actual: key.length,
    });
  }
  if (CONTROL.test(key) || !key.isWellFormed())
    problems.add(path, "contains a control character or half of a character (a lone surrogate)");
}
