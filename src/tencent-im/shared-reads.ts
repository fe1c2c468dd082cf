import { failed } from "../result.js";
import { RETRY_AFTER_SECONDS } from "../vendor/failure.js";
import { ReadBatch } from "../vendor/sharing/read-batch.js";
import { TransientMap } from "../vendor/sharing/transient-map.js";
import type { ImDeps } from "./command.js";
import { GROUPS_PER_CALL, type GroupRead } from "./group-reads.js";
import type { JoinedGroupsRead } from "./joined-groups.js";
import type { SentReads } from "./kept-reads/keep-found.js";
import type { MemberPageRead } from "./member-pages.js";
import { MEMBERS_PER_CALL, type MemberRead } from "./member-reads.js";
import type { GroupField, MemberField } from "./model.js";
import { joinedKeyOf, pageKeyOf } from "./page-keys.js";
import type { GroupReads } from "./reads.js";

/** Shares reads between all requests of this process. */
export interface SharedReads {
  /** The reads of requests for which `mayJoin` says whether reads of a group may join one in flight. */
  readsFor(mayJoin: (groupId: string) => boolean): GroupReads;
  /** Call this after a write to a group. Later reads then do not join a read that began before. */
  forget(groupId: string): void;
  /** The same for all groups, and for the lists of users' groups. */
  forgetAll(): void;
}

const late = () =>
  failed({
    kind: "unavailable",
    vendor: "tencent-im",
    code: null,
    why: "no answer in time",
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  } as const);

export function shareReads(deps: Pick<ImDeps, "clock" | "noteBatch">, sent: SentReads): SharedReads {
  const { clock } = deps;
  const groups = new ReadBatch<GroupField, GroupRead>({
    clock,
    keysPerCall: GROUPS_PER_CALL,
    fetch: (ids, fields, context) => sent.groups(ids, fields, context),
    late,
    onBatch: (batch) => deps.noteBatch?.("groups", batch),
  });
  /** One call reads members of only one group, so each group has its own batch. */
  const members = new Batches<MemberField, MemberRead>((groupId, onIdle) => ({
    clock,
    keysPerCall: MEMBERS_PER_CALL,
    fetch: (userIds, fields, context) => sent.members(groupId, userIds, fields, context),
    late,
    onBatch: (batch) => deps.noteBatch?.("members", batch),
    onIdle,
  }));
  /** Each page needs its own call. A batch lets requests for the same page share it. */
  const pages = new Batches<MemberField, MemberPageRead>((groupId, onIdle) => ({
    clock,
    keysPerCall: 1,
    fetch: (keys, fields, context) => single(keys, (key) => sent.page(groupId, key, fields, context)),
    late,
    onIdle,
  }));
  const joined = new Batches<GroupField, JoinedGroupsRead>((userId, onIdle) => ({
    clock,
    keysPerCall: 1,
    fetch: (keys, fields, context) => single(keys, (key) => sent.joined(userId, key, fields, context)),
    late,
    onIdle,
  }));

  return {
    readsFor: (mayJoin) => ({
      groups: (groupIds, fields, context) => groups.read([...new Set(groupIds)], fields, context, mayJoin),
      members: (groupId, userIds, fields, context) =>
        members.of(groupId).read([...new Set(userIds)], fields, context, () => mayJoin(groupId)),
      async memberPage(query, fields, context) {
        const { groupId } = query;
        const key = pageKeyOf(query);
        const read = await pages.of(groupId).read([key], fields, context, () => mayJoin(groupId));
        return read.get(key) ?? late();
      },
      async joinedGroups(query, fields, context) {
        const key = joinedKeyOf(query);
        const read = await joined.of(query.userId).read([key], fields, context);
        return read.get(key) ?? late();
      },
    }),
    forget(groupId) {
      groups.forget(groupId);
      members.forget(groupId);
      pages.forget(groupId);
    },
    forgetAll() {
      groups.forgetAll();
      for (const batches of [members, pages, joined]) batches.forgetAll();
    },
  };
}

type BatchDeps<Field extends string, Read> = ConstructorParameters<typeof ReadBatch<Field, Read>>[0];

/** A batch for each group or user that is being read. Idle batches are removed. Otherwise the map would grow for ever. */
class Batches<Field extends string, Read> {
  readonly #byId = new TransientMap<string, ReadBatch<Field, Read>>();
  readonly #depsFor: (id: string, onIdle: () => void) => BatchDeps<Field, Read>;

  constructor(depsFor: (id: string, onIdle: () => void) => BatchDeps<Field, Read>) {
    this.#depsFor = depsFor;
  }

  of(id: string): ReadBatch<Field, Read> {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const batch = new ReadBatch<Field, Read>(this.#depsFor(id, () => this.#byId.delete(id)));
    this.#byId.set(id, batch);
    return batch;
  }

  forget(id: string): void {
    this.#byId.get(id)?.forgetAll();
  }

  forgetAll(): void {
    for (const batch of this.#byId.values()) batch.forgetAll();
  }
}

/** The result of the only key of a call. */
async function single<Read>(
  keys: readonly string[],
  read: (key: string) => Promise<Read>,
): Promise<ReadonlyMap<string, Read>> {
  return new Map(await Promise.all(keys.map(async (key) => [key, await read(key)] as const)));
}
