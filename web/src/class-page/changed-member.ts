import type { Member, MemberChange } from "./types.js";

/** The member as it will probably be, shown until the server has answered. */
export function changedMember(member: Member, change: MemberChange, now: Date): Member {
  const { nameCard = member.nameCard, role = member.role, muteForSeconds } = change;
  const isSameName = member.officialName == null ? null : nameCard?.trim() === member.officialName;
  return {
    ...member,
    nameCard,
    role,
    ...(change.nameCard !== undefined && member.nameMatches !== undefined && { nameMatches: isSameName }),
    ...(muteForSeconds !== undefined && { mutedUntil: mutedUntil(muteForSeconds, now) }),
  };
}

const mutedUntil = (seconds: number, now: Date): string | null =>
  seconds === 0 ? null : new Date(now.getTime() + seconds * 1000).toISOString();
