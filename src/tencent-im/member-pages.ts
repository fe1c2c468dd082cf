import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Fields } from "../vendor/fields.js";
import { type ImDeps, type ImFailure, momentOf, sendCommand, unreadableDetail } from "./command.js";
import {
  earlierMoment,
  type GroupRole,
  isCommunity,
  type MemberField,
  type MemberProfile,
  type ReadMoment,
} from "./model.js";
import { anyPageSize, type PageSize, withSmallerPages } from "./smaller-pages.js";
import { memberFilters, memberIdOf, memberRoleFilter, readMember } from "./wire/member.js";

/**
 * Where a page of members begins. Communities are paged by the vendor's cursor; `skip` leads into the middle of a vendor
 * page. All other groups are paged by offset.
 */
export type MemberPosition =
  | { readonly by: "offset"; readonly offset: number }
  | { readonly by: "cursor"; readonly next: string; readonly skip: number };

export interface PagedMember {
  readonly member: MemberProfile;
  /** The position of the page after this member. */
  readonly after: MemberPosition;
}

export interface MemberPage {
  readonly members: readonly PagedMember[];
  /** The position of the next page; null at the end. */
  readonly next: MemberPosition | null;
  /** Members of the whole group, of all roles; null if the vendor did not say. */
  readonly groupMemberCount: number | null;
  /** When the first of its calls was sent. */
  readonly read: ReadMoment;
}

export type MemberPageRead = Result<MemberPage, ImFailure>;

export interface MemberQuery {
  readonly groupId: string;
  /** 1 to 100. */
  readonly first: number;
  /** Null: from the start. */
  readonly after: MemberPosition | null;
  /** Null: all roles. */
  readonly roles: readonly GroupRole[] | null;
}

/** The vendor's page limit for communities. For other groups it is 200 (docs/vendors/tencent-im.md, also on 6000). */
const COMMUNITY_PAGE_LIMIT = 100;
/** The vendor may return short pages, and a role filter can make them nearly empty. This keeps one query from reading a whole group. */
const CALLS_PER_PAGE = 5;

const startOf = (groupId: string): MemberPosition =>
  isCommunity(groupId) ? { by: "cursor", next: "", skip: 0 } : { by: "offset", offset: 0 };

/**
 * Reads the next members, each once. It makes one call, or more if the vendor returns short pages or roles are requested.
 * The list ends at the vendor's member count, an empty page, or an empty cursor.
 * A page may have fewer members than requested and still a `next`.
 */
