import type { Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { ImDeps, ImFailure } from "./command.js";
import { type GroupRead, type JoinedGroupsPage, readGroups, readJoinedGroups } from "./group-reads.js";
import { type MemberPage, type MemberQuery, readMemberPage } from "./member-pages.js";
import { type MemberRead, readMembers } from "./member-reads.js";
import { type MemberUpdated, type UpdateMemberFailure, updateMember } from "./member-update.js";
import type { GroupField, GroupType, MemberChange, MemberField } from "./model.js";

/** Tencent Cloud Chat's groups and their members, in our words. All calls are the app administrator's. */
export interface TencentImClient {
  /** Groups by id, in calls of 50. Every id asked for is in the answer, null where there is no such group. */
  groups(
    groupIds: readonly string[],
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, GroupRead>>;

  /** Members of one group by user id, in calls of 50. Every id asked for is in the answer. */
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

  /** A page of the groups that a user is in, at most 5000. */
  joinedGroups(
    query: { userId: string; offset: number; limit: number; type: GroupType | null },
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<Result<JoinedGroupsPage, ImFailure>>;

  /** Changes one member: all that is given, in one call. Never sent twice where that would differ from once. */
  updateMember(
    change: MemberChange,
    context: CallContext,
  ): Promise<Result<MemberUpdated, UpdateMemberFailure>>;
}

export function createTencentImClient(deps: ImDeps): TencentImClient {
  return {
    groups: (groupIds, fields, context) => readGroups(deps, groupIds, fields, context),
    members: (groupId, userIds, fields, context) => readMembers(deps, groupId, userIds, fields, context),
    memberPage: (query, fields, context) => readMemberPage(deps, query, fields, context),
    joinedGroups: (query, fields, context) => readJoinedGroups(deps, query, fields, context),
    updateMember: (change, context) => updateMember(deps, change, context),
  };
}
