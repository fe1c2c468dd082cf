import type { GraphQLResolveInfo } from "graphql";
import { CustomField } from "../../schema/custom-field.js";
import { GroupMember, type GroupMemberFields } from "../../schema/group-member.js";
import type { Context } from "../../src/graphql/context.js";
import { selectedFields } from "../../src/graphql/selection.js";
import type { MemberUpdated } from "../../src/tencent-im/member-update.js";
import type { MemberChange, MemberField } from "../../src/tencent-im/model.js";
import { memberFieldsFor, presentMember } from "./entities.js";

/** The member after a change. The new values are known, so only the other selected fields are read. */
export async function updatedMember(
  change: MemberChange,
  updated: MemberUpdated,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<GroupMember> {
  const { groupId, userId } = change;
  const known = changedFields(change, updated, context.memberCustomKeys);
  const selected = memberFieldsFor(
    selectedFields(info, "GroupMember", [{ type: "UpdateGroupMemberSuccess", field: "groupMember" }]),
  );
  const missing = new Set([...selected].filter((field) => !(field in known)));
  const { updatedAt } = updated;
  if (missing.size === 0) return GroupMember.known(groupId, userId, known, null, updatedAt);
  try {
    const [isVisible, member] = await Promise.all([
      context.visible.has(groupId),
      context.loaders.member({ groupId, userId, fields: missing }),
    ]);
    const read = isVisible ? member : null;
    return GroupMember.known(
      groupId,
      userId,
      { ...fieldsOf(read === null ? null : presentMember(read)), ...known },
      null,
      read !== null && read.read.at < updatedAt ? read.read.at : updatedAt,
    );
  } catch (error) {
    // The change was made, so return it. Fields that could not be read are errors.
    return GroupMember.known(
      groupId,
      userId,
      known,
      error instanceof Error ? error : new Error(String(error)),
      updatedAt,
    );
  }
}

function changedFields(
  { role, nameCard, messageDelivery, muteForSeconds, customFields }: MemberChange,
  { updatedAt }: MemberUpdated,
  customKeys: readonly string[],
): Partial<Pick<GroupMemberFields, MemberField>> {
  return {
    ...(role !== undefined && { role }),
    ...(nameCard !== undefined && { nameCard }),
    ...(messageDelivery !== undefined && { messageDelivery }),
    ...(muteForSeconds !== undefined && { mutedUntil: muteEnd(muteForSeconds, updatedAt) }),
    ...(customFields !== undefined &&
      setsAll(customFields, customKeys) && {
        customFields: customFields.map((field) => new CustomField(field)),
      }),
  };
}

/** The vendor stores whole seconds. Its clock and ours may differ by about a second. */
function muteEnd(seconds: number, from: Date): Date | null {
  return seconds === 0 ? null : new Date((Math.floor(from.getTime() / 1000) + seconds) * 1000);
}

/** A change leaves other custom fields unchanged, so the whole list is known only if the change sets all of them. */
function setsAll(fields: readonly { key: string }[], keys: readonly string[]): boolean {
  const set = new Set(fields.map(({ key }) => key));
  return keys.length > 0 && keys.every((key) => set.has(key));
}

function fieldsOf(member: GroupMember | null): Partial<GroupMemberFields> {
  if (member === null) return {};
  const { role, nameCard, joinedAt, lastMessageAt, messageDelivery, mutedUntil, customFields } = member;
  return { role, nameCard, joinedAt, lastMessageAt, messageDelivery, mutedUntil, customFields };
}
