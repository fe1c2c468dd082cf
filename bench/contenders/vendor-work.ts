import type { Services } from "../../src/graphql/context.js";
import type { GroupProfile, MemberField, MemberProfile } from "../../src/tencent-im/model.js";
import type { CallContext } from "../../src/vendor/call-context.js";

/**
 * The vendor calls of the four operations, with exactly the fields that each selects. Our server derives these fields
 * from the query. Here they are fixed, so that all contenders make the same calls.
 */
const GROUP_FIELDS = new Set(["name", "type", "memberCount"] as const);
const MEMBER_FIELDS = new Set<MemberField>([
  "role",
  "nameCard",
  "joinedAt",
  "lastMessageAt",
  "messageDelivery",
  "mutedUntil",
]);

export async function readGroups(
  { tencentIm }: Services,
  ids: readonly string[],
  call: CallContext,
): Promise<(GroupProfile | null)[]> {
  const reads = await tencentIm.groups(ids, GROUP_FIELDS, call);
  return ids.map((id) => {
    const read = reads.get(id);
    return read?.ok === true ? read.value : null;
  });
}

export async function readMembers(
  { tencentIm }: Services,
  groupId: string,
  first: number,
  call: CallContext,
): Promise<(MemberProfile & { id: string })[]> {
  const page = await tencentIm.memberPage({ groupId, first, after: null, roles: null }, MEMBER_FIELDS, call);
  if (!page.ok) throw new Error(page.error.why);
  return page.value.members.map(({ member }) => ({ ...member, id: memberId(groupId, member.userId) }));
}

export interface NameCardInput {
  readonly groupId: string;
  readonly userId: string;
  readonly nameCard: string;
}

export async function setNameCard({ tencentIm }: Services, input: NameCardInput, call: CallContext) {
  const { groupId, userId, nameCard } = input;
  const updated = await tencentIm.updateMember({ groupId, userId, nameCard }, call);
  if (!updated.ok) throw new Error(updated.error.why);
  const groupMember = { id: memberId(groupId, userId), nameCard };
  return { __typename: "UpdateGroupMemberSuccess", groupMember };
}

const memberId = (groupId: string, userId: string): string =>
  Buffer.from(`${groupId}\n${userId}`, "utf8").toString("base64url");
