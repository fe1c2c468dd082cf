import { readCode } from "../../vendor/code.js";
import type { Fields } from "../../vendor/fields.js";
import type { GroupField, GroupProfile, GroupType, JoinPolicy, ReadMoment } from "../model.js";
import { readCustomFields } from "./custom-fields.js";

/** The vendor's new and old names. Its REST samples still use the old ones (Private, ChatRoom). */
const GROUP_TYPES = new Map<string, GroupType>([
  ["Work", "WORK"],
  ["Private", "WORK"],
  ["Public", "PUBLIC"],
  ["Meeting", "MEETING"],
  ["ChatRoom", "MEETING"],
  ["Community", "COMMUNITY"],
  ["AVChatRoom", "AV_CHAT_ROOM"],
]);

const JOIN_POLICIES = new Map<string, JoinPolicy>([
  ["FreeAccess", "FREE"],
  ["NeedPermission", "APPROVAL"],
  ["DisableApply", "CLOSED"],
]);

/** Filters by type take the old names (docs/vendors/tencent-im.md, get_joined_group_list). */
export const GROUP_TYPE_FILTER: Readonly<Record<GroupType, string>> = {
  WORK: "Private",
  PUBLIC: "Public",
  MEETING: "ChatRoom",
  COMMUNITY: "Community",
  AV_CHAT_ROOM: "AVChatRoom",
};

/** GroupBaseInfoFilter's name for each field. Custom fields are requested by key instead. */
const BASE_INFO: Readonly<Record<Exclude<GroupField, "customFields">, string>> = {
  name: "Name",
  type: "Type",
  ownerId: "Owner_Account",
  memberCount: "MemberNum",
  maxMemberCount: "MaxMemberNum",
  introduction: "Introduction",
  notification: "Notification",
  avatarUrl: "FaceUrl",
  createdAt: "CreateTime",
  lastMessageAt: "LastMsgTime",
  joinPolicy: "ApplyJoinOption",
  everyoneMuted: "MuteAllMember",
};

/** Names only the requested fields. An empty filter might mean "everything", so the type is requested instead. */
export function groupBaseInfoFilter(fields: ReadonlySet<GroupField>): string[] {
  const names = [...fields].filter((field) => field !== "customFields").map((field) => BASE_INFO[field]);
  return names.length === 0 ? ["Type"] : names;
}

const ON_OR_OFF = new Map([
  ["On", true],
  ["Off", false],
]);

/**
 * The code of one group in a get_group_info answer: each group succeeds or fails separately. 0 if it is left out, undefined
 * if it cannot be read.
 */
export const codeOfGroup = (group: Fields): number | null | undefined =>
  readCode(group.sent("ErrorCode") ?? 0);

export const groupIdOf = (group: Fields): string | null => group.id("GroupId");

/** Without `customKeys`, custom fields were not requested. They are unknown, not empty. */
export function readGroup(
  id: string,
  group: Fields,
  requested: ReadonlySet<GroupField>,
  customKeys: readonly string[],
  read: ReadMoment,
): GroupProfile {
  const showsCustomFields = requested.has("customFields") && customKeys.length > 0;
  return {
    id,
    name: group.text("Name"),
    type: group.word("Type", GROUP_TYPES),
    ownerId: group.id("Owner_Account"),
    memberCount: group.count("MemberNum"),
    maxMemberCount: group.count("MaxMemberNum"),
    introduction: group.text("Introduction"),
    notification: group.text("Notification"),
    avatarUrl: group.text("FaceUrl"),
    createdAt: group.time("CreateTime"),
    lastMessageAt: group.time("LastMsgTime"),
    joinPolicy: group.word("ApplyJoinOption", JOIN_POLICIES),
    // ShutUpAllMember was the name until July 2022.
    everyoneMuted: group.word("MuteAllMember", ON_OR_OFF) ?? group.word("ShutUpAllMember", ON_OR_OFF),
    customFields: showsCustomFields ? readCustomFields(group, "AppDefinedData") : null,
    read,
  };
}
