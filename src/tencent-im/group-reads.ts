import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Fields } from "../vendor/fields.js";
import { inChunks } from "./chunks.js";
import { failureOf, type ImDeps, type ImFailure, sendCommand, unreadableDetail } from "./command.js";
import { foundById } from "./found-by-id.js";
import type { GroupField, GroupProfile, ReadMoment } from "./model.js";
import { mayConcernOneKey, settleEach } from "./settle-each.js";
import { codeOfGroup, groupBaseInfoFilter, groupIdOf, readGroup } from "./wire/group.js";

/** The result for one group, independent of the others. Null: there is no such group. */
export type GroupRead = Result<GroupProfile | null, ImFailure>;

/** The vendor's limit of ids in one get_group_info. */
export const GROUPS_PER_CALL = 50;

/** Reads these fields of groups in as few calls as possible. The result has every requested id. */
export function readGroups(
  deps: ImDeps,
  groupIds: readonly string[],
  fields: ReadonlySet<GroupField>,
  context: CallContext,
): Promise<ReadonlyMap<string, GroupRead>> {
  return inChunks([...new Set(groupIds)], GROUPS_PER_CALL, (ids) =>
    settleEach<GroupRead>(ids, (some) => readTogether(deps, some, fields, context), {
      // Because of one absent group, the vendor may refuse the whole request.
      mayConcernOneKey: (failure) => mayConcernOneKey(failure) || failure.kind === "group-not-found",
      onFailure: groupOrNull,
    }),
  );
}

async function readTogether(
  deps: ImDeps,
  ids: readonly string[],
  fields: ReadonlySet<GroupField>,
  context: CallContext,
): Promise<Result<ReadonlyMap<string, GroupRead>, ImFailure>> {
  const body = groupInfoBody(deps, ids, fields);
  const isAlone = ids.length === 1;
  const answer = await sendCommand(deps, "get_group_info", "read", body, context, {
    asksOtherwise: !isAlone,
  });
  if (!answer.ok) return answer;
  const { fields: sent, read } = answer.value;
  const list = sent.has("GroupInfo") ? sent.items("GroupInfo") : null;
  if (list === null) return failed(unreadableDetail());
  const found = foundById(list, groupIdOf);
  const reads = new Map<string, GroupRead>();
  for (const id of ids) {
    const group = found.get(id);
    if (group !== undefined) reads.set(id, readOne(deps, id, group, fields, read));
    // A success has an element for each group, even an absent one. A group that is left out is read again alone.
    else if (isAlone) reads.set(id, found.isComplete ? ok(null) : failed(unreadableDetail()));
  }
  return ok(reads);
}

function readOne(
  deps: ImDeps,
  id: string,
  group: Fields,
  fields: ReadonlySet<GroupField>,
  read: ReadMoment,
): GroupRead {
  const code = codeOfGroup(group);
  if (code === undefined) return failed(unreadableDetail());
  if (code !== 0) return groupOrNull(failureOf({ code, info: "" }));
  return ok(readGroup(id, group, fields, deps.groupCustomKeys, read));
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
