import { z } from "zod";
import { GROUP_ROLES } from "../school.js";
import type { WorldGroup, WorldMember } from "../world.js";
import type { CommandContext } from "./command.js";
import { shownMute } from "./mute-time.js";
import { refuseOldName, unknownName } from "./odd-requests.js";

const MEMBER_FIELDS = [
  "Role",
  "JoinTime",
  "MsgSeq",
  "MsgFlag",
  "LastSendMsgTime",
  "MuteUntil",
  "NameCard",
  "OnlineStatus",
] as const;
/** The name of MuteUntil before 2022. Clients that request it by this name get it by this name. */
const OLD_MUTE = "ShutUpUntil";
type MemberField = (typeof MEMBER_FIELDS)[number] | typeof OLD_MUTE;

export const memberFilter = z.array(z.string()).max(20).optional();
export const customKeyFilter = z.array(z.string()).max(20).optional();
export const roleFilter = z.array(z.string()).max(20).optional();

/** The test for a role filter. Without a filter, all members pass. */
export function hasRole(
  filter: readonly string[] | undefined,
  context: CommandContext,
): (member: WorldMember) => boolean {
  if (!filter) return () => true;
  const roles = new Set(
    filter.flatMap((name) => GROUP_ROLES.find((role) => role === name) ?? unknownName(name, context)),
  );
  return ({ role }) => roles.has(role);
}

/** The parts of a member that an answer shows. */
export interface MemberView {
  readonly fields: ReadonlySet<MemberField>;
  readonly customKeys: "all" | readonly string[] | "none";
}

export const EVERYTHING: MemberView = { fields: new Set(MEMBER_FIELDS), customKeys: "all" };

/** Without any filter, everything is shown. With one, custom fields are shown only if their filter names them. */
export function memberView(
  filter: readonly string[] | undefined,
  customKeys: readonly string[] | undefined,
  context: CommandContext,
): MemberView {
  if (!filter && !customKeys) return EVERYTHING;
  return {
    fields: filter ? new Set(filter.flatMap((name) => fieldNamed(name, context))) : EVERYTHING.fields,
    customKeys: customKeys ?? "none",
  };
}

function fieldNamed(name: string, context: CommandContext): readonly MemberField[] {
  // The account is always included. The documents use both names for it.
  if (name === "Member_Account" || name === "Account") return [];
  if (name === OLD_MUTE) {
    refuseOldName(name, context);
    return [name];
  }
  const field = MEMBER_FIELDS.find((known) => known === name);
  return field ? [field] : unknownName(name, context);
}

export function memberAnswer(
  member: WorldMember,
  group: WorldGroup,
  view: MemberView,
  context: CommandContext,
): Record<string, unknown> {
  const answer: Record<string, unknown> = { Member_Account: member.userId };
  profile(answer, member, view.fields, context);
  const keys = context.world.memberKeys(group.type);
  const shown =
    view.customKeys === "all"
      ? keys
      : view.customKeys === "none"
        ? []
        : keys.filter((key) => view.customKeys.includes(key));
  if (shown.length > 0) {
    answer["AppMemberDefinedData"] = shown.map((Key) => ({ Key, Value: member.customFields[Key] ?? "" }));
  }
  return answer;
}

/** Adds a member's fields, apart from custom fields, in the vendor's order. */
export function profile(
  answer: Record<string, unknown>,
  member: WorldMember,
  fields: ReadonlySet<MemberField>,
  context: CommandContext,
): void {
  const { choices } = context;
  if (fields.has("Role")) answer["Role"] = member.role;
  if (fields.has("JoinTime")) answer["JoinTime"] = member.joinedAt;
  if (fields.has("MsgSeq")) answer["MsgSeq"] = member.lastReadSeq;
  if (fields.has("MsgFlag")) answer["MsgFlag"] = member.messageDelivery;
  if (fields.has("LastSendMsgTime")) answer["LastSendMsgTime"] = member.lastMessageAt;
  const mutedUntil = shownMute(member.mutedUntil, context);
  if (fields.has("MuteUntil")) answer[choices.fieldNames === "new" ? "MuteUntil" : OLD_MUTE] = mutedUntil;
  if (fields.has(OLD_MUTE)) answer[OLD_MUTE] = mutedUntil;
  if (fields.has("NameCard")) answer["NameCard"] = member.nameCard;
  if (fields.has("OnlineStatus") && choices.onlineStatus === "on") {
    answer["OnlineStatus"] = member.online ? "Online" : "Offline";
  }
}
