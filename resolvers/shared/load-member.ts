import type { GraphQLResolveInfo } from "graphql";
import type { GroupMember } from "../../schema/group-member.js";
import type { Context } from "../../src/graphql/context.js";
import { selectedFields } from "../../src/graphql/selection.js";
import { isGroupId, isUserId } from "../../src/input/ids.js";
import { memberFieldsFor, presentMember } from "../presenters/entities.js";

/**
 * Reads a member for the field that is being resolved: no more than that field selects. Null for ids that nobody can
 * have, and for members of a group that the caller may not see.
 */
export async function loadMember(
  groupId: unknown,
  userId: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<GroupMember | null> {
  if (!isGroupId(groupId) || !isUserId(userId)) return null;
  const fields = memberFieldsFor(selectedFields(info, "GroupMember"));
  // Asked together, the caller and the member are one call.
  const [isVisible, profile] = await Promise.all([
    context.visible.has(groupId),
    context.loaders.member({ groupId, userId, fields }),
  ]);
  return profile === null || !isVisible ? null : presentMember(profile);
}
