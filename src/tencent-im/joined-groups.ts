import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Items } from "../vendor/fields.js";
import { type ImDeps, type ImFailure, momentOf, sendCommand, unreadableDetail } from "./command.js";
import {
  earlierMoment,
  type GroupField,
  type GroupProfile,
  type GroupType,
  type ReadMoment,
} from "./model.js";
import { anyPageSize, type PageSize, withSmallerPages } from "./smaller-pages.js";
import { GROUP_TYPE_FILTER, groupBaseInfoFilter, groupIdOf, readGroup } from "./wire/group.js";

export interface JoinedGroupsQuery {
  readonly userId: string;
  /** How many groups of the requested types come before the page. */
  readonly offset: number;
  /** 1 to 100, so the answer stays far below the vendor's limit of 1 MB. */
  readonly first: number;
  /** Empty: all types. */
  readonly types: readonly GroupType[];
}

export interface JoinedGroup {
  readonly group: GroupProfile;
  /** The offset of the page after this group. */
  readonly after: number;
}

export interface JoinedGroupsPage {
  readonly groups: readonly JoinedGroup[];
  /** The offset of the next page; null at the end. */
  readonly next: number | null;
  /** How many groups of these types the user is in. Null if the vendor did not say. */
  readonly totalCount: number | null;
  /** When the first of its calls was sent. */
  readonly read: ReadMoment;
}

export type JoinedGroupsRead = Result<JoinedGroupsPage, ImFailure>;

/** The vendor filters by at most one type, so several types are listed one after another, in this order. */
const TYPES: readonly GroupType[] = ["WORK", "PUBLIC", "MEETING", "COMMUNITY", "AV_CHAT_ROOM"];
/** The vendor may return short pages. This limits the calls for one page here, even if the list never ends. */
const CALLS_PER_TYPE = 5;
/** No user is in so many groups, so no page starts beyond this offset. */
const MAX_OFFSET = 999_999_999;

/**
 * Reads one page of the groups that a user is in. It makes one call per requested type, or one for all types, and more if
 * the vendor returns short pages. The vendor's call does not return custom fields.
 */
export async function readJoinedGroups(
  deps: ImDeps,
  query: JoinedGroupsQuery,
  fields: ReadonlySet<GroupField>,
  context: CallContext,
): Promise<JoinedGroupsRead> {
  const requested = TYPES.filter((groupType) => query.types.includes(groupType));
  const listedTypes = requested.length === 0 || requested.length === TYPES.length ? [null] : requested;
  const groups: JoinedGroup[] = [];
  let next: number | null = null;
  let earliest: ReadMoment | null = null;
  /** The number of groups of the types before this one. */
  let before = 0;
  let totalCount: number | null = 0;
  const size = anyPageSize();
  for (const groupType of listedTypes) {
    const part = await readType(
      { deps, userId: query.userId, groupType, size, fields, context },
      // Once the page is full, the remaining types are only counted.
      next === null ? Math.max(0, query.offset - before) : 0,
      next === null ? query.first - groups.length : 0,
    );
    if (!part.ok) return part;
    const { shown, reached, hasMore, count, read } = part.value;
    earliest = earlierMoment(earliest, read);
    for (const { group, offset } of shown) groups.push({ group, after: before + offset + 1 });
    if (hasMore) next ??= before + reached;
    // Without the count of one type, the offset of the next one is not known.
    if (count === null && listedTypes.length > 1) return failed(unreadableDetail());
    before += count ?? 0;
    totalCount = count === null ? null : before;
  }
  return ok({
    groups,
    next: next !== null && next > MAX_OFFSET ? null : next,
    totalCount,
    read: earliest ?? momentOf(deps.clock),
  });
}

interface TypeQuery {
  readonly deps: ImDeps;
  readonly userId: string;
  /** Null: all types. */
  readonly groupType: GroupType | null;
  readonly size: PageSize;
  readonly fields: ReadonlySet<GroupField>;
  readonly context: CallContext;
}

interface PartOfType {
  readonly shown: readonly { readonly group: GroupProfile; readonly offset: number }[];
  /** The offset of the next part. */
  readonly reached: number;
  readonly hasMore: boolean;
  readonly count: number | null;
  readonly read: ReadMoment;
}

/** Reads at most `room` groups of one type. The list ends at the vendor's count, or at an empty page. */
async function readType(
  query: TypeQuery,
  start: number,
  room: number,
): Promise<Result<PartOfType, ImFailure>> {
  const shown: { group: GroupProfile; offset: number }[] = [];
  let reached = start;
  let earliest: ReadMoment | null = null;
  for (let calls = 1; ; calls += 1) {
    const part = await readPart(query, reached, Math.max(1, room - shown.length));
    if (!part.ok) return part;
    const { items, count, read } = part.value;
    earliest = earlierMoment(earliest, read);
    const fitting = items.slice(0, room - shown.length);
    for (const [index, item] of fitting.entries()) {
      const id = item && groupIdOf(item);
      // A group without a readable id still counts as a position.
      if (item !== null && id !== null)
        shown.push({
          group: readGroup(id, item, query.fields, query.deps.groupCustomKeys, read),
          offset: reached + index,
        });
    }
    reached += fitting.length;
    const isEnd = items.length === 0 || (fitting.length === items.length && reached === count);
    if (isEnd || shown.length >= room || calls === CALLS_PER_TYPE)
      return ok({ shown, reached, hasMore: !isEnd, count, read: earliest });
  }
}

async function readPart(
  { deps, userId, groupType, size, fields, context }: TypeQuery,
  offset: number,
  requested: number,
): Promise<Result<{ items: Items; count: number | null; read: ReadMoment }, ImFailure>> {
  const answer = await withSmallerPages(size, requested, (limit) => {
    const body = {
      Member_Account: userId,
      // By default the vendor omits live-stream groups, and work groups without messages.
      WithHugeGroups: 1,
      WithNoActiveGroups: 1,
      Limit: limit,
      Offset: offset,
      ...(groupType !== null && { GroupType: GROUP_TYPE_FILTER[groupType] }),
      ResponseFilter: { GroupBaseInfoFilter: groupBaseInfoFilter(fields) },
    };
    return sendCommand(deps, "get_joined_group_list", "read", body, context);
  });
  if (!answer.ok) return answer;
  const { fields: sent, read } = answer.value;
  const count = sent.count("TotalCount");
  const items = sent.items("GroupIdList");
  // A success with neither field is not usable.
  const saysNothing = count === null && !sent.has("GroupIdList");
  return items === null || saysNothing ? failed(unreadableDetail()) : ok({ items, count, read });
}
