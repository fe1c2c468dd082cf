import { z } from "zod";
import type { WorldMember } from "../world.js";
import {
  type CommandContext,
  command,
  findGroup,
  type ObjectShape,
  refuseLiveRoom,
  uint32,
} from "./command.js";
import {
  customKeyFilter,
  hasRole,
  memberAnswer,
  memberFilter,
  memberView,
  roleFilter,
} from "./member-answer.js";
import { cursorAt, positionAt } from "./member-cursor.js";
import { givenLimit, pageLimit } from "./odd-requests.js";
import { Refusal } from "./refusal.js";

const input = (object: ObjectShape) =>
  object({
    GroupId: z.string(),
    Limit: pageLimit,
    Offset: uint32.optional(),
    Next: z.string().optional(),
    MemberInfoFilter: memberFilter,
    MemberRoleFilter: roleFilter,
    AppDefinedDataFilter_GroupMember: customKeyFilter,
  });

interface PageRequest {
  readonly limit: number | undefined;
  readonly offset: number | undefined;
  readonly next: string | undefined;
}

interface Page {
  readonly members: readonly WorldMember[];
  /** The next cursor, for communities only. "" after the last page. */
  readonly next?: string;
}

export const getGroupMemberInfo = command({
  name: "get_group_member_info",
  changes: false,
  input,
  run(wanted, context) {
    const group = findGroup(wanted.GroupId, context.world);
    refuseLiveRoom(group, context);
    const view = memberView(wanted.MemberInfoFilter, wanted.AppDefinedDataFilter_GroupMember, context);
    const members = [...group.members.values()].filter(hasRole(wanted.MemberRoleFilter, context));
    const request = { limit: givenLimit(wanted.Limit, context), offset: wanted.Offset, next: wanted.Next };
    const page =
      group.type === "Community" ? byCursor(members, request, context) : byOffset(members, request, context);
    return {
      // All members of the group, regardless of the filter.
      MemberNum: group.members.size,
      ...(page.next !== undefined && { Next: page.next }),
      MemberList: page.members.map((member) => memberAnswer(member, group, view, context)),
    };
  },
});

function byOffset(members: readonly WorldMember[], request: PageRequest, { choices }: CommandContext): Page {
  const { next, offset = 0, limit } = request;
  if (next !== undefined) throw new Refusal(10004, "Next works only for communities");
  if (limit !== undefined && limit > choices.maxMemberPage) {
    throw new Refusal(10004, `Limit is at most ${choices.maxMemberPage}`);
  }
  return { members: members.slice(offset, offset + (limit ?? members.length)) };
}

function byCursor(members: readonly WorldMember[], request: PageRequest, { choices }: CommandContext): Page {
  const { next, offset, limit = choices.maxCommunityPage } = request;
  if (offset !== undefined) throw new Refusal(10004, "communities are paged by Next, not by Offset");
  const from = positionAt(next);
  if (limit > choices.maxCommunityPage)
    throw new Refusal(10004, `Limit is at most ${choices.maxCommunityPage}`);
  const end = from + limit;
  return { members: members.slice(from, end), next: end < members.length ? cursorAt(end) : "" };
}
