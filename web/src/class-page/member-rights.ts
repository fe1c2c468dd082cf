import type { Session } from "../session/model.js";
import type { Member } from "./types.js";

/** What the page offers to do with a member. The graph and Tencent IM decide what is allowed. */
export interface MemberRights {
  readonly change: boolean;
  readonly changeRole: boolean;
}

/** The caller's rights over each member: their scopes, and with `write:own` their own role in the group. */
export function memberRights(
  { claims, rights }: Session,
  members: readonly Member[],
): (member: Member) => MemberRights {
  const me = members.find(({ userId }) => userId === claims.subject);
  const isOwner = rights.changeAll || (rights.changeOwn && me?.role === "OWNER");
  const isAdministrator = rights.changeOwn && me?.role === "ADMIN";
  return (member) => ({
    change:
      !member.accountLost &&
      (isOwner || (isAdministrator && (member.role === "MEMBER" || member.userId === me?.userId))),
    changeRole: isOwner && !member.accountLost && member.role !== "OWNER",
  });
}
