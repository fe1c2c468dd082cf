import { z } from "zod";
import type { WorldGroup } from "../world.js";
import { type Command, type CommandContext, command, findGroup, requireAccount, uint32 } from "./command.js";
import { muteSeconds, muteUntil, shownMute } from "./mute-time.js";
import { Refusal } from "./refusal.js";

const MAX_ACCOUNTS = 500;

/** Mutes many accounts. Unlike modify_group_member_info, it works in an AVChatRoom and for accounts outside the group. */
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
    if (wanted.Members_Account.length > MAX_ACCOUNTS) {
      throw new Refusal(context.choices.tooManyMutesCode, `more than ${MAX_ACCOUNTS} accounts`);
    }
    const group = findGroup(wanted.GroupId, context.world);
    if (group.type === "Work" || group.type === "BChatRoom") {
      const info = `groups of type ${group.type} have no mutes`;
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

/** The accounts to mute. Throws if the call must not mute anyone. */
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
/** The same command with its name and field names before 2023. Clients in 2026 still use it. */
export const getGroupShuttedUin = readsMutes("get_group_shutted_uin", OLD_NAMES);

function readsMutes(name: string, ownNames: typeof NEW_NAMES): Command {
  return command({
    name,
    changes: false,
    input: (object) => object({ GroupId: z.string(), TopicId: z.string().optional() }),
    run(wanted, context) {
      const { world, choices } = context;
      if (ownNames === OLD_NAMES && choices.oldNamesInRequests === "refused") {
        throw new Refusal(10003, `no command ${name}`);
      }
      refuseTopic(wanted.TopicId);
      const group = findGroup(wanted.GroupId, world);
      const mutes = [
        ...[...group.members.values()].map((member) => [member.userId, member.mutedUntil] as const),
        ...group.mutedOutsiders,
      ].filter(([, until]) => shownMute(until, context) > 0);
      const { list, ends } = choices.fieldNames === "old" ? OLD_NAMES : ownNames;
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
