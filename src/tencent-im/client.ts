import type { Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { ImDeps, ImFailure } from "./command.js";
import type { GroupRead } from "./group-reads.js";
import { type JoinedGroupsPage, type JoinedGroupsQuery, readJoinedGroups } from "./joined-groups.js";
import { joinUpdates } from "./joined-updates.js";
import { isMade } from "./member-evidence.js";
import { type MemberPage, type MemberQuery, readMemberPage } from "./member-pages.js";
import type { MemberRead } from "./member-reads.js";
import { type MemberUpdated, type UpdateMemberFailure, updateMember } from "./member-update.js";
import type { GroupField, MemberChange, MemberField } from "./model.js";
import { shareReads } from "./shared-reads.js";

/** Reads and changes groups and members in Tencent Cloud Chat. All calls are made as the app administrator. */
export interface TencentImClient {
  /** Reads groups by id, 50 per call; concurrent requests share calls. The result has every requested id, with null for unknown groups. */
  groups(
    groupIds: readonly string[],
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, GroupRead>>;

  /** Reads members of one group by user id, in the same way. The result has every requested id. */
  members(
    groupId: string,
    userIds: readonly string[],
    fields: ReadonlySet<MemberField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, MemberRead>>;

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
