import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import { chunksOf } from "./chunks.js";
import { failureOf, type ImDeps, type ImFailure, sendCommand } from "./command.js";
import type { GroupField, GroupProfile, GroupType } from "./model.js";
import {
  GROUP_TYPE_FILTER,
  GroupInfoAnswer,
  groupBaseInfoFilter,
  JoinedGroupsAnswer,
  readGroup,
  type WireGroupInfo,
} from "./wire/group.js";

/** A read that one group failed, whatever became of the others. Null: there is no such group. */
export type GroupRead = Result<GroupProfile | null, ImFailure>;

/** The vendor's limit of ids in one get_group_info. */
export const GROUPS_PER_CALL = 50;

/** Reads groups in as few calls as there can be, asking only for these fields. Every id asked for is in the answer. */
export async function readGroups(
  deps: ImDeps,
  groupIds: readonly string[],
  fields: ReadonlySet<GroupField>,
  context: CallContext,
): Promise<ReadonlyMap<string, GroupRead>> {
  const reads = new Map<string, GroupRead>();
  await Promise.all(
    chunksOf([...new Set(groupIds)], GROUPS_PER_CALL).map(async (ids) => {
      const answer = await sendCommand(
        deps,
        "get_group_info",
        "read",
        groupInfoBody(deps, ids, fields),
        GroupInfoAnswer,
        context,
      );
      // The vendor promises no order and may leave a group out, so answers are found by id.
      const byId = new Map(answer.ok ? answer.value.GroupInfo.map((info) => [info.GroupId, info]) : []);
      for (const id of ids) {
        const info = byId.get(id);
        reads.set(id, answer.ok ? readOne(deps, info, fields) : groupOrNull(answer.error));
      }
    }),
  );
  return reads;
}

function readOne(deps: ImDeps, info: WireGroupInfo | undefined, fields: ReadonlySet<GroupField>): GroupRead {
  if (info === undefined) return ok(null);
  if (info.ErrorCode !== undefined && info.ErrorCode !== 0) return groupOrNull(failureOf(info.ErrorCode));
  const group = readGroup(info, fields, deps.noteUnknown);
  // Without a key to ask by, the vendor was not asked for custom fields: none is not the same as unknown.
  return ok(deps.groupCustomKeys.length === 0 ? { ...group, customFields: null } : group);
}

const groupOrNull = (failure: ImFailure): GroupRead =>
  failure.kind === "group-not-found" ? ok(null) : failed(failure);

function groupInfoBody(deps: ImDeps, ids: readonly string[], fields: ReadonlySet<GroupField>) {
  return {
    GroupIdList: ids,
    ResponseFilter: {
      GroupBaseInfoFilter: groupBaseInfoFilter(fields),
      ...(fields.has("customFields") &&
        deps.groupCustomKeys.length > 0 && { AppDefinedDataFilter_Group: deps.groupCustomKeys }),
    },
  };
}

export interface JoinedGroupsPage {
  readonly groups: readonly GroupProfile[];
  /** How many groups of this kind the user is in, whatever the page holds. */
  readonly totalCount: number;
}

/** One page of the groups that a user is in. At most 5000 a page; custom fields are not among what this call answers. */
export async function readJoinedGroups(
  deps: ImDeps,
  query: { userId: string; offset: number; limit: number; type: GroupType | null },
  fields: ReadonlySet<GroupField>,
  context: CallContext,
): Promise<Result<JoinedGroupsPage, ImFailure>> {
  const body = {
    Member_Account: query.userId,
    // Left to their defaults, the vendor would keep live-stream groups and silent work groups back.
    WithHugeGroups: 1,
    WithNoActiveGroups: 1,
    Limit: query.limit,
    Offset: query.offset,
    ...(query.type !== null && { GroupType: GROUP_TYPE_FILTER[query.type] }),
    ResponseFilter: { GroupBaseInfoFilter: groupBaseInfoFilter(fields) },
  };
  const answer = await sendCommand(deps, "get_joined_group_list", "read", body, JoinedGroupsAnswer, context);
  if (!answer.ok) return answer;
  const groups = (answer.value.GroupIdList ?? []).map((group) => readGroup(group, fields, deps.noteUnknown));
  return ok({ groups, totalCount: answer.value.TotalCount });
}
