import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Items } from "../vendor/fields.js";
import { type ImDeps, type ImFailure, sendCommand, unreadableDetail } from "./command.js";
import type { GroupField, GroupProfile, GroupType } from "./model.js";
import { anyPageSize, type PageSize, withSmallerPages } from "./smaller-pages.js";
import { GROUP_TYPE_FILTER, groupBaseInfoFilter, groupIdOf, readGroup } from "./wire/group.js";

export interface JoinedGroupsQuery {
  readonly userId: string;
  /** How many groups of the kinds asked for lie before the page. */
  readonly offset: number;
  /** 1 to 100: the answer then stays far below the vendor's 1 MB. */
  readonly first: number;
  /** None: all kinds. */
  readonly types: readonly GroupType[];
}

export interface JoinedGroup {
  readonly group: GroupProfile;
  /** The offset at which the page begins that follows this group. */
  readonly after: number;
}

export interface JoinedGroupsPage {
  readonly groups: readonly JoinedGroup[];
  /** The offset to go on at; null at the end. */
  readonly next: number | null;
  /** How many groups of these kinds the user is in, whatever the page holds. Null where the vendor did not say. */
  readonly totalCount: number | null;
}

/** The vendor filters by one kind at most, so a list of several is the kinds one after the other, in this order. */
const KINDS: readonly GroupType[] = ["WORK", "PUBLIC", "MEETING", "COMMUNITY", "AV_CHAT_ROOM"];
/** The vendor may answer short pages. One page here must not ask for all of a list that claims to be endless. */
const CALLS_PER_KIND = 5;
/** Nobody is in more groups. A count beyond is none to go by. */
const MAX_OFFSET = 999_999_999;

/**
 * Reads one page of the groups that a user is in. One call for each kind that is asked for, or one for all kinds; more
 * where the vendor answers short pages. Custom fields are not among what this call answers.
 */
export async function readJoinedGroups(
  deps: ImDeps,
  query: JoinedGroupsQuery,
  fields: ReadonlySet<GroupField>,
  context: CallContext,
): Promise<Result<JoinedGroupsPage, ImFailure>> {
  const wanted = KINDS.filter((kind) => query.types.includes(kind));
  const kinds = wanted.length === 0 || wanted.length === KINDS.length ? [null] : wanted;
  const groups: JoinedGroup[] = [];
  let next: number | null = null;
  /** How many groups there are of the kinds before this one. */
  let before = 0;
  let totalCount: number | null = 0;
  const size = anyPageSize();
  for (const kind of kinds) {
    const part = await readKind(
      { deps, userId: query.userId, kind, size, fields, context },
      // When the page is full, the further kinds are only counted.
      next === null ? Math.max(0, query.offset - before) : 0,
      next === null ? query.first - groups.length : 0,
    );
    if (!part.ok) return part;
    const { shown, reached, hasMore, count } = part.value;
    for (const { group, offset } of shown) groups.push({ group, after: before + offset + 1 });
    if (hasMore) next ??= before + reached;
    // Without the count of one kind, nobody knows where the next one begins.
    if (count === null && kinds.length > 1) return failed(unreadableDetail());
    before += count ?? 0;
    totalCount = count === null ? null : before;
  }
  return ok({ groups, next: next !== null && next > MAX_OFFSET ? null : next, totalCount });
}

interface Kind {
  readonly deps: ImDeps;
  readonly userId: string;
  /** Null: all of them. */
  readonly kind: GroupType | null;
  readonly size: PageSize;
  readonly fields: ReadonlySet<GroupField>;
  readonly context: CallContext;
}

interface PartOfKind {
  readonly shown: readonly { readonly group: GroupProfile; readonly offset: number }[];
  /** Where the next part begins. */
  readonly reached: number;
  readonly hasMore: boolean;
  readonly count: number | null;
}

/** Reads at most `room` groups of one kind. The end is at the vendor's count, or at an empty page. */
async function readKind(kind: Kind, start: number, room: number): Promise<Result<PartOfKind, ImFailure>> {
  const shown: { group: GroupProfile; offset: number }[] = [];
  let reached = start;
  for (let calls = 1; ; calls += 1) {
    const part = await readPart(kind, reached, Math.max(1, room - shown.length));
    if (!part.ok) return part;
    const { items, count } = part.value;
    const fitting = items.slice(0, room - shown.length);
    for (const [index, item] of fitting.entries()) {
      const id = item && groupIdOf(item);
      // A group without a readable id keeps its place.
      if (item !== null && id !== null)
        shown.push({ group: readGroup(id, item, kind.fields), offset: reached + index });
    }
    reached += fitting.length;
    const isEnd = items.length === 0 || (fitting.length === items.length && reached === count);
    if (isEnd || shown.length >= room || calls === CALLS_PER_KIND)
      return ok({ shown, reached, hasMore: !isEnd, count });
  }
}

async function readPart(
  { deps, userId, kind, size, fields, context }: Kind,
  offset: number,
  wanted: number,
): Promise<Result<{ items: Items; count: number | null }, ImFailure>> {
  const answer = await withSmallerPages(size, wanted, (limit) => {
    const body = {
      Member_Account: userId,
      // Left to their defaults, the vendor would keep live-stream groups and silent work groups back.
      WithHugeGroups: 1,
      WithNoActiveGroups: 1,
      Limit: limit,
      Offset: offset,
      ...(kind !== null && { GroupType: GROUP_TYPE_FILTER[kind] }),
      ResponseFilter: { GroupBaseInfoFilter: groupBaseInfoFilter(fields) },
    };
    return sendCommand(deps, "get_joined_group_list", "read", body, context);
  });
  if (!answer.ok) return answer;
  const count = answer.value.count("TotalCount");
  const items = answer.value.items("GroupIdList");
  // A success that holds neither is no answer to the question.
  const saysNothing = count === null && !answer.value.has("GroupIdList");
  return items === null || saysNothing ? failed(unreadableDetail()) : ok({ items, count });
}
