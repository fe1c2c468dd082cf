import type { Fields } from "../../vendor/fields.js";
import type {
  GroupRole,
  MemberChange,
  MemberField,
  MemberProfile,
  MessageDelivery,
  ReadMoment,
} from "../model.js";
import { readCustomFields } from "./custom-fields.js";

const ROLES = new Map<string, GroupRole>([
  ["Owner", "OWNER"],
  ["Admin", "ADMIN"],
  ["Member", "MEMBER"],
]);

/** The roles in get_role_in_group answers. */
const ROLES_OR_NONE = new Map<string, GroupRole | "NOT_MEMBER">([...ROLES, ["NotMember", "NOT_MEMBER"]]);

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

/** MemberInfoFilter's name for each field. Custom fields are requested by key instead. */
const MEMBER_INFO: Readonly<Record<Exclude<MemberField, "customFields">, string>> = {
  role: "Role",
  nameCard: "NameCard",
  joinedAt: "JoinTime",
  lastMessageAt: "LastSendMsgTime",
  messageDelivery: "MsgFlag",
  mutedUntil: "MuteUntil",
};

/**
 * The filters of a request, which name only the requested member fields.
 *
 * Custom fields can be requested only by key. If no keys are configured, the filters are left out,
 * because the vendor then returns all fields.
 */
export function memberFilters(
  fields: ReadonlySet<MemberField>,
  customKeys: readonly string[],
): Record<string, readonly string[]> {
  if (fields.has("customFields") && customKeys.length === 0) return {};
  const names = [...fields].filter((field) => field !== "customFields").map((field) => MEMBER_INFO[field]);
  return {
    // An empty filter might mean "everything", so the role is requested instead.
    MemberInfoFilter: names.length === 0 ? ["Role"] : names,
    ...(fields.has("customFields") && { AppDefinedDataFilter_GroupMember: customKeys }),
  };
}

export const memberRoleFilter = (roles: readonly GroupRole[]): string[] =>
  roles.map((role) => ROLE_NAMES[role]);

/** A user's role in a get_role_in_group answer. */
export const readRole = (user: Fields): GroupRole | "NOT_MEMBER" | null => user.word("Role", ROLES_OR_NONE);

/** A member's user id; null if it cannot be read. */
export const memberIdOf = (member: Fields): string | null => member.id("Member_Account");

/** Whether the answer has a readable mute. Without one, the member may still be muted. */
export const showsMute = (member: Fields): boolean =>
  member.integer("MuteUntil") !== null || member.integer("ShutUpUntil") !== null;

export function readMember(
  groupId: string,
  userId: string,
  member: Fields,
  requested: ReadonlySet<MemberField>,
  read: ReadMoment,
  now: Date,
): MemberProfile {
  // ShutUpUntil was the name until July 2022.
  const mutedUntil = member.time("MuteUntil") ?? member.time("ShutUpUntil");
  return {
    groupId,
    userId,
    role: member.word("Role", ROLES),
    nameCard: requested.has("nameCard") ? readNameCard(member) : null,
    joinedAt: member.time("JoinTime"),
    lastMessageAt: member.time("LastSendMsgTime"),
    messageDelivery: member.word("MsgFlag", DELIVERIES),
    // An end in the past means not muted.
    mutedUntil: mutedUntil !== null && mutedUntil > now ? mutedUntil : null,
    customFields: requested.has("customFields") ? readCustomFields(member, "AppMemberDefinedData") : null,
    read,
  };
}

/** The vendor either omits an unset name card or sends it empty. */
const readNameCard = (member: Fields): string | null =>
  member.has("NameCard") ? member.text("NameCard") : "";

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
