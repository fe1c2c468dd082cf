import { CustomField } from "../../schema/custom-field.js";
import { GroupMember, type GroupMemberFields } from "../../schema/group-member.js";
import { Group, type GroupFields } from "../../schema/group.js";
import type { GroupField, GroupProfile, MemberField, MemberProfile } from "../../src/tencent-im/model.js";

/** The fields of a group that one read returns, by their names in the graph. A field without a row does not compile. */
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

const MEMBER_FIELDS: Readonly<Record<keyof GroupMemberFields | "nameMatches", MemberField>> = {
  role: "role",
  nameCard: "nameCard",
  joinedAt: "joinedAt",
  lastMessageAt: "lastMessageAt",
  messageDelivery: "messageDelivery",
  mutedUntil: "mutedUntil",
  customFields: "customFields",
  // Its resolver compares the card.
  nameMatches: "nameCard",
};

/** Skips selected fields that have their own resolvers. */
const rowsOf = <Field>(rows: Readonly<Record<string, Field>>, selected: ReadonlySet<string>): Set<Field> =>
  new Set([...selected].flatMap((name) => (Object.hasOwn(rows, name) ? (rows[name] ?? []) : [])));

/** The fields to read for the selected fields of a group. */
export const groupFieldsFor = memoizedBySet((selected): ReadonlySet<GroupField> =>
  rowsOf(GROUP_FIELDS, selected),
);

/** The fields to read for the selected fields of a member. */
export const memberFieldsFor = memoizedBySet((selected): ReadonlySet<MemberField> =>
  rowsOf(MEMBER_FIELDS, selected),
);

/** Whether a group must be read for the selected fields. Its id is known, and so are fields with their own resolvers. */
export const needsGroupRead = (selected: ReadonlySet<string>): boolean =>
  selected.has("asOf") || groupFieldsFor(selected).size > 0;

/** Memoizes by identity: all groups in a query share one set of names, and so do repeats of the query. */
function memoizedBySet<T>(derive: (names: ReadonlySet<string>) => T): (names: ReadonlySet<string>) => T {
  const cache = new WeakMap<ReadonlySet<string>, T>();
  return (names) => {
    const cached = cache.get(names);
    if (cached !== undefined) return cached;
    const derived = derive(names);
    cache.set(names, derived);
    return derived;
  };
}

export function presentGroup(profile: GroupProfile): Group {
  const { avatarUrl, customFields } = profile;
  // Most reads have neither, and copying every profile would cost more than reading it.
  if (avatarUrl === null && customFields === null) return new Group(profile.id, profile, profile.read.at);
  const fields = {
    ...profile,
    avatarUrl: avatarUrl !== null && isWebAddress(avatarUrl) ? avatarUrl : null,
    customFields: presentCustomFields(customFields),
  };
  return new Group(profile.id, fields, profile.read.at);
}

export function presentMember(profile: MemberProfile): GroupMember {
  const { customFields } = profile;
  return new GroupMember(
    profile.groupId,
    profile.userId,
    customFields === null ? profile : { ...profile, customFields: presentCustomFields(customFields) },
    profile.read.at,
  );
}

const presentCustomFields = (fields: GroupProfile["customFields"]): readonly CustomField[] | null =>
  fields?.map((field) => new CustomField(field)) ?? null;

/** Frontends put the address into a page, where `javascript:` and `data:` URLs would be unsafe. */
const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
