import { isCourseId, isUserId, isUuid } from "../input/ids.js";
import type { MemberPosition } from "../tencent-im/member-pages.js";
import { isCommunity } from "../tencent-im/model.js";

/** Cursors are opaque to clients. Clients send them, so their content is checked like any input. */
const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64url");
const decode = (cursor: string): string => Buffer.from(cursor, "base64url").toString("utf8");

const OFFSET = /^offset:(\d{1,9})$/;
const VENDOR_CURSOR = /^next:(\d{0,20}):(\d{1,3})$/;

export function memberCursor(position: MemberPosition): string {
  return encode(
    position.by === "offset" ? `offset:${position.offset}` : `next:${position.next}:${position.skip}`,
  );
}

/** Null if it is not a cursor of this group. Communities have another kind of cursor. */
export function readMemberCursor(cursor: string, groupId: string): MemberPosition | null {
  if (!isCommunity(groupId)) {
    const offset = readOffsetCursor(cursor);
    return offset === null ? null : { by: "offset", offset };
  }
  const [, next, skip] = VENDOR_CURSOR.exec(decode(cursor)) ?? [];
  return next === undefined ? null : { by: "cursor", next, skip: Number(skip) };
}

export const offsetCursor = (offset: number): string => encode(`offset:${offset}`);

export function readOffsetCursor(cursor: string): number | null {
  const [, offset] = OFFSET.exec(decode(cursor)) ?? [];
  return offset === undefined ? null : Number(offset);
}

const MOMENT = /^at:(\d{1,14}):([0-9a-f-]{36})$/;

/** A position in a list that is ordered by time. The id separates entries of the same millisecond. */
export const momentCursor = (at: Date, id: string): string => encode(`at:${at.getTime()}:${id}`);

export function readMomentCursor(cursor: string): { at: Date; id: string } | null {
  const [, at, id] = MOMENT.exec(decode(cursor)) ?? [];
  if (at === undefined || id === undefined || !isUuid(id)) return null;
  return { at: new Date(Number(at)), id };
}

/** At most 18 digits, which PostgreSQL's bigint can hold. */
const EVENT = /^event:(\d{1,18})$/;

export const eventCursor = (number: string): string => encode(`event:${number}`);

export function readEventCursor(cursor: string): string | null {
  const [, number] = EVENT.exec(decode(cursor)) ?? [];
  return number ?? null;
}

const COURSE = /^course:(.+)$/;

export const courseCursor = (courseId: string): string => encode(`course:${courseId}`);

export function readCourseCursor(cursor: string): string | null {
  const [, courseId] = COURSE.exec(decode(cursor)) ?? [];
  return isCourseId(courseId) ? courseId : null;
}

const STUDENT = /^student:(\d{1,20})$/;

export const studentCursor = (uid: string): string => encode(`student:${uid}`);

export function readStudentCursor(cursor: string): string | null {
  const [, uid] = STUDENT.exec(decode(cursor)) ?? [];
  return uid ?? null;
}

const NAME = /^name:(.+)$/s;

export const nameCursor = (userId: string): string => encode(`name:${userId}`);

export function readNameCursor(cursor: string): string | null {
  const [, userId] = NAME.exec(decode(cursor)) ?? [];
  return isUserId(userId) ? userId : null;
}
