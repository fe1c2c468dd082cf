import { z } from "zod";
import type { WorldGroup } from "../world.js";
import { type CommandContext, command, findGroup, inAnswerOrder, type ObjectShape } from "./command.js";
import { addBaseInfo, baseFields } from "./group-answer.js";
import {
  customKeyFilter,
  EVERYTHING,
  type MemberView,
  memberAnswer,
  memberFilter,
  memberView,
} from "./member-answer.js";
import { Refusal, TEXTS } from "./refusal.js";

const MAX_GROUPS = 50;

const input = (object: ObjectShape) =>
  object({
    GroupIdList: z.array(z.string()).min(1).max(500),
    ResponseFilter: object({
      GroupBaseInfoFilter: z.array(z.string()).optional(),
      MemberInfoFilter: memberFilter,
      AppDefinedDataFilter_Group: customKeyFilter,
      AppDefinedDataFilter_GroupMember: customKeyFilter,
    }).optional(),
  });
type Input = z.output<ReturnType<typeof input>>;

interface View {
  readonly base: ReadonlySet<string>;
  readonly groupKeys: readonly string[];
  /** Null: the answer has no members. */
  readonly members: MemberView | null;
}

/** Each group has its own code. The envelope's code does not depend on them. */
export const getGroupInfo = command({
  name: "get_group_info",
  changes: false,
  input,
  run({ GroupIdList, ResponseFilter }, context) {
    if (GroupIdList.length > MAX_GROUPS) {
      throw new Refusal(context.choices.tooManyGroupIdsCode, `more than ${MAX_GROUPS} groups`);
    }
    const view = viewOf(ResponseFilter, context);
    const groups = [...new Set(GroupIdList)].map((id) => element(id, view, context));
    return { GroupInfo: inAnswerOrder(groups, context) };
  },
});

function viewOf(filter: Input["ResponseFilter"], context: CommandContext): View {
  if (!filter)
    return { base: baseFields(undefined, context), groupKeys: context.world.groupKeys, members: EVERYTHING };
  const wantedKeys = filter.AppDefinedDataFilter_Group ?? [];
  return {
    base: baseFields(filter.GroupBaseInfoFilter ?? [], context),
    groupKeys: context.world.groupKeys.filter((key) => wantedKeys.includes(key)),
    // If there is a filter, members are included only if it names member fields.
    members: filter.MemberInfoFilter
      ? memberView(filter.MemberInfoFilter, filter.AppDefinedDataFilter_GroupMember, context)
      : null,
  };
}

function element(GroupId: string, view: View, context: CommandContext): Record<string, unknown> {
  const fault = context.groupCode(GroupId);
  if (fault !== undefined) return { GroupId, ErrorCode: fault, ErrorInfo: TEXTS[Number(fault)] ?? "refused" };
  try {
    const group = findGroup(GroupId, context.world);
    return { GroupId, ErrorCode: 0, ErrorInfo: "", ...groupFields(group, view, context) };
  } catch (error) {
    if (error instanceof Refusal) return { GroupId, ErrorCode: error.code, ErrorInfo: error.message };
    throw error;
  }
}

function groupFields(group: WorldGroup, view: View, context: CommandContext): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  addBaseInfo(answer, group, view.base, context);
  if (view.groupKeys.length > 0) {
    answer["AppDefinedData"] = view.groupKeys.map((Key) => ({ Key, Value: group.customFields[Key] ?? "" }));
  }
  const { members } = view;
  if (members && context.choices.membersInGroupInfoOf.includes(group.type)) {
    answer["MemberList"] = [...group.members.values()].map((one) =>
      memberAnswer(one, group, members, context),
    );
  }
  return answer;
}
