import { z } from "zod";
import { command, findGroup, inAnswerOrder, refuseLiveRoom } from "./command.js";
import {
  customKeyFilter,
  hasRole,
  memberAnswer,
  memberFilter,
  memberView,
  roleFilter,
} from "./member-answer.js";
import { Refusal } from "./refusal.js";

const MAX_ACCOUNTS = 50;

/** The members among the given accounts. Other accounts are omitted without an error. */
export const getSpecifiedGroupMemberInfo = command({
  name: "get_specified_group_member_info",
  changes: false,
  input: (object) =>
    object({
      GroupId: z.string(),
      Member_List_Account: z.array(z.string()).min(1).max(5000),
      MemberInfoFilter: memberFilter,
      MemberRoleFilter: roleFilter,
      AppDefinedDataFilter_GroupMember: customKeyFilter,
    }),
  run(wanted, context) {
    if (wanted.Member_List_Account.length > MAX_ACCOUNTS) {
      throw new Refusal(10005, `more than ${MAX_ACCOUNTS} accounts`);
    }
    const group = findGroup(wanted.GroupId, context.world);
    refuseLiveRoom(group, context);
    const view = memberView(wanted.MemberInfoFilter, wanted.AppDefinedDataFilter_GroupMember, context);
    const found = [...new Set(wanted.Member_List_Account)]
      .flatMap((userId) => group.members.get(userId) ?? [])
      .filter(hasRole(wanted.MemberRoleFilter, context))
      .map((member) => memberAnswer(member, group, view, context));
    const absent = found.length === 0 && context.choices.emptyMemberList === "absent";
    return { GroupId: group.id, ...(!absent && { MemberList: inAnswerOrder(found, context) }) };
  },
});
