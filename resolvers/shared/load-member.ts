import type { GraphQLResolveInfo } from "graphql";
import type { GroupMember } from "../../schema/group-member.js";
import type { Context } from "../../src/graphql/context.js";
import { selectedFields } from "../../src/graphql/selection.js";
import { isGroupId, isUserId } from "../../src/input/ids.js";
import { memberFieldsFor, presentMember } from "../presenters/entities.js";

/**
 * Reads the fields of a member that the resolved field selects. Null if an id is not valid, or if the caller may not see
 * the group.
 */
export async function loadMember(
  groupId: unknown,
  userId: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<GroupMember | null> {
  if (!isGroupId(groupId) || !isUserId(userId)) return null;
  const fields = memberFieldsFor(selectedFields(info, "GroupMember"));
  // Read together, the caller and the member cost one call.
  const [isVisible, profile] = await Promise.all([
    context.visible.has(groupId),
    context.loaders.member({ groupId, userId, fields }),
  ]);
  return profile === null || !isVisible ? null : presentMember(profile);
}
