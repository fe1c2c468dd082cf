import { failed } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import { RETRY_AFTER_SECONDS } from "../vendor/failure.js";
import { ReadBatch } from "../vendor/sharing/read-batch.js";
import type { ImDeps } from "./command.js";
import { GROUPS_PER_CALL, type GroupRead, readGroups } from "./group-reads.js";
import { MEMBERS_PER_CALL, type MemberRead, readMembers } from "./member-reads.js";
import type { GroupField, MemberField } from "./model.js";

/** Reads of groups and members that all requests of this process share. */
export interface SharedReads {
  groups(
    groupIds: readonly string[],
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, GroupRead>>;
  members(
    groupId: string,
    userIds: readonly string[],
    fields: ReadonlySet<MemberField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, MemberRead>>;
  /** A write to a member is over: no later read joins one that began before. */
  forget(groupId: string, userId: string): void;
}

const late = () =>
  failed({
    kind: "unavailable",
    vendor: "tencent-im",
    code: null,
    why: "no answer in time",
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  } as const);

export function shareReads(deps: ImDeps): SharedReads {
  const groups = new ReadBatch<GroupField, GroupRead>({
    clock: deps.clock,
    keysPerCall: GROUPS_PER_CALL,
    fetch: (ids, fields, context) => readGroups(deps, ids, fields, context),
    late,
    onBatch: (batch) => deps.noteBatch?.("groups", batch),
  });
  /** A call reads members of one group only, so each group that is being read has a batch of its own. */
  const members = new Map<string, ReadBatch<MemberField, MemberRead>>();

  const membersOf = (groupId: string): ReadBatch<MemberField, MemberRead> => {
    const batch =
      members.get(groupId) ??
      new ReadBatch<MemberField, MemberRead>({
        clock: deps.clock,
        keysPerCall: MEMBERS_PER_CALL,
        fetch: (userIds, fields, context) => readMembers(deps, groupId, userIds, fields, context),
        late,
        onBatch: (batch) => deps.noteBatch?.("members", batch),
        // Kept only while somebody reads, or the map would grow with every group there is.
        onIdle: () => members.delete(groupId),
      });
    members.set(groupId, batch);
    return batch;
  };

  return {
    groups: (groupIds, fields, context) => groups.read([...new Set(groupIds)], fields, context),
    members: (groupId, userIds, fields, context) =>
      membersOf(groupId).read([...new Set(userIds)], fields, context),
    forget(groupId, userId) {
      groups.forget(groupId);
      members.get(groupId)?.forget(userId);
    },
  };
}
