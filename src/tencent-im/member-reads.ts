import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import { inChunks } from "./chunks.js";
import { type ImDeps, type ImFailure, sendCommand, unreadableDetail } from "./command.js";
import { foundById } from "./found-by-id.js";
import type { GroupRole, MemberField, MemberProfile } from "./model.js";
import { mayConcernOneKey, settleEach } from "./settle-each.js";
import { memberFilters, memberIdOf, readMember, readRole, showsMute } from "./wire/member.js";

/** The result for one member. Null: no such member, no such group, or a live-stream group, which has no member profiles. */
export type MemberRead = Result<MemberProfile | null, ImFailure>;

/** The vendor's limit of accounts in one get_specified_group_member_info. */
export const MEMBERS_PER_CALL = 50;

/** A member's profile, and what a profile cannot express. */
export interface MemberDetails {
  readonly profile: MemberProfile;
  /** False if the answer has no readable mute. */
  readonly showsMute: boolean;
}

/** Reads members of one group in as few calls as possible. The result has every requested id. */
export async function readMembers(
  deps: ImDeps,
  groupId: string,
  userIds: readonly string[],
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<ReadonlyMap<string, MemberRead>> {
  const details = await inChunks([...new Set(userIds)], MEMBERS_PER_CALL, (ids) =>
    settleEach<Result<MemberDetails | null, ImFailure>>(
      ids,
      (some) => readMemberDetails(deps, groupId, some, fields, context),
      {
        // Because of one account that was never imported, the vendor may refuse the whole request.
        mayConcernOneKey: (failure) => mayConcernOneKey(failure) || failure.kind === "member-not-found",
        onFailure: (failure) => (meansNobody(failure) ? ok(null) : failed(failure)),
      },
    ),
  );
  const reads = new Map<string, MemberRead>();
  for (const [id, read] of details) reads.set(id, read.ok ? ok(read.value?.profile ?? null) : read);
  return reads;
}

/** Reads at most 50 members of one group in one call. */
export async function readMemberDetails(
  deps: ImDeps,
  groupId: string,
  userIds: readonly string[],
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<Result<ReadonlyMap<string, Result<MemberDetails | null, ImFailure>>, ImFailure>> {
  const body = {
    GroupId: groupId,
    Member_List_Account: userIds,
    ...memberFilters(fields, deps.memberCustomKeys),
  };
  const command = "get_specified_group_member_info";
  const asksOtherwise = userIds.length > 1;
  const answer = await sendCommand(deps, command, "read", body, context, { asksOtherwise });
  if (!answer.ok) return answer;
  const { fields: sent, read } = answer.value;
  const list = sent.items("MemberList");
  if (list === null) return failed(unreadableDetail());
  const now = deps.clock.now();
  const found = foundById(list, memberIdOf);
  // The vendor omits accounts that are not members, and the whole list if it would be empty. A null list proves less.
  const isComplete = found.isComplete && sent.sent("MemberList") !== null;
  const isAlone = userIds.length === 1;
  const results = new Map<string, Result<MemberDetails | null, ImFailure>>();
  for (const id of userIds) {
    const member = found.get(id);
    if (member !== undefined) {
      const profile = readMember(groupId, id, member, fields, read, now);
      results.set(id, ok({ profile, showsMute: showsMute(member) }));
    } else if (isComplete || isAlone)
      results.set(id, found.isComplete ? ok(null) : failed(unreadableDetail()));
  }
  return ok(results);
}

/** Code 10007 on a read means a group without member profiles: the app's administrator may read all others. */
export const meansNobody = (failure: ImFailure): boolean =>
  failure.kind === "group-not-found" || failure.kind === "member-not-found" || failure.kind === "refused";

/**
 * A user's role in a group. This is the documented way to find out that a user is not a member. Null if the answer omits
 * the role, or has an undocumented one.
 */
export async function readRoleOf(
  deps: ImDeps,
  groupId: string,
  userId: string,
  context: CallContext,
): Promise<Result<GroupRole | "NOT_MEMBER" | null, ImFailure>> {
  const body = { GroupId: groupId, User_Account: [userId] };
  const answer = await sendCommand(deps, "get_role_in_group", "read", body, context);
  if (!answer.ok) return answer;
  const list = answer.value.fields.items("UserIdList");
  if (list === null) return failed(unreadableDetail());
  const user = foundById(list, memberIdOf).get(userId);
  return ok(user === undefined ? null : readRole(user));
}
