import { ok } from "../../result.js";
import type { MemberPageRead } from "../member-pages.js";
import type { MemberRead } from "../member-reads.js";
import type { MemberProfile } from "../model.js";

/** Kept members show mutes that may have ended since. These functions return the same value if none has. */
const isOver = (member: MemberProfile, nowMs: number): boolean =>
  member.mutedUntil !== null && member.mutedUntil.getTime() <= nowMs;

const unmuted = (member: MemberProfile): MemberProfile => ({ ...member, mutedUntil: null });

export function withoutEndedMute(read: MemberRead, nowMs: number): MemberRead {
  if (!read.ok || read.value === null || !isOver(read.value, nowMs)) return read;
  return ok(unmuted(read.value));
}

export function withoutEndedMutes(read: MemberPageRead, nowMs: number): MemberPageRead {
  if (!read.ok || !read.value.members.some(({ member }) => isOver(member, nowMs))) return read;
  return ok({
    ...read.value,
    members: read.value.members.map((paged) =>
      isOver(paged.member, nowMs) ? { ...paged, member: unmuted(paged.member) } : paged,
    ),
  });
}
