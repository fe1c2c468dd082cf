import type { Caller } from "../auth/caller.js";
import { isUserId } from "../input/ids.js";
import type { Loaders } from "./loaders.js";

/** The groups that the caller of one request may see. Every resolver that shows a group or its members must check it. */
export interface VisibleGroups {
  /** Whether the caller may see the group. A promise if the vendor must be asked, once for each group. */
  has(groupId: string): boolean | Promise<boolean>;
  /** Whether the caller may see which groups this user is in. */
  mayListGroupsOf(userId: string): boolean;
  /** Whether what the caller may see depends on the groups that they are in now. */
  readonly dependsOnMembership: boolean;
  /** Records that the caller is in this group, so that the vendor need not be asked. */
  note(groupId: string): void;
}

const NONE: VisibleGroups = {
  has: () => false,
  mayListGroupsOf: () => false,
  dependsOnMembership: false,
  note: () => undefined,
};
const ALL: VisibleGroups = { ...NONE, has: () => true, mayListGroupsOf: () => true };
const NO_FIELDS: ReadonlySet<never> = new Set();

/** `class-groups:read` allows every group, `class-groups:read:own` only those that the caller is in now. */
export function visibleGroups(caller: Caller | null, loaders: Loaders): VisibleGroups {
  if (caller?.scopes.has("class-groups:read")) return ALL;
  const id = caller?.scopes.has("class-groups:read:own") ? caller.id : null;
  if (!isUserId(id)) return NONE;
  const known = new Set<string>();
  return {
    has: (groupId) =>
      known.has(groupId) ||
      loaders.currentMember({ groupId, userId: id, fields: NO_FIELDS }).then((member) => member !== null),
    mayListGroupsOf: (userId) => userId === id,
    dependsOnMembership: true,
    note: (groupId) => void known.add(groupId),
  };
}
