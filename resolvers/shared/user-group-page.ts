import type { GraphQLResolveInfo } from "graphql";
import { UserGroupConnection, UserGroupEdge, type UserGroupsArgs } from "../../schema/connections.js";
import type { Group } from "../../schema/group.js";
import type { Context } from "../../src/graphql/context.js";
import { offsetCursor, readOffsetCursor } from "../../src/graphql/cursors.js";
import { readError } from "../../src/graphql/read-error.js";
import { selectedFields, union } from "../../src/graphql/selection.js";
import { meansNobody } from "../../src/tencent-im/member-reads.js";
import type { GroupField, GroupProfile } from "../../src/tencent-im/model.js";
import { groupFieldsFor, presentGroup } from "../presenters/entities.js";
import { pageInfoOf, readPage } from "./page.js";

const CONNECTION = "UserGroupConnection";

/** Reads one page of the groups that a user is in. Null if the vendor does not know the user. */
export async function pageOfUserGroups(
  userId: string,
  args: UserGroupsArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<UserGroupConnection | null> {
  const { first, after } = readPage(args, readOffsetCursor, "a user's groups");
  const offset = after ?? 0;
  const fields = fieldsOfNodes(info);
  const query = { userId, offset, first, types: args.types ?? [] };
  // The page then also shows which groups the caller may see.
  const reads = context.visible.dependsOnMembership ? context.tencentIm.anew : context.tencentIm;
  const page = await reads.joinedGroups(query, fields, context.call);
  if (!page.ok) {
    if (meansNobody(page.error)) return null;
    throw readError(page.error, context.requestId);
  }

  const { groups, totalCount, next } = page.value;
  const profiles = groups.map(({ group }) => group);
  // Only callers who may see these groups get this far.
  for (const { id } of profiles) context.visible.note(id);
  const nodes = fields.has("customFields")
    ? await withCustomFields(profiles, fields, context)
    : profiles.map(presentGroup);
  const edges = nodes.map(
    (node, index) => new UserGroupEdge(() => offsetCursor(groups[index]?.after ?? offset), node),
  );
  const end = next === null ? null : () => offsetCursor(next);
  return new UserGroupConnection({
    edges,
    totalCount,
    pageInfo: pageInfoOf(edges, { after, hasNextPage: next !== null, end }),
  });
}

/** Groups are selected in two places: as nodes, and as nodes of edges. */
function fieldsOfNodes(info: GraphQLResolveInfo): ReadonlySet<GroupField> {
  const nodes = selectedFields(info, "Group", [{ type: CONNECTION, field: "nodes" }]);
  const edges = selectedFields(info, "Group", [
    { type: CONNECTION, field: "edges" },
    { type: "UserGroupEdge", field: "node" },
  ]);
  return groupFieldsFor(union(nodes, edges));
}

/** The vendor's list of a user's groups has no custom fields, so each group is read as well. */
async function withCustomFields(
  groups: readonly GroupProfile[],
  fields: ReadonlySet<GroupField>,
  context: Context,
): Promise<Group[]> {
  const read = await Promise.all(groups.map(({ id }) => context.loaders.group({ id, fields })));
  return groups.map((group, index) => presentGroup(read[index] ?? group));
}
