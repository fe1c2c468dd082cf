import { z } from "zod";
import { hasProfiles } from "../school.js";
import type { WorldGroup } from "../world.js";
import { type CommandContext, command, type ObjectShape, requireAccount, uint32 } from "./command.js";
import { addBaseInfo, baseFields, groupTypeNamed } from "./group-answer.js";
import { memberView, profile } from "./member-answer.js";
import { givenLimit, pageLimit } from "./odd-requests.js";
import { Refusal } from "./refusal.js";

const flag = z.union([z.literal(0), z.literal(1)]).optional();

const MAX_GROUPS = 5000;

const input = (object: ObjectShape) =>
  object({
    Member_Account: z.string(),
    WithHugeGroups: flag,
    WithNoActiveGroups: flag,
    Limit: pageLimit,
    Offset: uint32.optional(),
    GroupType: z.string().optional(),
    SupportTopic: flag,
    ResponseFilter: object({
      GroupBaseInfoFilter: z.array(z.string()).optional(),
      SelfInfoFilter: z.array(z.string()).optional(),
    }).optional(),
  });
type Input = z.output<ReturnType<typeof input>>;

export const getJoinedGroupList = command({
  name: "get_joined_group_list",
  changes: false,
  input,
  run(wanted, context) {
    const { Member_Account: userId, ResponseFilter: filter, Offset = 0 } = wanted;
    const limit = givenLimit(wanted.Limit, context);
    if (limit !== undefined && limit > MAX_GROUPS) throw new Refusal(10004, `Limit is at most ${MAX_GROUPS}`);
    requireAccount(userId, context);
    const isListed = listFilter(wanted, context);
    const joined = [...context.world.groups.values()].filter(
      (group) => group.members.has(userId) && isListed(group),
    );
    const base = baseFields(filter?.GroupBaseInfoFilter ?? [], context);
    const self = filter?.SelfInfoFilter && memberView(filter.SelfInfoFilter, undefined, context);
    const page = joined.slice(Offset, Offset + (limit ?? joined.length));
    return {
      // All matching groups, not only those on this page.
      TotalCount: joined.length,
      GroupIdList: page.map((group) => {
        const answer: Record<string, unknown> = { GroupId: group.id };
        addBaseInfo(answer, group, base, context);
        const member = group.members.get(userId);
        if (self && member) {
          const info: Record<string, unknown> = {};
          profile(info, member, self.fields, context);
          answer["SelfInfo"] = info;
        }
        return answer;
      }),
    };
  },
});

/** Live rooms and Work groups without messages are listed only on request. */
function listFilter(wanted: Input, { choices }: CommandContext): (group: WorldGroup) => boolean {
  const type = wanted.GroupType === undefined ? undefined : groupTypeNamed(wanted.GroupType);
  if (wanted.SupportTopic !== undefined && type !== "Community") {
    throw new Refusal(10004, "SupportTopic needs GroupType Community");
  }
  return (group) => {
    if (type !== undefined && group.type !== type) return false;
    if (!hasProfiles(group.type) && wanted.WithHugeGroups !== 1) return false;
    const isSleeping =
      group.type === "Work" && group.lastMessageAt === 0 && choices.sleepingWorkGroups === "hidden";
    if (isSleeping && wanted.WithNoActiveGroups !== 1) return false;
    return wanted.SupportTopic === undefined || group.supportsTopics === (wanted.SupportTopic === 1);
  };
}
