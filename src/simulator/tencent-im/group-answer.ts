import { GROUP_TYPES, type GroupType } from "../school.js";
import type { WorldGroup } from "../world.js";
import type { CommandContext } from "./command.js";
import { refuseOldName, unknownName } from "./odd-requests.js";
import { Refusal } from "./refusal.js";

const OLD_TYPE_NAMES: Readonly<Record<GroupType, string>> = {
  Work: "Private",
  Public: "Public",
  Meeting: "ChatRoom",
  Community: "Community",
  AVChatRoom: "AVChatRoom",
  BChatRoom: "BChatRoom",
};

/** The group type with this name, old or new. */
export function groupTypeNamed(name: string): GroupType {
  const type = GROUP_TYPES.find((known) => known === name || OLD_TYPE_NAMES[known] === name);
  if (!type) throw new Refusal(10004, `there is no group type ${name}`);
  return type;
}

type Field = (group: WorldGroup, context: CommandContext) => unknown;

const BASE_FIELDS: Readonly<Record<string, Field>> = {
  Type: ({ type }, { choices }) => (choices.groupTypeNames === "old" ? OLD_TYPE_NAMES[type] : type),
  Name: ({ name }) => name,
  Introduction: ({ introduction }) => introduction,
  Notification: ({ notification }) => notification,
  FaceUrl: ({ avatarUrl }) => avatarUrl,
  Appid: (_, { sdkAppId }) => sdkAppId,
  Owner_Account: ({ members }) => ownerOf(members),
  CreateTime: ({ createdAt }) => createdAt,
  LastInfoTime: ({ lastInfoAt }) => lastInfoAt,
  LastMsgTime: ({ lastMessageAt }) => lastMessageAt,
  InfoSeq: ({ infoSeq }) => infoSeq,
  NextMsgSeq: ({ nextMessageSeq }) => nextMessageSeq,
  MemberNum: ({ members }) => members.size,
  MaxMemberNum: ({ maxMembers }) => maxMembers,
  ApplyJoinOption: ({ joinPolicy }) => joinPolicy,
  InviteJoinOption: ({ invitePolicy }) => invitePolicy,
  MuteAllMember: ({ everyoneMuted }) => (everyoneMuted ? "On" : "Off"),
  SupportTopic: ({ supportsTopics }) => (supportsTopics ? 1 : 0),
  EnablePermission: ({ usesPermissionGroups }) => (usesPermissionGroups ? 1 : 0),
  DefaultPermission: ({ defaultPermissions }) => defaultPermissions,
};

/** The name of MuteAllMember before 2022. Clients that request it by this name get it by this name. */
const OLD_MUTE = "ShutUpAllMember";

/** The vendor shows "" for a group without an owner. */
function ownerOf(members: WorldGroup["members"]): string {
  for (const member of members.values()) if (member.role === "Owner") return member.userId;
  return "";
}

const COMMUNITY_ONLY = new Set(["SupportTopic", "EnablePermission", "DefaultPermission"]);

function hasField(type: GroupType, name: string): boolean {
  if (COMMUNITY_ONLY.has(name)) return type === "Community";
  if (name === "ApplyJoinOption") return type !== "Community";
  // The vendor does not count the members of an AVChatRoom. A separate command counts who is online.
  return name !== "MemberNum" || type !== "AVChatRoom";
}

function fieldNamed(name: string, context: CommandContext): readonly string[] {
  // The id is always included.
  if (name === "GroupId") return [];
  if (name === OLD_MUTE) {
    refuseOldName(name, context);
    return [name];
  }
  return Object.hasOwn(BASE_FIELDS, name) ? [name] : unknownName(name, context);
}

/** The base fields that an answer shows. Without a filter, all of them. */
export function baseFields(
  filter: readonly string[] | undefined,
  context: CommandContext,
): ReadonlySet<string> {
  return new Set(filter ? filter.flatMap((name) => fieldNamed(name, context)) : Object.keys(BASE_FIELDS));
}

export function addBaseInfo(
  answer: Record<string, unknown>,
  group: WorldGroup,
  fields: ReadonlySet<string>,
  context: CommandContext,
): void {
  for (const [name, read] of Object.entries(BASE_FIELDS)) {
    if (!hasField(group.type, name)) continue;
    for (const shown of shownNames(name, fields, context)) answer[shown] = read(group, context);
  }
}

function shownNames(name: string, fields: ReadonlySet<string>, { choices }: CommandContext): string[] {
  const isMute = name === "MuteAllMember";
  const names = fields.has(name) ? [isMute && choices.fieldNames === "old" ? OLD_MUTE : name] : [];
  return isMute && fields.has(OLD_MUTE) ? [...names, OLD_MUTE] : names;
}
