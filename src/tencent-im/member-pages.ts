import { ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import { type ImDeps, type ImFailure, sendCommand } from "./command.js";
import { type GroupRole, isCommunity, type MemberField, type MemberProfile } from "./model.js";
import { MemberPageAnswer, memberFilters, memberRoleFilter, readMember } from "./wire/member.js";

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
/** A role filter can leave a community's page nearly empty; a query must not walk 100,000 members to fill it. */
const CALLS_PER_PAGE = 5;

const startOf = (groupId: string): MemberPosition =>
  isCommunity(groupId) ? { by: "cursor", next: "", skip: 0 } : { by: "offset", offset: 0 };

/**
 * Reads the next members, each once, with as few calls as there can be: one, unless the vendor answers short pages.
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
  for (let calls = 0; calls < CALLS_PER_PAGE && position !== null && members.size < query.first; calls += 1) {
    const part: Result<MemberPage, ImFailure> = await readPart(
      deps,
      { ...query, first: query.first - members.size },
      position,
      fields,
      context,
    );
    if (!part.ok) return part;
    for (const paged of part.value.members) {
      if (!members.has(paged.member.userId)) members.set(paged.member.userId, paged);
    }
    groupMemberCount = part.value.groupMemberCount ?? groupMemberCount;
    position = part.value.next;
  }
  return ok({ members: [...members.values()], next: position, groupMemberCount });
}

async function readPart(
  deps: ImDeps,
  query: MemberQuery,
  position: MemberPosition,
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<Result<MemberPage, ImFailure>> {
  const limit = limitFor(query, position);
  const body = {
    GroupId: query.groupId,
    Limit: limit,
    ...(position.by === "offset" ? { Offset: position.offset } : { Next: position.next }),
    ...(query.roles !== null && { MemberRoleFilter: memberRoleFilter(query.roles) }),
    ...memberFilters(fields, deps.memberCustomKeys),
  };
  const answer = await sendCommand(deps, "get_group_member_info", "read", body, MemberPageAnswer, context);
  if (!answer.ok) return answer;

  const { MemberList = [], MemberNum, Next } = answer.value;
  const now = deps.clock.now();
  const read = MemberList.map((wire) => readMember(query.groupId, wire, fields, now, deps.noteUnknown));
  const cut =
    position.by === "offset"
      ? cutByOffset(read, query, position.offset, limit, MemberNum)
      : cutByCursor(read, position, Next ?? "");
  return ok({ ...cut, groupMemberCount: MemberNum ?? null });
}

function limitFor({ first, roles }: MemberQuery, position: MemberPosition): number {
  if (position.by === "cursor") return Math.min(COMMUNITY_PAGE_LIMIT, position.skip + first);
  // The vendor counts the whole group even under a role filter, so only one member more tells whether there are more.
  return roles === null ? first : first + 1;
}

type Cut = Pick<MemberPage, "members" | "next">;

function cutByOffset(
  read: readonly MemberProfile[],
  { first, roles }: MemberQuery,
  offset: number,
  limit: number,
  total: number | undefined,
): Cut {
  const positionAfter = (index: number): MemberPosition => ({ by: "offset", offset: offset + index + 1 });
  const shown = read.slice(0, first);
  const isShort = read.length < limit;
  const more =
    roles === null ? !isShort && (total === undefined || offset + first < total) : read.length > first;
  return {
    members: shown.map((member, index) => ({ member, after: positionAfter(index) })),
    next: more ? positionAfter(shown.length - 1) : null,
  };
}

function cutByCursor(
  read: readonly MemberProfile[],
  position: { next: string; skip: number },
  following: string,
): Cut {
  const followingPage: MemberPosition | null =
    following === "" ? null : { by: "cursor", next: following, skip: 0 };
  const shown = read.slice(position.skip);
  return {
    members: shown.map((member, index) => {
      const isLast = index === shown.length - 1;
      const inThisPage: MemberPosition = {
        by: "cursor",
        next: position.next,
        skip: position.skip + index + 1,
      };
      return { member, after: isLast && followingPage !== null ? followingPage : inThisPage };
    }),
    next: followingPage,
  };
}
