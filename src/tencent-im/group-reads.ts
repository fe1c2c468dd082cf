import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "../vendor/call-context.js";
import type { Fields } from "../vendor/fields.js";
import { chunksOf } from "./chunks.js";
import { failureOf, type ImDeps, type ImFailure, sendCommand, unreadableList } from "./command.js";
import { foundById } from "./found-by-id.js";
import type { GroupField, GroupProfile } from "./model.js";
import { mayBeOfOneKey, settleEach } from "./settle-each.js";
import { codeOfGroup, groupBaseInfoFilter, groupIdOf, readGroup } from "./wire/group.js";

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
  const chunks = await Promise.all(
    chunksOf([...new Set(groupIds)], GROUPS_PER_CALL).map((ids) =>
      settleEach<GroupRead>(ids, (some, isAlone) => readTogether(deps, some, fields, context, isAlone), {
        // One absent group may be told as if the whole request had failed.
        mayBeOfOneKey: (failure) => mayBeOfOneKey(failure) || failure.kind === "group-not-found",
        onFailure: groupOrNull,
      }),
    ),
  );
  return new Map(chunks.flatMap((chunk) => [...chunk]));
}

async function readTogether(
  deps: ImDeps,
  ids: readonly string[],
  fields: ReadonlySet<GroupField>,
  context: CallContext,
  isAlone: boolean,
): Promise<Result<ReadonlyMap<string, GroupRead>, ImFailure>> {
  const body = groupInfoBody(deps, ids, fields);
  const answer = await sendCommand(deps, "get_group_info", "read", body, context, {
    asksOtherwise: !isAlone,
  });
  if (!answer.ok) return answer;
  // A success has an element for each group, also for one that there is not. A null list is an empty one.
  const list = answer.value.has("GroupInfo") ? answer.value.items("GroupInfo") : null;
  if (list === null) return unreadableList();
  const found = foundById(list, groupIdOf);
  return ok(
    new Map(
      ids.map((id) => {
        const group = found.get(id);
        return [id, group === undefined ? found.missing(ok(null)) : readOne(deps, id, group, fields)];
      }),
    ),
  );
}

function readOne(deps: ImDeps, id: string, group: Fields, fields: ReadonlySet<GroupField>): GroupRead {
  const code = codeOfGroup(group);
  if (code !== 0) return groupOrNull(failureOf({ code, info: "" }));
  const profile = readGroup(id, group, fields);
  // Without a key to ask by, the vendor was not asked for custom fields: none is not the same as unknown.
  return ok(deps.groupCustomKeys.length === 0 ? { ...profile, customFields: null } : profile);
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
