import type { Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { ImDeps, ImFailure } from "./command.js";
import { type JoinedGroupsPage, type JoinedGroupsQuery, readJoinedGroups } from "./joined-groups.js";
import { joinUpdates } from "./joined-updates.js";
import { isMade } from "./member-evidence.js";
import { type MemberPage, type MemberQuery, readMemberPage } from "./member-pages.js";
import { type MemberUpdated, type UpdateMemberFailure, updateMember } from "./member-update.js";
import type { GroupField, MemberChange, MemberField } from "./model.js";
import { type SharedReads, shareReads } from "./shared-reads.js";

/** Reads and changes groups and members in Tencent Cloud Chat. All calls are made as the app administrator. */
export interface TencentImClient extends Omit<SharedReads, "forget"> {
  /** Reads the next members of a group, at most 100. */
  memberPage(
    query: MemberQuery,
    fields: ReadonlySet<MemberField>,
    context: CallContext,
  ): Promise<Result<MemberPage, ImFailure>>;

  /** Reads a page of the groups that a user is in, at most 100. */
  joinedGroups(
    query: JoinedGroupsQuery,
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<Result<JoinedGroupsPage, ImFailure>>;

  /**
   * Makes all of a change to one member in one call. A mute is sent again only after a check that the first was not made.
   * The same change, requested again while it is in progress, shares its outcome.
   */
  updateMember(
    change: MemberChange,
    context: CallContext,
  ): Promise<Result<MemberUpdated, UpdateMemberFailure>>;

  /** Whether a change begun at `begunAt`, whose answer was lost, was made. Null if that cannot be found out. */
  wasMade(change: MemberChange, begunAt: Date, context: CallContext): Promise<boolean | null>;
}

export function createTencentImClient(deps: ImDeps): TencentImClient {
  const shared = shareReads(deps);
  const update = joinUpdates(deps.clock, async (change, context) => {
    const updated = await updateMember(deps, change, context);
    shared.forget(change.groupId, change.userId);
    return updated;
  });
  return {
    groups: (groupIds, fields, context) => shared.groups(groupIds, fields, context),
    members: (groupId, userIds, fields, context) => shared.members(groupId, userIds, fields, context),
    memberPage: (query, fields, context) => readMemberPage(deps, query, fields, context),
    joinedGroups: (query, fields, context) => readJoinedGroups(deps, query, fields, context),
    updateMember: update,
    wasMade: (change, begunAt, context) => isMade(deps, change, begunAt, context),
  };
}
