import { z } from "zod";
import type { WorldGroup } from "../world.js";
import { type Command, type CommandContext, command, findGroup, requireAccount, uint32 } from "./command.js";
import { muteSeconds, muteUntil, shownMute } from "./mute-time.js";
import { Refusal } from "./refusal.js";

const MOST_ACCOUNTS = 500;

/** Mutes many at once. Unlike a change of one member it works in an AVChatRoom, and for people outside the group. */
export const forbidSendMsg = command({
  name: "forbid_send_msg",
  changes: true,
  input: (object) =>
    object({
      GroupId: z.string(),
      Members_Account: z.array(z.string()).min(1),
      MuteTime: uint32.optional(),
      ShutUpTime: uint32.optional(),
      TopicId: z.string().optional(),
    }),
  run(wanted, context) {
    refuseTopic(wanted.TopicId);
    const seconds = muteSeconds(wanted, context);
    if (seconds === undefined) throw new Refusal(10004, "MuteTime is missing");
    if (wanted.Members_Account.length > MOST_ACCOUNTS) {
      throw new Refusal(context.choices.tooManyMutesCode, `more than ${MOST_ACCOUNTS} accounts`);
    }
    const group = findGroup(wanted.GroupId, context.world);
    if (group.type === "Work" || group.type === "BChatRoom") {
      const info = `nobody can be muted in groups of type ${group.type}`;
      throw new Refusal(context.choices.forbiddenByTypeCode, info);
    }
    const accounts = accountsToMute(wanted.Members_Account, group, context);
    const until = muteUntil(seconds, context);
    for (const userId of accounts) {
      const member = group.members.get(userId);
      if (member) member.mutedUntil = until;
      else if (until === 0) group.mutedOutsiders.delete(userId);
      else group.mutedOutsiders.set(userId, until);
    }
    return {};
  },
});

/** Whom of the given accounts it mutes. Throws where the call must mute nobody. */
function accountsToMute(
  accounts: readonly string[],
  group: WorldGroup,
  context: CommandContext,
): readonly string[] {
  const { world, choices } = context;
  if (choices.mutesOfUnknownAccounts === "refused") {
    for (const userId of accounts) requireAccount(userId, context);
  }
  if (accounts.some((userId) => group.members.get(userId)?.role === "Owner")) {
    throw new Refusal(choices.muteOfOwnerCode, "the owner of a group cannot be muted");
  }
  return accounts.filter((userId) => world.accounts.has(userId));
}

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
    run(wanted, context) {
      const { world, choices } = context;
      if (namesOfItsTime === OLD_NAMES && choices.oldNamesInRequests === "refused") {
        throw new Refusal(10003, `no command ${name}`);
      }
      refuseTopic(wanted.TopicId);
      const group = findGroup(wanted.GroupId, world);
      const mutes = [
        ...[...group.members.values()].map((member) => [member.userId, member.mutedUntil] as const),
        ...group.mutedOutsiders,
      ].filter(([, until]) => shownMute(until, context) > 0);
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
