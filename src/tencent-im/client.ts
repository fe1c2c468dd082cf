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

/** Tencent Cloud Chat's groups and their members, in our words. All calls are the app administrator's. */
export interface TencentImClient {
  /** Groups by id, in calls of 50, together with what other requests read meanwhile. Every id asked for is in the answer, null where there is no such group. */
  groups(
    groupIds: readonly string[],
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, GroupRead>>;

  /** Members of one group by user id, likewise. Every id asked for is in the answer. */
  members(
    groupId: string,
    userIds: readonly string[],
    fields: ReadonlySet<MemberField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, MemberRead>>;

  /** The next members of a group, at most 100. */
  memberPage(
    query: MemberQuery,
    fields: ReadonlySet<MemberField>,
    context: CallContext,
  ): Promise<Result<MemberPage, ImFailure>>;

  /** A page of the groups that a user is in, at most 100. */
  joinedGroups(
    query: JoinedGroupsQuery,
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<Result<JoinedGroupsPage, ImFailure>>;

  /**
   * Changes one member: all that is given, in one call. Never sent twice where that would differ from once.
   * The same change, asked for again while it is being made, is joined.
   */
  updateMember(
    change: MemberChange,
    context: CallContext,
  ): Promise<Result<MemberUpdated, UpdateMemberFailure>>;

  /** Whether a change that was begun then, and not heard of again, was made. Null where that cannot be told. */
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
