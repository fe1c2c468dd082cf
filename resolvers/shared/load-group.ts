import type { GraphQLResolveInfo } from "graphql";
import type { Group } from "../../schema/group.js";
import type { Context } from "../../src/graphql/context.js";
import { selectedFields } from "../../src/graphql/selection.js";
import type { GroupProfile } from "../../src/tencent-im/model.js";
import { groupFieldsFor, presentGroup } from "../presenters/entities.js";

/** Reads the fields of a group that the resolved field selects. Null if the caller may not see the group. */
export function loadGroup(id: string, context: Context, info: GraphQLResolveInfo): Promise<Group | null> {
  const key = { id, fields: groupFieldsFor(selectedFields(info, "Group")) };
  // Check first: a failed read would reveal that the group exists.
  const isVisible = context.visible.has(id);
  if (isVisible === true) return context.loaders.group(key).then(present);
  return Promise.resolve(isVisible).then((visible) =>
    visible ? context.loaders.group(key).then(present) : null,
  );
}

/**
 * Reads groups at once, which costs less than one by one. A group that cannot be read is an error in its own place. Null if
 * the vendor must be asked whether the caller may see them.
 */
export function loadGroups(
  ids: readonly string[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<(Group | null | Error)[]> | null {
  if (!ids.every((id) => context.visible.has(id) === true)) return null;
  const fields = groupFieldsFor(selectedFields(info, "Group"));
  return context.loaders
    .groups(ids, fields)
    .then((reads) => reads.map((read) => (read instanceof Error ? read : present(read))));
}

const present = (profile: GroupProfile | null): Group | null =>
  profile === null ? null : presentGroup(profile);
