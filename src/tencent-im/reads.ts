import type { CallContext } from "../vendor/call-context.js";
import type { GroupRead } from "./group-reads.js";
import type { JoinedGroupsQuery, JoinedGroupsRead } from "./joined-groups.js";
import type { MemberPageRead, MemberQuery } from "./member-pages.js";
import type { MemberRead } from "./member-reads.js";
import type { GroupField, MemberField } from "./model.js";

/** What can be read of groups and members. */
export interface GroupReads {
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
  ): Promise<MemberPageRead>;

  /** Reads a page of the groups that a user is in, at most 100. */
  joinedGroups(
    query: JoinedGroupsQuery,
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<JoinedGroupsRead>;
}
