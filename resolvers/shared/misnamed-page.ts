import type { GraphQLResolveInfo } from "graphql";
import { GroupMemberConnection, GroupMemberEdge } from "../../schema/connections.js";
import type { PageArgs } from "../../schema/pages.js";
import { MAX_PAGE } from "../../schema/pages.js";
import type { Context } from "../../src/graphql/context.js";
import { memberCursor, readMemberCursor } from "../../src/graphql/cursors.js";
import { readError } from "../../src/graphql/read-error.js";
import { sameName } from "../../src/names/same-name.js";
import type { MemberPage, MemberPosition } from "../../src/tencent-im/member-pages.js";
import { meansNobody } from "../../src/tencent-im/member-reads.js";
import { presentMember } from "../presenters/entities.js";
import { fieldsOfNodes } from "./member-page.js";
import { officialNameOf } from "./official-name.js";
import { type PageRequest, pageInfoOf, readPage } from "./page.js";

/** One answer looks at no more. Each page has up to 100 members and usually takes one call. */
const MOST_PAGES = 5;

/** A member whose card differs, with the position after it. */
interface Misnamed {
  readonly edge: GroupMemberEdge;
  readonly after: MemberPosition;
}

/** Reads pages of members until enough are found. Null if the group does not exist or keeps no list of members. */
export async function pageOfMisnamed(
  groupId: string,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<GroupMemberConnection | null> {
  const request = readPage(args, (cursor) => readMemberCursor(cursor, groupId), "this group's members");
  const fields = new Set([...fieldsOfNodes(info), "nameCard" as const]);
  const found: Misnamed[] = [];
  let position = request.after;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const query = { groupId, first: MAX_PAGE, after: position, roles: null };
    const page = await context.tencentIm.memberPage(query, fields, context.call);
    if (!page.ok) {
      if (meansNobody(page.error)) return null;
      throw readError(page.error, context.requestId);
    }
    found.push(...(await misnamedIn(page.value, context)));
    position = page.value.next;
    if (position === null || found.length > request.first) break;
  }
  return present(found, position, request);
}

async function misnamedIn({ members }: MemberPage, context: Context): Promise<Misnamed[]> {
  const looked = await Promise.all(
    members.map(async ({ member, after }) => {
      const node = presentMember(member);
      const official = await officialNameOf(node, context);
      const { nameCard } = node;
      const differs = official !== null && typeof nameCard === "string" && !sameName(nameCard, official.name);
      return differs ? [{ edge: new GroupMemberEdge(() => memberCursor(after), node), after }] : [];
    }),
  );
  return looked.flat();
}

/** `next`: where the members begin that were not looked at. Null if there are none. */
function present(
  found: readonly Misnamed[],
  next: MemberPosition | null,
  { first, after }: PageRequest<unknown>,
): GroupMemberConnection {
  const shown = found.slice(0, first);
  const isCut = found.length > first;
  // If more were found than fit, the next page begins after the last one shown, and otherwise after the last one looked at.
  const end = isCut ? (shown.at(-1)?.after ?? null) : next;
  const edges = shown.map(({ edge }) => edge);
  return new GroupMemberConnection({
    edges,
    totalCount: null,
    pageInfo: pageInfoOf(edges, {
      after,
      hasNextPage: isCut || next !== null,
      end: end && (() => memberCursor(end)),
    }),
  });
}
