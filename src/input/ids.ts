import type { Problems } from "./problem.js";
import { unprintable } from "./text.js";
import { utf8Bytes } from "./utf8-bytes.js";

/**
 * ClassIn's course numbers: 20 digits hold any unsigned 64-bit number. ClassIn never writes leading zeros. Refusing them
 * leaves one spelling for each course, so different texts are different courses.
 */
const COURSE_ID = /^[1-9]\d{0,19}$/;
/** Printable ASCII, at most 48 bytes (docs/vendors/tencent-im.md, limits of ids). */
const GROUP_ID = /^[\x20-\x7e]{1,48}$/;
/** Tencent IM's limit, in bytes of UTF-8. Its pages disagree on the allowed characters, and old apps have accounts with others. */
const USER_ID_BYTES = 32;
/** The ids of the store's rows. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What Tencent IM sends instead of the id of a deleted account. No account has this id. */
const LOST_ACCOUNT = "@TLS#NOT_FOUND";

export const isCourseId = (id: unknown): id is string => typeof id === "string" && COURSE_ID.test(id);
export const isGroupId = (id: unknown): id is string => typeof id === "string" && GROUP_ID.test(id);
export const isUuid = (id: unknown): id is string => typeof id === "string" && UUID.test(id);
export const isLostAccount = (id: unknown): boolean => id === LOST_ACCOUNT;
/** Whether an account can have this id. */
export const isUserId = (id: unknown): id is string =>
  typeof id === "string" && !isLostAccount(id) && hasUserIdLength(id) && unprintable(id) === null;

export function checkCourseId(id: string, path: string, problems: Problems): void {
  if (!isCourseId(id)) problems.add(path, "must be a ClassIn course number: 1 to 20 digits, the first not 0");
}

export function checkGroupId(id: string, path: string, problems: Problems): void {
  if (!isGroupId(id)) problems.add(path, "must be a Tencent IM group id: 1 to 48 printable ASCII characters");
}

const USER_ID_RULE = `a Tencent IM user id is 1 to ${USER_ID_BYTES} bytes of printable UTF-8`;

/** For reads. Accepts the id of a lost account, because rosters contain it. No member is found by it. */
export function checkUserId(id: string, path: string, problems: Problems): void {
  if (id === "") return problems.add(path, `is empty; ${USER_ID_RULE}`);
  if (!hasUserIdLength(id)) {
    const actual = utf8Bytes(id);
    return problems.add(path, `is ${actual} bytes long; ${USER_ID_RULE}`, { limit: USER_ID_BYTES, actual });
  }
  const fault = unprintable(id);
  if (fault !== null) problems.add(path, `${fault}; ${USER_ID_RULE}`);
}

/** For changes. Refuses the id of a lost account. */
export function checkChangeableUserId(id: string, path: string, problems: Problems): void {
  checkUserId(id, path, problems);
  if (isLostAccount(id))
    problems.add(path, "marks a deleted account; Tencent IM can neither read nor change it");
}

/** Checked before anything reads the characters. A text has at least as many bytes as UTF-16 units. */
const hasUserIdLength = (id: string): boolean =>
  id !== "" && id.length <= USER_ID_BYTES && utf8Bytes(id) <= USER_ID_BYTES;
