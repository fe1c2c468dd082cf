import type { SyncHistory } from "../bulk/api/sync-history.js";
import { outcomeOfFailure, succeededAt } from "../bulk/outcome.js";
import type { ClassinClient, SyncFailure } from "../classin/client.js";
import type { Attempted, CorrectionOutcome } from "../names/keep/model.js";
import type { CallOptions, NameVendors, ReadTrouble } from "../names/keep/vendors.js";
import { failed, ok } from "../result.js";
import type { TencentImClient } from "../tencent-im/client.js";
import type { ImFailure } from "../tencent-im/command.js";
import type { MemberPosition } from "../tencent-im/member-pages.js";
import { meansNobody } from "../tencent-im/member-reads.js";
import type { UpdateMemberFailure } from "../tencent-im/member-update.js";
import { type CallContext, callContext } from "../vendor/call-context.js";
import type { Clock } from "../vendor/clock.js";
import { NAME_KEEPING } from "./budgets.js";
import type { CourseGroups } from "./course-groups.js";

const MEMBERS_PER_PAGE = 100;
const CARD = new Set(["nameCard"] as const);
const WORTH_REPEATING: ReadonlySet<string> = new Set([
  "rate-limited",
  "unavailable",
  "outcome-unknown",
  // An operator may be about to fix it.
  "misconfigured",
  "partly-synced",
  "not-synced",
]);
const COURSE_IS_OVER: ReadonlySet<string> = new Set([
  "course-not-found",
  "course-deleted",
  "course-expired",
  "course-type-not-supported",
]);

/** Calls the vendors to keep names, in the bulk lane and within a tenth of each budget. */
export function nameVendors(deps: {
  classin: ClassinClient;
  tencentIm: TencentImClient;
  groups: CourseGroups;
  history: () => Pick<SyncHistory, "note">;
  clock: Clock;
}): NameVendors {
  const { classin, clock } = deps;
  const tencentIm = deps.tencentIm.anew;
  const contextOf = ({ timeoutMs, signal }: CallOptions): CallContext =>
    callContext(clock, { lane: "bulk", operation: NAME_KEEPING, timeoutMs, signal });

  return {
    groupIdOf: (courseId) => deps.groups.groupIdOf(courseId),
    async syncCourse(courseId, id, options) {
      const startedAt = clock.now();
      const synced = await classin.syncNicknames(courseId, contextOf(options));
      const attempted = synced.ok ? succeeded(synced.value.syncedAt) : failedWith(synced.error, clock.now());
      if (attempted.neverSent) return attempted;
      const outcome = synced.ok
        ? succeededAt(synced.value.syncedAt)
        : outcomeOfFailure(synced.error, attempted.endedAt);
      deps.history().note({ id, courseId, startedAt, requestedBy: null, requestId: id, outcome });
      return attempted;
    },
    async readCards(groupId, userIds, options) {
      const reads = await tencentIm.members(groupId, userIds, CARD, contextOf(options));
      const cards = new Map<string, string | null>();
      for (const [userId, read] of reads) {
        if (!read.ok) return failed(troubleOf(read.error));
        if (read.value !== null) cards.set(userId, read.value.nameCard);
      }
      return ok(cards);
    },
    async readPage(groupId, position, options) {
      const after = position === null ? null : (JSON.parse(position) as MemberPosition);
      const query = { groupId, first: MEMBERS_PER_PAGE, after, roles: null };
      const page = await tencentIm.memberPage(query, CARD, contextOf(options));
      if (!page.ok)
        return meansNobody(page.error) ? ok({ cards: new Map(), next: null }) : failed(troubleOf(page.error));
      const { members, next } = page.value;
      return ok({
        cards: new Map(members.map(({ member }) => [member.userId, member.nameCard])),
        next: next === null ? null : JSON.stringify(next),
      });
    },
    async setCard(groupId, userId, name, options) {
      const updated = await tencentIm.updateMember({ groupId, userId, nameCard: name }, contextOf(options));
      return updated.ok ? succeeded(updated.value.updatedAt) : failedWith(updated.error, clock.now());
    },
  };
}

const troubleOf = ({ kind }: ImFailure): ReadTrouble => ({ worthRepeating: WORTH_REPEATING.has(kind) });

const succeeded = (endedAt: Date): Attempted => ({
  outcome: "SUCCEEDED",
  failure: null,
  code: null,
  extra: null,
  endedAt,
  worthRepeating: false,
  neverSent: false,
  courseIsOver: false,
});

function failedWith(failure: SyncFailure | UpdateMemberFailure, endedAt: Date): Attempted {
  const stored = outcomeOfFailure(failure, endedAt);
  const neverSent = "neverSent" in failure && failure.neverSent;
  return {
    outcome: stored.outcome.toUpperCase() as CorrectionOutcome,
    failure: stored.failure,
    code: stored.code,
    extra: stored.extra,
    endedAt,
    worthRepeating: WORTH_REPEATING.has(failure.kind),
    // Operators have to see it.
    neverSent: neverSent && failure.kind !== "misconfigured",
    courseIsOver: COURSE_IS_OVER.has(failure.kind),
  };
}

/** ClassIn's code for a member who was just added. Another sync gives the name. */
const MEMBER_JUST_ADDED = 841;

/** Reports courses to `wasPartlySynced` in which a sync missed a member who was just added. */
export const noticingNewMembers = (
  classin: ClassinClient,
  wasPartlySynced: (courseId: string) => void,
): ClassinClient => ({
  ...classin,
  async syncNicknames(courseId, context) {
    const synced = await classin.syncNicknames(courseId, context);
    if (!synced.ok && synced.error.code === MEMBER_JUST_ADDED) wasPartlySynced(courseId);
    return synced;
  },
});
