import { CustomField } from "../../schema/custom-field.js";
import { GroupMember, type GroupMemberFields } from "../../schema/group-member.js";
import { Group, type GroupFields } from "../../schema/group.js";
import type { GroupField, GroupProfile, MemberField, MemberProfile } from "../../src/tencent-im/model.js";

/** The graph's fields of a group that one read of the group answers, and what that read calls them. One without a row does not compile. */
const GROUP_FIELDS: Readonly<Record<Exclude<keyof GroupFields, "ownerId"> | "owner", GroupField>> = {
  name: "name",
  type: "type",
  owner: "ownerId",
  memberCount: "memberCount",
  maxMemberCount: "maxMemberCount",
  introduction: "introduction",
  notification: "notification",
  avatarUrl: "avatarUrl",
  createdAt: "createdAt",
  lastMessageAt: "lastMessageAt",
  joinPolicy: "joinPolicy",
  everyoneMuted: "everyoneMuted",
  customFields: "customFields",
};

const MEMBER_FIELDS: Readonly<Record<keyof GroupMemberFields, MemberField>> = {
  role: "role",
  nameCard: "nameCard",
  joinedAt: "joinedAt",
  lastMessageAt: "lastMessageAt",
  messageDelivery: "messageDelivery",
  mutedUntil: "mutedUntil",
  customFields: "customFields",
};

/** The rows of those that are selected; other fields have resolvers of their own. */
const rowsOf = <Field>(rows: Readonly<Record<string, Field>>, selected: ReadonlySet<string>): Set<Field> =>
  new Set([...selected].flatMap((name) => (Object.hasOwn(rows, name) ? (rows[name] ?? []) : [])));

/** What must be read of a group for what a query selects. */
export const groupFieldsFor = oncePerSet((selected): ReadonlySet<GroupField> =>
  rowsOf(GROUP_FIELDS, selected),
);

/** What must be read of a member for what a query selects. */
export const memberFieldsFor = oncePerSet((selected): ReadonlySet<MemberField> =>
  rowsOf(MEMBER_FIELDS, selected),
);

/** Each of 50 groups in a query is asked for by the same set of names, and so is that query the next time. */
function oncePerSet<T>(derive: (names: ReadonlySet<string>) => T): (names: ReadonlySet<string>) => T {
  const known = new WeakMap<ReadonlySet<string>, T>();
  return (names) => {
    const cached = known.get(names);
    if (cached !== undefined) return cached;
    const derived = derive(names);
    known.set(names, derived);
    return derived;
  };
}

export function presentGroup(profile: GroupProfile): Group {
  const { avatarUrl, customFields } = profile;
  return new Group(profile.id, {
    ...profile,
    avatarUrl: avatarUrl !== null && isWebAddress(avatarUrl) ? avatarUrl : null,
    customFields: customFields?.map((field) => new CustomField(field)) ?? null,
  });
}

export function presentMember(profile: MemberProfile): GroupMember {
  const { customFields } = profile;
  return new GroupMember(profile.groupId, profile.userId, {
    ...profile,
    customFields: customFields?.map((field) => new CustomField(field)) ?? null,
  });
}

/** Frontends put it into a page, where `javascript:` and `data:` addresses would be more than a picture. */
const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
