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

interface Wanted {
  readonly limit: number | undefined;
  readonly offset: number | undefined;
  readonly next: string | undefined;
}

interface Page {
  readonly members: readonly WorldMember[];
  /** Only communities have a cursor; "" after the last page. */
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
    const place = { limit: givenLimit(wanted.Limit, context), offset: wanted.Offset, next: wanted.Next };
    const page =
      group.type === "Community" ? byCursor(members, place, context) : byOffset(members, place, context);
    return {
      // All of the group, whatever the filter leaves out.
      MemberNum: group.members.size,
      ...(page.next !== undefined && { Next: page.next }),
      MemberList: page.members.map((member) => memberAnswer(member, group, view, context)),
    };
  },
});

function byOffset(members: readonly WorldMember[], wanted: Wanted, { choices }: CommandContext): Page {
  const { next, offset = 0, limit } = wanted;
  if (next !== undefined) throw new Refusal(10004, "Next pages communities only");
  if (limit !== undefined && limit > choices.maxMemberPage) {
    throw new Refusal(10004, `Limit is at most ${choices.maxMemberPage}`);
  }
  return { members: members.slice(offset, offset + (limit ?? members.length)) };
}

function byCursor(members: readonly WorldMember[], wanted: Wanted, { choices }: CommandContext): Page {
  const { next, offset, limit = choices.maxCommunityPage } = wanted;
  if (offset !== undefined) throw new Refusal(10004, "communities are paged by Next, not by Offset");
  const from = positionAt(next);
  if (limit > choices.maxCommunityPage)
    throw new Refusal(10004, `Limit is at most ${choices.maxCommunityPage}`);
  const end = from + limit;
  return { members: members.slice(from, end), next: end < members.length ? cursorAt(end) : "" };
}
