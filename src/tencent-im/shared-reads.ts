import { failed } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import { RETRY_AFTER_SECONDS } from "../vendor/failure.js";
import { ReadBatch } from "../vendor/sharing/read-batch.js";
import { TransientMap } from "../vendor/sharing/transient-map.js";
import type { ImDeps } from "./command.js";
import { GROUPS_PER_CALL, type GroupRead, readGroups } from "./group-reads.js";
import { MEMBERS_PER_CALL, type MemberRead, readMembers } from "./member-reads.js";
import type { GroupField, MemberField } from "./model.js";

/** Shares reads of groups and members between all requests of this process. */
export interface SharedReads {
  /** Reads groups by id, 50 per call; concurrent requests share calls. The result has every requested id, with null for unknown groups. */
  groups(
    groupIds: readonly string[],
    fields: ReadonlySet<GroupField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, GroupRead>>;
  /** Reads members of one group by user id, in the same way. The result has every requested id. */
  members(
    groupId: string,
    userIds: readonly string[],
    fields: ReadonlySet<MemberField>,
    context: CallContext,
  ): Promise<ReadonlyMap<string, MemberRead>>;
  /** Call this after a write to a member. Later reads then do not join a read that began before. */
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
  /** One call reads members of only one group, so each group has its own batch. */
  const members = new TransientMap<string, ReadBatch<MemberField, MemberRead>>();

  const membersOf = (groupId: string): ReadBatch<MemberField, MemberRead> => {
    const batch =
      members.get(groupId) ??
      new ReadBatch<MemberField, MemberRead>({
        clock: deps.clock,
        keysPerCall: MEMBERS_PER_CALL,
        fetch: (userIds, fields, context) => readMembers(deps, groupId, userIds, fields, context),
        late,
        onBatch: (batch) => deps.noteBatch?.("members", batch),
        // Idle batches are removed. Otherwise the map would grow with every group.
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
