import type { JoinedGroupsQuery } from "./joined-groups.js";
import type { MemberPosition, MemberQuery } from "./member-pages.js";
import type { GroupRole, GroupType } from "./model.js";

/** Pages of one group, or of one user's groups, by what was asked. Different ways to ask for the same have the same key. */

export function pageKeyOf({ first, after, roles }: MemberQuery): string {
  return JSON.stringify([first, after, roles === null ? null : sorted(roles)]);
}

export function pageOfKey(groupId: string, key: string): MemberQuery {
  const [first, after, roles] = JSON.parse(key) as [number, MemberPosition | null, GroupRole[] | null];
  return { groupId, first, after, roles };
}

export function joinedKeyOf({ first, offset, types }: JoinedGroupsQuery): string {
  return JSON.stringify([first, offset, sorted(types)]);
}

export function joinedOfKey(userId: string, key: string): JoinedGroupsQuery {
  const [first, offset, types] = JSON.parse(key) as [number, number, GroupType[]];
  return { userId, first, offset, types };
}

/** Each once: a client may repeat them. */
const sorted = <Word extends string>(words: readonly Word[]): Word[] => [...new Set(words)].sort();
