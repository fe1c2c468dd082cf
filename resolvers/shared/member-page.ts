import type { GraphQLResolveInfo } from "graphql";
import { GroupMemberConnection, GroupMemberEdge, type MembersArgs } from "../../schema/connections.js";
import type { Context } from "../../src/graphql/context.js";
import { memberCursor, readMemberCursor } from "../../src/graphql/cursors.js";
import { readError } from "../../src/graphql/read-error.js";
import { selectedFields, union } from "../../src/graphql/selection.js";
import type { MemberPage } from "../../src/tencent-im/member-pages.js";
import { meansNobody } from "../../src/tencent-im/member-reads.js";
import { memberFieldsFor, presentMember } from "../presenters/entities.js";
import { type PageRequest, pageInfoOf, readPage } from "./page.js";

const CONNECTION = "GroupMemberConnection";

/** Reads one page of a group's members. Null if the group does not exist or keeps no list of members. */
export async function pageOfMembers(
  groupId: string,
  args: MembersArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<GroupMemberConnection | null> {
  const pageRequest = readPage(args, (cursor) => readMemberCursor(cursor, groupId), "this group's members");
  const roles = args.roles == null || args.roles.length === 0 ? null : args.roles;
  const query = { groupId, ...pageRequest, roles };
  const page = await context.tencentIm.memberPage(query, fieldsOfNodes(info), context.call);
  if (page.ok) return present(page.value, pageRequest, roles === null);
  if (meansNobody(page.error)) return null;
  throw readError(page.error, context.requestId);
}

/** Members are selected in two places: as nodes, and as nodes of edges. */
export function fieldsOfNodes(info: GraphQLResolveInfo): ReturnType<typeof memberFieldsFor> {
  const nodes = selectedFields(info, "GroupMember", [{ type: CONNECTION, field: "nodes" }]);
  const edges = selectedFields(info, "GroupMember", [
    { type: CONNECTION, field: "edges" },
    { type: "GroupMemberEdge", field: "node" },
  ]);
  return memberFieldsFor(union(nodes, edges));
}

function present(
  page: MemberPage,
  { after }: PageRequest<unknown>,
  isUnfiltered: boolean,
): GroupMemberConnection {
  const edges = page.members.map(
    (entry) => new GroupMemberEdge(() => memberCursor(entry.after), presentMember(entry.member)),
  );
  const { next } = page;
  return new GroupMemberConnection({
    edges,
    totalCount: isUnfiltered ? page.groupMemberCount : null,
    pageInfo: pageInfoOf(edges, {
      after,
      hasNextPage: next !== null,
      end: next && (() => memberCursor(next)),
    }),
  });
}
