import type { GraphQLResolveInfo } from "graphql";
import { Group } from "../../schema/group.js";
import type { Context } from "../../src/graphql/context.js";
import { selectedFields } from "../../src/graphql/selection.js";
import { needsGroupRead } from "../presenters/entities.js";
import { loadGroup } from "./load-group.js";

/** A group that is known to exist, so that it is read only if other fields than its id are selected. */
export async function knownGroup(
  groupId: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Group> {
  if (!needsGroupRead(selectedFields(info, "Group"))) return Group.known(groupId, null);
  // If the group cannot be read, only its own fields are errors. What it belongs to is returned.
  const read = await loadGroup(groupId, context, info).catch((error: Error) => Group.known(groupId, error));
  return read ?? Group.known(groupId, null);
}