export async function readMemberPage(
  deps: ImDeps,
  query: MemberQuery,
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<MemberPageRead> {
  // If members join or leave between two calls, the vendor may send a member twice.
  const members = new Map<string, PagedMember>();
  let position: MemberPosition | null = query.after ?? startOf(query.groupId);
  let groupMemberCount: number | null = null;
  let isMoreCertain = false;
  let read: ReadMoment | null = null;
  const size = anyPageSize();
  for (let calls = 0; calls < CALLS_PER_PAGE && position !== null; calls += 1) {
    const wanted = query.first - members.size;
    if (wanted <= 0 && isMoreCertain) break;
    const part: Result<Part, ImFailure> = await readPart(
      deps,
      { ...query, first: wanted },
      position,
      size,
      fields,
      context,
    );
    if (!part.ok) return part;
    for (const paged of part.value.members) {
      if (!members.has(paged.member.userId)) members.set(paged.member.userId, paged);
    }
    groupMemberCount = part.value.groupMemberCount ?? groupMemberCount;
    position = part.value.next;
    isMoreCertain = part.value.isMoreCertain;
    read = earlierMoment(read, part.value.read);
  }
  return ok({
    members: [...members.values()],
    next: position,
    groupMemberCount,
    read: read ?? momentOf(deps.clock),
  });
}

/** The result of one call. */
interface Part extends MemberPage {
  /** Whether members at `next` are certain. If not, another call must check. */
  readonly isMoreCertain: boolean;
}

async function readPart(
  deps: ImDeps,
  query: MemberQuery,
  position: MemberPosition,
  size: PageSize,
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<Result<Part, ImFailure>> {
  const answer = await withSmallerPages(size, limitFor(query, position), (limit) => {
    const body = {
      GroupId: query.groupId,
      Limit: limit,
      ...(position.by === "offset" ? { Offset: position.offset } : { Next: position.next }),
      ...(query.roles !== null && { MemberRoleFilter: memberRoleFilter(query.roles) }),
      ...memberFilters(fields, deps.memberCustomKeys),
    };
    return sendCommand(deps, "get_group_member_info", "read", body, context);
  });
  if (!answer.ok) return answer;
  const { fields: sent, read: moment } = answer.value;
  const list = sent.items("MemberList");
  if (list === null) return failed(unreadableDetail());

  const now = deps.clock.now();
  // A member without a readable id becomes null, because positions count every item that the vendor sent.
  const read = list.map((item) => {
    const userId = item === null ? null : memberIdOf(item);
    return item === null || userId === null
      ? null
      : readMember(query.groupId, userId, item, fields, moment, now);
  });
  const groupMemberCount = sent.count("MemberNum");
  if (position.by === "offset")
    return ok({
      ...cutByOffset(read, query, position.offset, groupMemberCount),
      groupMemberCount,
      read: moment,
    });
  const following = followingCursor(sent, position.next);
  return following === null
    ? failed(unreadableDetail())
    : ok({ ...cutByCursor(read, query, position, following), groupMemberCount, read: moment });
}

function limitFor({ first, roles }: MemberQuery, position: MemberPosition): number {
  if (position.by === "cursor") return Math.min(COMMUNITY_PAGE_LIMIT, position.skip + first);
  // With a role filter the vendor still counts the whole group, so one extra member shows whether there are more.
  return roles === null ? Math.max(1, first) : first + 1;
}

/** Returns "" at the end, or if the cursor does not advance. Null if it cannot be read. */
function followingCursor(answer: Fields, current: string): string | null {
  if (!answer.has("Next") || answer.sent("Next") === null) return "";
  const next = answer.sent("Next") === "" ? "" : answer.id("Next");
  return next === current ? "" : next;
}

/** Leaves out the items that could not be read. */
function pagedMembers(shown: Read, positionAfter: (index: number) => MemberPosition): PagedMember[] {
  const members: PagedMember[] = [];
  let index = 0;
  for (const member of shown) {
    if (member !== null) members.push({ member, after: positionAfter(index) });
    index += 1;
  }
  return members;
}

type Read = readonly (MemberProfile | null)[];
type Cut = Omit<Part, "groupMemberCount" | "read">;

function cutByOffset(read: Read, { first, roles }: MemberQuery, offset: number, count: number | null): Cut {
  const positionAfter = (index: number): MemberPosition => ({ by: "offset", offset: offset + index + 1 });
  const shown = read.slice(0, first);
  const left = read.length - shown.length;
  // With a role filter the count is the whole group's. A count below what was already read is ignored.
  const isEnd = read.length === 0 || (left === 0 && offset + read.length === count);
  return {
    members: pagedMembers(shown, positionAfter),
    next: isEnd ? null : positionAfter(shown.length - 1),
    isMoreCertain: left > 0 || (roles === null && count !== null && offset + read.length < count),
  };
}

function cutByCursor(
  read: Read,
  { first }: MemberQuery,
  position: { next: string; skip: number },
  following: string,
): Cut {
  const shown = read.slice(position.skip, position.skip + first);
  const reached = position.skip + shown.length;
  /** The position after the first `count` members of this vendor page. */
  const positionAfter = (count: number): MemberPosition | null => {
    if (count < read.length) return { by: "cursor", next: position.next, skip: count };
    // If the page is shorter than `count`, the rest is skipped on the next page.
    return following === "" ? null : { by: "cursor", next: following, skip: count - read.length };
  };
  return {
    members: pagedMembers(shown, (index) => {
      const count = position.skip + index + 1;
      // No page follows the very last member, but its position must still be usable.
      return positionAfter(count) ?? { by: "cursor", next: position.next, skip: count };
    }),
    next: positionAfter(reached),
    isMoreCertain: true,
  };
}
