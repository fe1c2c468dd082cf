import type { MemberPosition } from "./tencent-im/member-pages.js";
import { isCommunity } from "./tencent-im/model.js";

/** Cursors are opaque to clients; what they hold is checked as any input is, since clients send them. */
const encode = (text: string): string => Buffer.from(text, "utf8").toString("base64url");
const decode = (cursor: string): string => Buffer.from(cursor, "base64url").toString("utf8");

const OFFSET = /^offset:(\d{1,9})$/;
const VENDOR_CURSOR = /^next:(\d{0,20}):(\d{1,3})$/;

export function memberCursor(position: MemberPosition): string {
  return encode(
    position.by === "offset" ? `offset:${position.offset}` : `next:${position.next}:${position.skip}`,
  );
}

/** Null for what is no cursor of this group: communities are paged in a way of their own. */
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
