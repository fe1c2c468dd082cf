import type { GraphQLResolveInfo } from "graphql";
import type { Group } from "../../schema/group.js";
import type { Context } from "../../src/graphql/context.js";
import { selectedFields } from "../../src/graphql/selection.js";
import { groupFieldsFor, presentGroup } from "../presenters/entities.js";

/** Reads a group for the field that is being resolved: no more of it than that field selects. Null for one that the caller may not see. */
export async function loadGroup(
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Group | null> {
  const fields = groupFieldsFor(selectedFields(info, "Group"));
  // Not read meanwhile: a failure would tell that there is such a group.
  if (!(await context.visible.has(id))) return null;
  const profile = await context.loaders.group({ id, fields });
  return profile === null ? null : presentGroup(profile);
}
