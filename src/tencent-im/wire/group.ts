import { z } from "zod";
import { looseInteger, vendorCode } from "../../vendor/loose.js";
import type { GroupField, GroupProfile, GroupType, JoinPolicy } from "../model.js";
import {
  customFieldList,
  type NoteUnknown,
  optionalInteger,
  optionalText,
  readCustomFields,
  readTime,
  readWord,
} from "./values.js";

/** Both of the vendor's name sets; its REST samples still show the old ones (Private, ChatRoom). */
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

/** Our field, and the name by which GroupBaseInfoFilter asks for it. Custom fields are asked for by key. */
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

/** Names only what was asked for. An empty filter might mean "everything", so the type stands in where nothing was. */
export function groupBaseInfoFilter(fields: ReadonlySet<GroupField>): string[] {
  const names = [...fields].filter((field) => field !== "customFields").map((field) => BASE_INFO[field]);
  return names.length === 0 ? ["Type"] : names;
}

const MutedOrNot = z.enum(["On", "Off"]).catch("Off").optional();

const WireGroup = z.object({
  GroupId: z.string(),
  Type: optionalText,
  Name: optionalText,
  Introduction: optionalText,
  Notification: optionalText,
  FaceUrl: optionalText,
  Owner_Account: optionalText,
  CreateTime: optionalInteger,
  LastMsgTime: optionalInteger,
  MemberNum: optionalInteger,
  MaxMemberNum: optionalInteger,
  ApplyJoinOption: optionalText,
  MuteAllMember: MutedOrNot,
  /** The name until July 2022. */
  ShutUpAllMember: MutedOrNot,
  AppDefinedData: customFieldList,
});
type WireGroup = z.infer<typeof WireGroup>;

/** One group of get_group_info, which succeeds or fails for itself, whatever the envelope says. */
const WireGroupInfo = WireGroup.extend({ ErrorCode: vendorCode.optional() });
export type WireGroupInfo = z.infer<typeof WireGroupInfo>;

export const GroupInfoAnswer = z.object({ GroupInfo: z.array(WireGroupInfo) });

export const JoinedGroupsAnswer = z.object({
  TotalCount: looseInteger,
  GroupIdList: z.array(WireGroup).optional(),
});

export function readGroup(wire: WireGroup, fields: ReadonlySet<GroupField>, note: NoteUnknown): GroupProfile {
  const muted = wire.MuteAllMember ?? wire.ShutUpAllMember;
  return {
    id: wire.GroupId,
    name: wire.Name ?? null,
    type: readWord(GROUP_TYPES, "Type", wire.Type, note),
    ownerId: wire.Owner_Account === undefined || wire.Owner_Account === "" ? null : wire.Owner_Account,
    memberCount: wire.MemberNum ?? null,
    maxMemberCount: wire.MaxMemberNum ?? null,
    introduction: wire.Introduction ?? null,
    notification: wire.Notification ?? null,
    avatarUrl: wire.FaceUrl ?? null,
    createdAt: readTime(wire.CreateTime),
    lastMessageAt: readTime(wire.LastMsgTime),
    joinPolicy: readWord(JOIN_POLICIES, "ApplyJoinOption", wire.ApplyJoinOption, note),
    everyoneMuted: muted === undefined ? null : muted === "On",
    customFields: fields.has("customFields") ? readCustomFields(wire.AppDefinedData) : null,
  };
}
