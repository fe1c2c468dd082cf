import { z } from "zod";
import type { GroupRole, MemberChange, MemberField, MemberProfile, MessageDelivery } from "../model.js";
import {
  customFieldList,
  type NoteUnknown,
  optionalInteger,
  optionalText,
  readCustomFields,
  readTime,
  readWord,
} from "./values.js";

const ROLES = new Map<string, GroupRole>([
  ["Owner", "OWNER"],
  ["Admin", "ADMIN"],
  ["Member", "MEMBER"],
]);

const ROLE_NAMES: Readonly<Record<GroupRole, string>> = { OWNER: "Owner", ADMIN: "Admin", MEMBER: "Member" };

const DELIVERY_NAMES: Readonly<Record<MessageDelivery, string>> = {
  ACCEPT_AND_NOTIFY: "AcceptAndNotify",
  ACCEPT_NOT_NOTIFY: "AcceptNotNotify",
  /** On the vendor's page since January 2026. */
  ACCEPT_NOT_NOTIFY_EXCEPT_AT: "AcceptNotNotifyExceptAt",
  DISCARD: "Discard",
};

const DELIVERIES = new Map(
  Object.entries(DELIVERY_NAMES).map(([ours, name]) => [name, ours as MessageDelivery] as const),
);

/** Our field, and the name by which MemberInfoFilter asks for it. Custom fields are asked for by key. */
const MEMBER_INFO: Readonly<Record<Exclude<MemberField, "customFields">, string>> = {
  role: "Role",
  nameCard: "NameCard",
  joinedAt: "JoinTime",
  lastMessageAt: "LastSendMsgTime",
  messageDelivery: "MsgFlag",
  mutedUntil: "MuteUntil",
};

/**
 * The part of a request that names which fields of members to answer: only those that were asked for.
 *
 * Custom fields can be asked for only by key. Where no keys are configured, the filter is left out,
 * since the vendor then answers everything it has.
 */
export function memberFilters(
  fields: ReadonlySet<MemberField>,
  customKeys: readonly string[],
): Record<string, readonly string[]> {
  if (fields.has("customFields") && customKeys.length === 0) return {};
  const names = [...fields].filter((field) => field !== "customFields").map((field) => MEMBER_INFO[field]);
  return {
    // An empty filter might mean "everything", so the role stands in where nothing was asked for.
    MemberInfoFilter: names.length === 0 ? ["Role"] : names,
    ...(fields.has("customFields") && { AppDefinedDataFilter_GroupMember: customKeys }),
  };
}

export const memberRoleFilter = (roles: readonly GroupRole[]): string[] =>
  roles.map((role) => ROLE_NAMES[role]);

const WireMember = z.object({
  Member_Account: z.string(),
  Role: optionalText,
  JoinTime: optionalInteger,
  MsgFlag: optionalText,
  LastSendMsgTime: optionalInteger,
  MuteUntil: optionalInteger,
  /** The name until July 2022. */
  ShutUpUntil: optionalInteger,
  NameCard: optionalText,
  AppMemberDefinedData: customFieldList,
});
type WireMember = z.infer<typeof WireMember>;

export const MemberPageAnswer = z.object({
  MemberNum: optionalInteger,
  /** Communities only; empty at the end. */
  Next: optionalText,
  MemberList: z.array(WireMember).optional(),
});

export const SpecifiedMembersAnswer = z.object({ MemberList: z.array(WireMember).optional() });

export const RolesAnswer = z.object({
  UserIdList: z.array(z.object({ Member_Account: z.string(), Role: z.string() })).optional(),
});

/** Somebody's role in a group as get_role_in_group tells it. */
export const readRole = (word: string, note: NoteUnknown): GroupRole | "NOT_MEMBER" | null =>
  word.trim() === "NotMember" ? "NOT_MEMBER" : readWord(ROLES, "Role", word, note);

export function readMember(
  groupId: string,
  wire: WireMember,
  fields: ReadonlySet<MemberField>,
  now: Date,
  note: NoteUnknown,
): MemberProfile {
  const mutedUntil = readTime(wire.MuteUntil ?? wire.ShutUpUntil);
  return {
    groupId,
    userId: wire.Member_Account,
    role: readWord(ROLES, "Role", wire.Role, note),
    // The vendor leaves an unset card out as often as it sends it empty.
    nameCard: fields.has("nameCard") ? (wire.NameCard ?? "") : null,
    joinedAt: readTime(wire.JoinTime),
    lastMessageAt: readTime(wire.LastSendMsgTime),
    messageDelivery: readWord(DELIVERIES, "MsgFlag", wire.MsgFlag, note),
    // An end in the past means not muted.
    mutedUntil: mutedUntil !== null && mutedUntil > now ? mutedUntil : null,
    customFields: fields.has("customFields") ? readCustomFields(wire.AppMemberDefinedData) : null,
  };
}

/** The body of modify_group_member_info, in the names that the vendor uses since July 2022. */
export function memberChangeBody(change: MemberChange): Record<string, unknown> {
  return {
    GroupId: change.groupId,
    Member_Account: change.userId,
    ...(change.role !== undefined && { Role: ROLE_NAMES[change.role] }),
    ...(change.messageDelivery !== undefined && { MsgFlag: DELIVERY_NAMES[change.messageDelivery] }),
    ...(change.nameCard !== undefined && { NameCard: change.nameCard }),
    ...(change.customFields !== undefined && {
      AppMemberDefinedData: change.customFields.map(({ key, value }) => ({ Key: key, Value: value })),
    }),
    ...(change.muteForSeconds !== undefined && { MuteTime: change.muteForSeconds }),
  };
}
