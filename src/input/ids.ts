import type { Problems } from "./problem.js";

/** ClassIn's course numbers are digits only; 20 hold any unsigned 64-bit number. */
const COURSE_ID = /^\d{1,20}$/;
/** Printable ASCII, at most 48 bytes (docs/vendors/tencent-im.md, limits of ids). */
const GROUP_ID = /^[\x20-\x7e]{1,48}$/;
/** The set that all of the vendor's pages agree on, at most 32 bytes. */
const USER_ID = /^[A-Za-z0-9_-]{1,32}$/;
/** What the store names its rows by. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isCourseId = (id: unknown): id is string => typeof id === "string" && COURSE_ID.test(id);
export const isGroupId = (id: unknown): id is string => typeof id === "string" && GROUP_ID.test(id);
export const isUuid = (id: unknown): id is string => typeof id === "string" && UUID.test(id);
export const isUserId = (id: unknown): id is string => typeof id === "string" && USER_ID.test(id);

export function checkCourseId(id: string, path: string, problems: Problems): void {
  if (!isCourseId(id)) problems.add(path, "must be a ClassIn course number: 1 to 20 digits");
}

export function checkGroupId(id: string, path: string, problems: Problems): void {
  if (!isGroupId(id)) problems.add(path, "must be a Tencent IM group id: 1 to 48 printable ASCII characters");
}

export function checkUserId(id: string, path: string, problems: Problems): void {
  if (!isUserId(id)) problems.add(path, "must be a Tencent IM user id: 1 to 32 letters, digits, _ or -");
}
