import { CustomField } from "../schema/custom-field.js";
import { Group } from "../schema/group.js";
import { GroupMember } from "../schema/group-member.js";
import type { GroupField, GroupProfile, MemberField, MemberProfile } from "../src/tencent-im/model.js";

/** The graph's fields of a group that one read of the group answers, and what that read calls them. */
const GROUP_FIELDS = new Map<string, GroupField>([
  ["name", "name"],
  ["type", "type"],
  ["owner", "ownerId"],
  ["memberCount", "memberCount"],
  ["maxMemberCount", "maxMemberCount"],
  ["introduction", "introduction"],
  ["notification", "notification"],
  ["avatarUrl", "avatarUrl"],
  ["createdAt", "createdAt"],
  ["lastMessageAt", "lastMessageAt"],
  ["joinPolicy", "joinPolicy"],
  ["everyoneMuted", "everyoneMuted"],
  ["customFields", "customFields"],
]);

const MEMBER_FIELDS: ReadonlySet<string> = new Set<MemberField>([
  "role",
  "nameCard",
  "joinedAt",
  "lastMessageAt",
  "messageDelivery",
  "mutedUntil",
  "customFields",
]);

/** What must be read of a group for what a query selects. */
export function groupFieldsFor(selected: ReadonlySet<string>): ReadonlySet<GroupField> {
  return new Set([...selected].flatMap((name) => GROUP_FIELDS.get(name) ?? []));
}

/** What must be read of a member for what a query selects. */
export function memberFieldsFor(selected: ReadonlySet<string>): ReadonlySet<MemberField> {
  return new Set([...selected].filter((name): name is MemberField => MEMBER_FIELDS.has(name)));
}

export function presentGroup(profile: GroupProfile): Group {
  const { id, avatarUrl, customFields, ...rest } = profile;
  return new Group(id, {
    ...rest,
    avatarUrl: avatarUrl !== null && isWebAddress(avatarUrl) ? avatarUrl : null,
    customFields: customFields?.map((field) => new CustomField(field)) ?? null,
  });
}

export function presentMember(profile: MemberProfile): GroupMember {
  const { groupId, userId, customFields, ...rest } = profile;
  return new GroupMember(groupId, userId, {
    ...rest,
    customFields: customFields?.map((field) => new CustomField(field)) ?? null,
  });
}

/** Frontends put it into a page, where `javascript:` and `data:` addresses would be more than a picture. */
const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
