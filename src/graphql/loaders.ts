import DataLoader from "dataloader";
import type { Result } from "../result.js";
import type { TencentImClient } from "../tencent-im/client.js";
import type { ImFailure } from "../tencent-im/command.js";
import type { GroupField, GroupProfile, MemberField, MemberProfile } from "../tencent-im/model.js";
import type { GroupReads } from "../tencent-im/reads.js";
import type { CallContext } from "../vendor/call-context.js";
import { readError } from "./read-error.js";

export interface GroupKey {
  readonly id: string;
  readonly fields: ReadonlySet<GroupField>;
}
export interface MemberKey {
  readonly groupId: string;
  readonly userId: string;
  readonly fields: ReadonlySet<MemberField>;
}

/** Batches the reads of one request into as few calls as possible. Created for each request. */
export interface Loaders {
  /** Null if there is no such group. */
  group(key: GroupKey): Promise<GroupProfile | null>;
  /** The groups of these ids, read at once. For many groups: nothing is kept for later reads of this request. */
  groups(
    ids: readonly string[],
    fields: ReadonlySet<GroupField>,
  ): Promise<readonly (GroupProfile | Error | null)[]>;
  /** Null if there is no such member. */
  member(key: MemberKey): Promise<MemberProfile | null>;
  /** The same, read anew. For decisions about what the caller may see or do. */
  currentMember(key: MemberKey): Promise<MemberProfile | null>;
  /** Clears the cache, because a write may have made it stale. */
  forget(): void;
}

export function createLoaders(tencentIm: TencentImClient, context: CallContext, requestId: string): Loaders {
  const valueOrError = <T>(read: Result<T, ImFailure> | undefined): T | Error | null => {
    if (read === undefined) return null;
    return read.ok ? read.value : readError(read.error, requestId);
  };

  const readGroups: Loaders["groups"] = async (ids, fields) => {
    const reads = await tencentIm.groups(ids, fields, context);
    return ids.map((id) => valueOrError(reads.get(id)));
  };

  const newGroups = () =>
    new DataLoader<GroupKey, GroupProfile | null, string>(
      (keys) =>
        readGroups(
          keys.map((key) => key.id),
          union(keys),
        ),
      { name: "group", cacheKeyFn: ({ id, fields }) => cacheKey(fields, id) },
    );

  const newMembers = (source: GroupReads) =>
    new DataLoader<MemberKey, MemberProfile | null, string>(
      async (keys) => {
        const byGroup = new Map<string, MemberKey[]>();
        for (const key of keys) {
          const ofGroup = byGroup.get(key.groupId);
          if (ofGroup === undefined) byGroup.set(key.groupId, [key]);
          else ofGroup.push(key);
        }
        const reads = new Map(
          await Promise.all(
            [...byGroup].map(async ([groupId, ofGroup]) => {
              const userIds = ofGroup.map((key) => key.userId);
              return [groupId, await source.members(groupId, userIds, union(ofGroup), context)] as const;
            }),
          ),
        );
        return keys.map((key) => valueOrError(reads.get(key.groupId)?.get(key.userId)));
      },
      {
        name: "member",
        cacheKeyFn: ({ groupId, userId, fields }) => cacheKey(fields, `${groupId}\n${userId}`),
      },
    );

  // Created on demand: most requests need one of them or none.
  let groups: ReturnType<typeof newGroups> | undefined;
  let members: ReturnType<typeof newMembers> | undefined;
  let currentMembers: ReturnType<typeof newMembers> | undefined;
  const member: Loaders["member"] = (key) => (members ??= newMembers(tencentIm)).load(key);
  const { anew } = tencentIm;
  return {
    group: (key) => (groups ??= newGroups()).load(key),
    groups: readGroups,
    member,
    currentMember: anew === tencentIm ? member : (key) => (currentMembers ??= newMembers(anew)).load(key),
    forget() {
      groups?.clearAll();
      members?.clearAll();
      currentMembers?.clearAll();
    },
  };
}

/** One call reads every field that any of its keys needs. */
function union<F extends string>(keys: readonly { readonly fields: ReadonlySet<F> }[]): ReadonlySet<F> {
  const [first] = keys;
  if (first === undefined || keys.every((key) => key.fields === first.fields))
    return first?.fields ?? new Set();
  return new Set(keys.flatMap((key) => [...key.fields]));
}

/** `ids` may hold line feeds between ids, which contain none themselves. So different ids make different keys. */
const cacheKey = (fields: ReadonlySet<string>, ids: string): string => `${ids}\n${sortedNames(fields)}`;

const sorted = new WeakMap<ReadonlySet<string>, string>();

/** Cached for each set, because all keys of one query field share a set. */
function sortedNames(fields: ReadonlySet<string>): string {
  const known = sorted.get(fields);
  if (known !== undefined) return known;
  const names = [...fields].sort().join("\n");
  sorted.set(fields, names);
  return names;
}
