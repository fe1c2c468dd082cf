import { z } from "zod";
import { MESSAGE_DELIVERIES } from "../school.js";
import type { WorldGroup, WorldMember } from "../world.js";
import {
  type CommandContext,
  command,
  findGroup,
  type ObjectShape,
  refuseLiveRoom,
  requireAccount,
  uint32,
  wellFormed,
} from "./command.js";
import { muteSeconds, muteUntil } from "./mute-time.js";
import { Refusal } from "./refusal.js";

const input = (object: ObjectShape) =>
  object({
    GroupId: z.string(),
    Member_Account: z.string(),
    // Another command transfers ownership, so "Owner" is not allowed here.
    Role: z.enum(["Admin", "Member"]).optional(),
    MsgFlag: z.enum(MESSAGE_DELIVERIES).optional(),
    NameCard: wellFormed(50).optional(),
    AppMemberDefinedData: z
      .array(object({ Key: z.string(), Value: wellFormed(64) }))
      .max(5)
      .optional(),
    MuteTime: uint32.optional(),
    ShutUpTime: uint32.optional(),
  });
type Input = z.output<ReturnType<typeof input>>;

/** Changes the given fields of one member, all or none. */
export const modifyGroupMemberInfo = command({
  name: "modify_group_member_info",
  changes: true,
  input,
  run(wanted, context) {
    const group = findGroup(wanted.GroupId, context.world);
    refuseLiveRoom(group, context);
    const member = findMember(group, wanted.Member_Account, context);
    const mute = muteSeconds(wanted, context);
    refuseByType(group, wanted, mute, context);
    if (wanted.Role !== undefined && member.role === "Owner") {
      throw new Refusal(context.choices.forbiddenByTypeCode, "the role of the owner cannot be changed");
    }
    refuseUnknownKeys(group, wanted, context);
    refuseRejectedWords(wanted.NameCard, context);

    const before = { role: member.role, nameCard: member.nameCard };
    if (wanted.Role !== undefined) member.role = wanted.Role;
    if (wanted.MsgFlag !== undefined) member.messageDelivery = wanted.MsgFlag;
    if (mute !== undefined) member.mutedUntil = muteUntil(mute, context);
    const ignoresEmpty = context.choices.emptyValue === "changes-nothing";
    if (wanted.NameCard !== undefined && !(wanted.NameCard === "" && ignoresEmpty))
      member.nameCard = wanted.NameCard;
    for (const { Key, Value } of wanted.AppMemberDefinedData ?? []) {
      if (Value !== "") member.customFields[Key] = Value;
      else if (!ignoresEmpty) delete member.customFields[Key];
    }
    reportChange(group, member, before, context);
    return {};
  },
});

/** One report of all changes. Mutes, delivery and custom fields have none. */
function reportChange(
  group: WorldGroup,
  { userId, role, nameCard }: WorldMember,
  before: Pick<WorldMember, "role" | "nameCard">,
  { listener }: CommandContext,
): void {
  const change = {
    ...(role !== before.role && role !== "Owner" && { role }),
    ...(nameCard !== before.nameCard && { nameCard }),
  };
  if (Object.keys(change).length > 0) listener.memberFieldsChanged({ group, userId, ...change });
}

function findMember(group: WorldGroup, userId: string, context: CommandContext): WorldMember {
  requireAccount(userId, context);
  const member = group.members.get(userId);
  if (!member) throw new Refusal(context.choices.nonMemberCode, `${userId} is not a member of this group`);
  return member;
}

/** Work groups have neither admins nor mutes. */
function refuseByType(
  group: WorldGroup,
  { Role }: Input,
  mute: number | undefined,
  { choices }: CommandContext,
): void {
  if (group.type !== "Work") return;
  if (Role === "Admin") throw new Refusal(choices.forbiddenByTypeCode, "groups of type Work have no admins");
  if (mute !== undefined) throw new Refusal(choices.forbiddenByTypeCode, "groups of type Work have no mutes");
}

function refuseUnknownKeys(group: WorldGroup, wanted: Input, { choices, world }: CommandContext): void {
  const keys = (wanted.AppMemberDefinedData ?? []).map(({ Key }) => Key);
  if (new Set(keys).size < keys.length) throw new Refusal(10004, "a custom key is given twice");
  const unknown = keys.find((key) => !world.memberKeys(group.type).includes(key));
  if (unknown !== undefined)
    throw new Refusal(choices.unknownCustomKeyCode, `custom key ${unknown} is not set up`);
}

function refuseRejectedWords(nameCard: string | undefined, { choices }: CommandContext): void {
  const text = nameCard?.toLowerCase() ?? "";
  if (choices.rejectedWords.some((word) => text.includes(word.toLowerCase()))) {
    throw new Refusal(80001, "the content filter rejected the text");
  }
}
