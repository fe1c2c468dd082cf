import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Fields } from "../vendor/fields.js";
import { type ImDeps, type ImFailure, sendCommand, unreadableDetail } from "./command.js";
import { type GroupRole, isCommunity, type MemberField, type MemberProfile } from "./model.js";
import { anyPageSize, type PageSize, withSmallerPages } from "./smaller-pages.js";
import { memberFilters, memberIdOf, memberRoleFilter, readMember } from "./wire/member.js";

/**
 * Where in a group's members a page begins. Communities are paged by the vendor's own cursor, from which some members
 * may have to be skipped to begin in the middle of a page; all other groups are paged by offset.
 */
export type MemberPosition =
  | { readonly by: "offset"; readonly offset: number }
  | { readonly by: "cursor"; readonly next: string; readonly skip: number };

export interface PagedMember {
  readonly member: MemberProfile;
  /** Where the page begins that follows this member. */
  readonly after: MemberPosition;
}

export interface MemberPage {
  readonly members: readonly PagedMember[];
  /** Where to go on; null at the end. */
  readonly next: MemberPosition | null;
  /** Of the whole group, whatever roles were asked for; null where the vendor did not say. */
  readonly groupMemberCount: number | null;
}

export interface MemberQuery {
  readonly groupId: string;
  /** 1 to 100. */
  readonly first: number;
  /** Null: from the start. */
  readonly after: MemberPosition | null;
  /** Null: all roles. */
  readonly roles: readonly GroupRole[] | null;
}

/** What the vendor allows in one page of a community. Elsewhere it allows 200; see docs/vendors/tencent-im.md on 6000. */
const COMMUNITY_PAGE_LIMIT = 100;
/** The vendor may answer short pages, and a role filter can leave them nearly empty. One query must not walk a whole group. */
const CALLS_PER_PAGE = 5;

const startOf = (groupId: string): MemberPosition =>
  isCommunity(groupId) ? { by: "cursor", next: "", skip: 0 } : { by: "offset", offset: 0 };

/**
 * Reads the next members, each once, with as few calls as there can be: one, unless the vendor answers short pages or
 * roles are asked for. The end is where the vendor says so: at its count of members, an empty page, or an empty cursor.
 * May answer fewer than asked for and still have a `next`.
 */
export async function readMemberPage(
  deps: ImDeps,
  query: MemberQuery,
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<Result<MemberPage, ImFailure>> {
  // Nobody promises that members who come and go between two calls do not appear twice.
  const members = new Map<string, PagedMember>();
  let position: MemberPosition | null = query.after ?? startOf(query.groupId);
  let groupMemberCount: number | null = null;
  let isMoreSure = false;
  const size = anyPageSize();
  for (let calls = 0; calls < CALLS_PER_PAGE && position !== null; calls += 1) {
    const wanted = query.first - members.size;
    if (wanted <= 0 && isMoreSure) break;
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
    isMoreSure = part.value.isMoreSure;
  }
  return ok({ members: [...members.values()], next: position, groupMemberCount });
}

/** What one call brought. */
interface Part extends MemberPage {
  /** Whether there are members at `next`. Else it has to be looked. */
  readonly isMoreSure: boolean;
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
  const list = answer.value.items("MemberList");
  if (list === null) return failed(unreadableDetail());

  const now = deps.clock.now();
  // Null keeps the place of a member whose id cannot be read: positions count what the vendor sent.
  const read = list.map((item) => {
    const userId = item === null ? null : memberIdOf(item);
    return item === null || userId === null ? null : readMember(query.groupId, userId, item, fields, now);
  });
  const groupMemberCount = answer.value.count("MemberNum");
  if (position.by === "offset")
    return ok({ ...cutByOffset(read, query, position.offset, groupMemberCount), groupMemberCount });
  const following = followingCursor(answer.value, position.next);
  return following === null
    ? failed(unreadableDetail())
    : ok({ ...cutByCursor(read, query, position, following), groupMemberCount });
}

function limitFor({ first, roles }: MemberQuery, position: MemberPosition): number {
  if (position.by === "cursor") return Math.min(COMMUNITY_PAGE_LIMIT, position.skip + first);
  // The vendor counts the whole group even under a role filter, so only one member more tells whether there are more.
  return roles === null ? Math.max(1, first) : first + 1;
}

/** "" at the end, which is also where a cursor leads to itself. Null for one that cannot be read. */
function followingCursor(answer: Fields, current: string): string | null {
  if (!answer.has("Next") || answer.sent("Next") === null) return "";
  const next = answer.sent("Next") === "" ? "" : answer.id("Next");
  return next === current ? "" : next;
}

type Read = readonly (MemberProfile | null)[];
type Cut = Omit<Part, "groupMemberCount">;

function cutByOffset(read: Read, { first, roles }: MemberQuery, offset: number, count: number | null): Cut {
  const positionAfter = (index: number): MemberPosition => ({ by: "offset", offset: offset + index + 1 });
  const shown = read.slice(0, first);
  const left = read.length - shown.length;
  // Under a role filter the count is the whole group's. One below what was just seen is none to go by.
  const isEnd = read.length === 0 || (left === 0 && offset + read.length === count);
  return {
    members: shown.flatMap((member, index) =>
      member === null ? [] : { member, after: positionAfter(index) },
    ),
    next: isEnd ? null : positionAfter(shown.length - 1),
    isMoreSure: left > 0 || (roles === null && count !== null && offset + read.length < count),
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
  /** Where the page begins that follows so many members of this one. */
  const positionAfter = (count: number): MemberPosition | null => {
    if (count < read.length) return { by: "cursor", next: position.next, skip: count };
    // A page shorter than what is to be skipped: the rest is skipped of the next one.
    return following === "" ? null : { by: "cursor", next: following, skip: count - read.length };
  };
  return {
    members: shown.flatMap((member, index) => {
      const count = position.skip + index + 1;
      if (member === null) return [];
      // Behind the last member of all there is no page, but a place to ask again from.
      const after = positionAfter(count) ?? { by: "cursor", next: position.next, skip: count };
      return { member, after };
    }),
    next: positionAfter(reached),
    isMoreSure: true,
  };
}
