import { z } from "zod";
import { mutedUntilNow } from "../world.js";
import {
  type Command,
  command,
  findGroup,
  muteSeconds,
  muteUntil,
  requireAccount,
  uint32,
} from "./command.js";
import { Refusal } from "./refusal.js";

/** Mutes many at once. Unlike a change of one member it works in an AVChatRoom, and for people outside the group. */
export const forbidSendMsg = command({
  name: "forbid_send_msg",
  changes: true,
  input: (object) =>
    object({
      GroupId: z.string(),
      Members_Account: z.array(z.string()).min(1).max(500),
      MuteTime: uint32.optional(),
      ShutUpTime: uint32.optional(),
      TopicId: z.string().optional(),
    }),
  run(wanted, context) {
    refuseTopic(wanted.TopicId);
    const seconds = muteSeconds(wanted, context);
    if (seconds === undefined) throw new Refusal(10004, "MuteTime is missing");
    const group = findGroup(wanted.GroupId, context.world);
    if (group.type === "Work") {
      throw new Refusal(context.choices.forbiddenByTypeCode, "nobody can be muted in groups of type Work");
    }
    for (const userId of wanted.Members_Account) requireAccount(userId, context);
    const until = muteUntil(seconds, context);
    for (const userId of wanted.Members_Account) {
      const member = group.members.get(userId);
      if (member) member.mutedUntil = until;
      else if (until === 0) group.mutedOutsiders.delete(userId);
      else group.mutedOutsiders.set(userId, until);
    }
    return {};
  },
});

const NEW_NAMES = { list: "MutedAccountList", ends: "MutedUntil" };
const OLD_NAMES = { list: "ShuttedUinList", ends: "ShuttedUntil" };

export const getGroupMutedAccount = readsMutes("get_group_muted_account", NEW_NAMES);
/** The same under its name of before 2023, with the field names of that time. Clients of 2026 still send it. */
export const getGroupShuttedUin = readsMutes("get_group_shutted_uin", OLD_NAMES);

function readsMutes(name: string, namesOfItsTime: typeof NEW_NAMES): Command {
  return command({
    name,
    changes: false,
    input: (object) => object({ GroupId: z.string(), TopicId: z.string().optional() }),
    run(wanted, { world, choices }) {
      if (namesOfItsTime === OLD_NAMES && choices.oldNamesInRequests === "refused") {
        throw new Refusal(10003, `no command ${name}`);
      }
      refuseTopic(wanted.TopicId);
      const group = findGroup(wanted.GroupId, world);
      const mutes = [
        ...[...group.members.values()].map((member) => [member.userId, member.mutedUntil] as const),
        ...group.mutedOutsiders,
      ].filter(([, until]) => mutedUntilNow(until, world.clock) > 0);
      const { list, ends } = choices.fieldNames === "old" ? OLD_NAMES : namesOfItsTime;
      return {
        GroupId: group.id,
        [list]: mutes.map(([userId, until]) => ({ Member_Account: userId, [ends]: until })),
      };
    },
  });
}

/** Communities with topics are not simulated, so no topic exists. */
function refuseTopic(topicId: string | undefined): void {
  if (topicId !== undefined) throw new Refusal(10004, "there are no topics here");
}
