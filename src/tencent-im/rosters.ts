import { LRUCache } from "lru-cache";
import { ok } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Fields } from "../vendor/fields.js";
import { ReadBatch } from "../vendor/sharing/read-batch.js";
import { type ImDeps, sendCommand } from "./command.js";
import { foundById } from "./found-by-id.js";
import { GROUPS_PER_CALL } from "./group-reads.js";
import type { MemberPage, MemberPageRead, MemberQuery, PagedMember } from "./member-pages.js";
import { isCommunity, type MemberField, type ReadMoment } from "./model.js";
import { codeOfGroup, groupIdOf } from "./wire/group.js";
import { memberFilters, memberIdOf, readMember } from "./wire/member.js";

/** Reads one page of members. */
type ReadPage = (
  query: MemberQuery,
  fields: ReadonlySet<MemberField>,
  context: CallContext,
) => Promise<MemberPageRead>;

/** All members of a group. Null: they must be read in another way. */
type Roster = MemberPage | null;

/** No page is larger, so larger groups are never read this way. */
const MAX_MEMBERS = 100;
/** Groups that were found to be larger. Each one costs one useless read when this forgets it. */
const REMEMBERED = 10_000;
/** Calls that wait for a permit wait longer than this. */
const GATHER_MS = 25;

/**
 * Reads first pages of members. While calls for pages wait for their permits, it reads whole groups instead: one
 * `get_group_info` returns the members of 50 groups, and it has its own limit. A group that does not fit into its page is
 * read page by page, as always, since the vendor does not say that both calls list members in the same order.
 */
export function readingRosters(deps: ImDeps, readPage: ReadPage): ReadPage {
  const pageLimiter = deps.limiterFor("get_group_member_info");
  const large = new LRUCache<string, true>({ max: REMEMBERED });
  const rosters = new ReadBatch<MemberField, Roster>({
    clock: deps.clock,
    keysPerCall: GROUPS_PER_CALL,
    gatherMs: GATHER_MS,
    fetch: (groupIds, fields, context) => readRosters(deps, groupIds, fields, context),
    late: () => null,
  });
  const mayHelp = ({ groupId, after, roles }: MemberQuery, fields: ReadonlySet<MemberField>): boolean =>
    pageLimiter.waiting("interactive") > 0 &&
    after === null &&
    roles === null &&
    !isCommunity(groupId) &&
    !fields.has("customFields") &&
    !large.has(groupId);
  const note = ({ groupId }: MemberQuery, { groupMemberCount }: MemberPage): void => {
    if ((groupMemberCount ?? 0) > MAX_MEMBERS) large.set(groupId, true);
  };
  return async (query, fields, context) => {
    if (mayHelp(query, fields)) {
      const { groupId, first } = query;
      const roster = (await rosters.read([groupId], fields, context, never)).get(groupId) ?? null;
      if (roster !== null) note(query, roster);
      if (roster !== null && (roster.groupMemberCount ?? 0) <= first) return ok(roster);
    }
    // A group so large that an answer with all its members is refused shows its size here.
    const page = await readPage(query, fields, context);
    if (page.ok) note(query, page.value);
    return page;
  };
}

/** The reads of pages decide themselves which requests share a read. */
const never = (): boolean => false;

async function readRosters(
  deps: ImDeps,
  groupIds: readonly string[],
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<ReadonlyMap<string, Roster>> {
  const body = {
    GroupIdList: groupIds,
    ResponseFilter: { GroupBaseInfoFilter: ["MemberNum"], ...memberFilters(fields, deps.memberCustomKeys) },
  };
  // A failure is found out again by the reads of pages, which have their own ways to handle it.
  const answer = await sendCommand(deps, "get_group_info", "read", body, context, { asksOtherwise: true });
  const list = answer.ok ? answer.value.fields.items("GroupInfo") : null;
  if (!answer.ok || list === null) return new Map();
  const { read } = answer.value;
  const now = deps.clock.now();
  const found = foundById(list, groupIdOf);
  const rosters = new Map<string, Roster>();
  for (const groupId of groupIds) {
    const group = found.get(groupId);
    if (group !== undefined) rosters.set(groupId, rosterOf(groupId, group, fields, read, now));
  }
  return rosters;
}

function rosterOf(
  groupId: string,
  group: Fields,
  fields: ReadonlySet<MemberField>,
  read: ReadMoment,
  now: Date,
): Roster {
  const groupMemberCount = group.count("MemberNum");
  const items = group.has("MemberList") ? group.items("MemberList") : null;
  // Some kinds of groups leave the list out, or send only a part of it.
  if (codeOfGroup(group) !== 0 || groupMemberCount === null || items?.length !== groupMemberCount)
    return null;
  // Lost accounts share one id.
  const members = new Map<string, PagedMember>();
  for (const [index, item] of items.entries()) {
    const userId = item && memberIdOf(item);
    if (item === null || userId === null || members.has(userId)) continue;
    members.set(userId, {
      member: readMember(groupId, userId, item, fields, read, now),
      after: { by: "offset", offset: index + 1 },
    });
  }
  return { members: [...members.values()], next: null, groupMemberCount, read };
}
