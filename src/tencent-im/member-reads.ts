import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import { chunksOf } from "./chunks.js";
import { type ImDeps, type ImFailure, sendCommand } from "./command.js";
import type { GroupRole, MemberField, MemberProfile } from "./model.js";
import { memberFilters, RolesAnswer, readMember, readRole, SpecifiedMembersAnswer } from "./wire/member.js";

/** A read of one member. Null: no such member, no such group, or a live-stream group, which keeps no members' profiles. */
export type MemberRead = Result<MemberProfile | null, ImFailure>;

/** The vendor's limit of accounts in one get_specified_group_member_info. */
export const MEMBERS_PER_CALL = 50;

/** Reads members of one group in as few calls as there can be. Every id asked for is in the answer. */
export async function readMembers(
  deps: ImDeps,
  groupId: string,
  userIds: readonly string[],
  fields: ReadonlySet<MemberField>,
  context: CallContext,
): Promise<ReadonlyMap<string, MemberRead>> {
  const reads = new Map<string, MemberRead>();
  await Promise.all(
    chunksOf([...new Set(userIds)], MEMBERS_PER_CALL).map(async (ids) => {
      const body = {
        GroupId: groupId,
        Member_List_Account: ids,
        ...memberFilters(fields, deps.memberCustomKeys),
      };
      const answer = await sendCommand(
        deps,
        "get_specified_group_member_info",
        "read",
        body,
        SpecifiedMembersAnswer,
        context,
      );
      const now = deps.clock.now();
      // The vendor reorders members and leaves out those who are none, so answers are found by id.
      const byId = new Map(
        answer.ok ? (answer.value.MemberList ?? []).map((member) => [member.Member_Account, member]) : [],
      );
      for (const id of ids) {
        const wire = byId.get(id);
        if (wire !== undefined) reads.set(id, ok(readMember(groupId, wire, fields, now, deps.noteUnknown)));
        else reads.set(id, answer.ok || meansNobody(answer.error) ? ok(null) : failed(answer.error));
      }
    }),
  );
  return reads;
}

/** Reads answer 10007 only for groups that keep no members' profiles: the app's administrator may read all others. */
export const meansNobody = (failure: ImFailure): boolean =>
  failure.kind === "group-not-found" || failure.kind === "member-not-found" || failure.kind === "refused";

/** What somebody is in a group. The documented way to learn that they are not in it. Null: a role nobody documented. */
export async function readRoleOf(
  deps: ImDeps,
  groupId: string,
  userId: string,
  context: CallContext,
): Promise<Result<GroupRole | "NOT_MEMBER" | null, ImFailure>> {
  const body = { GroupId: groupId, User_Account: [userId] };
  const answer = await sendCommand(deps, "get_role_in_group", "read", body, RolesAnswer, context);
  if (!answer.ok) return answer;
  const found = answer.value.UserIdList?.find((user) => user.Member_Account === userId);
  return ok(found === undefined ? "NOT_MEMBER" : readRole(found.Role, deps.noteUnknown));
}
