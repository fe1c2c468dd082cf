import type { GraphQLResolveInfo } from "graphql";
import {
  DEFAULT_PAGE,
  PageInfo,
  UserGroupConnection,
  UserGroupEdge,
  type UserGroupsArgs,
} from "../schema/connections.js";
import type { Group } from "../schema/group.js";
import type { Context } from "../src/context.js";
import { offsetCursor, readOffsetCursor } from "../src/cursor.js";
import { readError } from "../src/read-error.js";
import { failed, ok, type Result } from "../src/result.js";
import { selectedFields } from "../src/selection.js";
import type { ImFailure } from "../src/tencent-im/command.js";
import type { JoinedGroupsPage } from "../src/tencent-im/group-reads.js";
import { meansNobody } from "../src/tencent-im/member-reads.js";
import type { GroupField, GroupProfile, GroupType } from "../src/tencent-im/model.js";
import { checked, checkFirst } from "./checked.js";
import { groupFieldsFor, presentGroup } from "./presented.js";

const CONNECTION = "UserGroupConnection";
/** The most groups the vendor answers in one page. */
const JOINED_GROUPS_PER_CALL = 5_000;

/** Reads one page of the groups that a user is in. Null for a user whom the vendor does not know. */
export async function pageOfUserGroups(
  userId: string,
  args: UserGroupsArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<UserGroupConnection | null> {
  const first = args.first ?? DEFAULT_PAGE;
  const offset = args.after == null ? 0 : readOffsetCursor(args.after);
  checked((problems) => {
    checkFirst(first, problems);
    if (offset === null) problems.add("after", "is not a cursor of a user's groups");
  });
  if (offset === null) return null;

  const fields = fieldsOfNodes(info);
  const types = [...new Set(args.types ?? [])];
  const page =
    types.length > 1
      ? await pageOfSeveralTypes(userId, { offset, first, types }, fields, context)
      : await context.tencentIm.joinedGroups(
          { userId, offset, limit: first, type: types[0] ?? null },
          fields,
          context.call,
        );
  if (!page.ok) {
    if (meansNobody(page.error)) return null;
    throw readError(page.error, context.requestId);
  }

  const { groups, totalCount } = page.value;
  const nodes = fields.has("customFields")
    ? await withCustomFields(groups, fields, context)
    : groups.map(presentGroup);
  const edges = nodes.map((node, index) => new UserGroupEdge(offsetCursor(offset + index + 1), node));
  return new UserGroupConnection({
    edges,
    totalCount,
    pageInfo: new PageInfo({
      hasNextPage: edges.length > 0 && offset + edges.length < totalCount,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    }),
  });
}

/** Groups are selected in two places: as nodes, and as nodes of edges. */
function fieldsOfNodes(info: GraphQLResolveInfo): ReadonlySet<GroupField> {
  const nodes = selectedFields(info, "Group", [{ type: CONNECTION, field: "nodes" }]);
  const edges = selectedFields(info, "Group", [
    { type: CONNECTION, field: "edges" },
    { type: "UserGroupEdge", field: "node" },
  ]);
  return groupFieldsFor(new Set([...nodes, ...edges]));
}

/** The vendor filters by one type only, so for several all groups are read, and sorted out here. */
async function pageOfSeveralTypes(
  userId: string,
  { offset, first, types }: { offset: number; first: number; types: readonly GroupType[] },
  fields: ReadonlySet<GroupField>,
  context: Context,
): Promise<Result<JoinedGroupsPage, ImFailure>> {
  const all: GroupProfile[] = [];
  for (let total = 1; all.length < total; ) {
    const part = await context.tencentIm.joinedGroups(
      { userId, offset: all.length, limit: JOINED_GROUPS_PER_CALL, type: null },
      new Set([...fields, "type"]),
      context.call,
    );
    if (!part.ok) return failed(part.error);
    if (part.value.groups.length === 0) break;
    all.push(...part.value.groups);
    total = part.value.totalCount;
  }
  const wanted = all.filter(({ type }) => type !== null && types.includes(type));
  return ok({ groups: wanted.slice(offset, offset + first), totalCount: wanted.length });
}

/** The list of a user's groups carries no custom fields, so they are read with the groups themselves. */
async function withCustomFields(
  groups: readonly GroupProfile[],
  fields: ReadonlySet<GroupField>,
  context: Context,
): Promise<Group[]> {
  const read = await Promise.all(groups.map(({ id }) => context.loaders.group({ id, fields })));
  return groups.map((group, index) => presentGroup(read[index] ?? group));
}
