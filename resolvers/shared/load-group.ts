import type { GraphQLResolveInfo } from "graphql";
import type { Group } from "../../schema/group.js";
import type { Context } from "../../src/graphql/context.js";
import { selectedFields } from "../../src/graphql/selection.js";
import { groupFieldsFor, presentGroup } from "../presenters/entities.js";

/** Reads the fields of a group that the resolved field selects. Null if the caller may not see the group. */
export async function loadGroup(
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Group | null> {
  const fields = groupFieldsFor(selectedFields(info, "Group"));
  // Check first: a failed read would reveal that the group exists.
  if (!(await context.visible.has(id))) return null;
  const profile = await context.loaders.group({ id, fields });
  return profile === null ? null : presentGroup(profile);
}
