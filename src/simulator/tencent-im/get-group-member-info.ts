import { z } from "zod";
import type { WorldMember } from "../world.js";
import { type CommandContext, command, findGroup, refuseAvChatRoom, uint32 } from "./command.js";
import { customKeyFilter, memberAnswer, memberFilter, memberView, roleFilter } from "./member-answer.js";
import { Refusal } from "./refusal.js";

const input = z.strictObject({
  GroupId: z.string(),
  Limit: z.int().min(1).optional(),
  Offset: uint32.optional(),
  Next: z.string().optional(),
  MemberInfoFilter: memberFilter,
  MemberRoleFilter: roleFilter,
  AppDefinedDataFilter_GroupMember: customKeyFilter,
});
type Input = z.output<typeof input>;

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
    refuseAvChatRoom(group, context);
    const view = memberView(wanted.MemberInfoFilter, wanted.AppDefinedDataFilter_GroupMember, context);
    const roles = wanted.MemberRoleFilter;
    const members = [...group.members.values()].filter(
      ({ role }) => roles === undefined || roles.includes(role),
    );
    const page =
      group.type === "Community" ? byCursor(members, wanted, context) : byOffset(members, wanted, context);
    return {
      // All of the group, whatever the filter leaves out.
      MemberNum: group.members.size,
      ...(page.next !== undefined && { Next: page.next }),
      MemberList: page.members.map((member) => memberAnswer(member, group, view, context)),
    };
  },
});

function byOffset(members: readonly WorldMember[], wanted: Input, { choices }: CommandContext): Page {
  if (wanted.Next !== undefined) throw new Refusal(10004, "Next pages communities only");
  const { Offset = 0, Limit = members.length } = wanted;
  if (wanted.Limit !== undefined && Limit > choices.maxMemberPage) {
    throw new Refusal(10004, `Limit is at most ${choices.maxMemberPage}`);
  }
  return { members: members.slice(Offset, Offset + Limit) };
}

function byCursor(members: readonly WorldMember[], wanted: Input, { choices }: CommandContext): Page {
  const { Next, Limit = choices.maxCommunityPage } = wanted;
  if (wanted.Offset !== undefined) throw new Refusal(10004, "communities are paged by Next, not by Offset");
  if (Next === undefined || !/^\d{0,15}$/.test(Next))
    throw new Refusal(10004, 'Next must be "" or what was returned');
  if (Limit > choices.maxCommunityPage)
    throw new Refusal(10004, `Limit is at most ${choices.maxCommunityPage}`);
  const from = Number(Next);
  const next = from + Limit < members.length ? String(from + Limit) : "";
  return { members: members.slice(from, from + Limit), next };
}
