import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import { chunksOf } from "./chunks.js";
import { type ImDeps, type ImFailure, sendCommand, unreadableDetail } from "./command.js";
import { foundById } from "./found-by-id.js";
import type { GroupRole, MemberField, MemberProfile } from "./model.js";
import { mayBeOfOneKey, settleEach } from "./settle-each.js";
import { memberFilters, memberIdOf, readMember, readRole, showsMute } from "./wire/member.js";

/** A read of one member. Null: no such member, no such group, or a live-stream group, which keeps no members' profiles. */
export type MemberRead = Result<MemberProfile | null, ImFailure>;

/** The vendor's limit of accounts in one get_specified_group_member_info. */
export const MEMBERS_PER_CALL = 50;

/** What a read of one member brought, with what a profile cannot hold. */
export interface MemberSeen {
  readonly profile: MemberProfile;
  /** False where the vendor told nothing of a mute, or nothing that can be read. */
  readonly showsMute: boolean;
}

/** Reads members of one group in as few calls as there can be. Every id asked for is in the answer. */
export async function readMembers(
  deps: ImDeps,
  groupId: string,
  userIds: readonly string[],
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<ReadonlyMap<string, MemberRead>> {
  const chunks = await Promise.all(
    chunksOf([...new Set(userIds)], MEMBERS_PER_CALL).map((ids) =>
      settleEach<Result<MemberSeen | null, ImFailure>>(
        ids,
        (some) => seeMembers(deps, groupId, some, fields, context),
        {
          // One account that was never imported may be told as if the whole request had failed.
          mayBeOfOneKey: (failure) => mayBeOfOneKey(failure) || failure.kind === "member-not-found",
          onFailure: (failure) => (meansNobody(failure) ? ok(null) : failed(failure)),
        },
      ),
    ),
  );
  return new Map(
    chunks.flatMap((chunk) =>
      [...chunk].map(([id, seen]) => [id, seen.ok ? ok(seen.value?.profile ?? null) : seen] as const),
    ),
  );
}

/** Reads at most 50 members of one group in one call. */
export async function seeMembers(
  deps: ImDeps,
  groupId: string,
  userIds: readonly string[],
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<Result<ReadonlyMap<string, Result<MemberSeen | null, ImFailure>>, ImFailure>> {
  const body = {
    GroupId: groupId,
    Member_List_Account: userIds,
    ...memberFilters(fields, deps.memberCustomKeys),
  };
  const command = "get_specified_group_member_info";
  const asksOtherwise = userIds.length > 1;
  const answer = await sendCommand(deps, command, "read", body, context, { asksOtherwise });
  if (!answer.ok) return answer;
  const list = answer.value.items("MemberList");
  if (list === null) return failed(unreadableDetail());
  const now = deps.clock.now();
  const found = foundById(list, memberIdOf);
  // Who is no member is left out, and so is the list where nobody is one. A null in its place tells less.
  const isWhole = found.isWhole && answer.value.sent("MemberList") !== null;
  const isAlone = userIds.length === 1;
  const seen = new Map<string, Result<MemberSeen | null, ImFailure>>();
  for (const id of userIds) {
    const member = found.get(id);
    if (member !== undefined) {
      const profile = readMember(groupId, id, member, fields, now);
      seen.set(id, ok({ profile, showsMute: showsMute(member) }));
    } else if (isWhole || isAlone) seen.set(id, found.isWhole ? ok(null) : failed(unreadableDetail()));
  }
  return ok(seen);
}

/** Reads answer 10007 only for groups that keep no members' profiles: the app's administrator may read all others. */
export const meansNobody = (failure: ImFailure): boolean =>
  failure.kind === "group-not-found" || failure.kind === "member-not-found" || failure.kind === "refused";

/**
 * What somebody is in a group. The documented way to learn that they are not in it. Null where the vendor does not tell,
 * or names a role that nobody documented.
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
  const list = answer.value.items("UserIdList");
  if (list === null) return failed(unreadableDetail());
  const user = foundById(list, memberIdOf).get(userId);
  return ok(user === undefined ? null : readRole(user));
}
