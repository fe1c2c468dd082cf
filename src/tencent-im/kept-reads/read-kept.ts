import { ok } from "../../result.js";
import type { GroupRead } from "../group-reads.js";
import type { MemberRead } from "../member-reads.js";
import { joinedKeyOf, pageKeyOf } from "../page-keys.js";
import type { GroupReads } from "../reads.js";
import type { KeptKind } from "./buckets.js";
import { type FieldMasks, GROUP_MASKS, MEMBER_MASKS } from "./field-masks.js";
import type { KeptReads } from "./kept-reads.js";
import { withoutEndedMute } from "./mutes.js";
import { unpackPage } from "./packed-page.js";

const MUTED_UNTIL = MEMBER_MASKS.maskOf(new Set(["mutedUntil"]));

/** What a request wants of kept reads. */
interface Wanted {
  readonly mask: number;
  readonly isAnnounced: boolean;
  readonly nowMs: number;
}

/** Serves reads from those that are kept, and sends the others to the vendor. */
export function readKept(kept: KeptReads, vendor: GroupReads): GroupReads {
  const wantedOf = <Field extends string>(masks: FieldMasks<Field>, fields: ReadonlySet<Field>): Wanted => {
    const mask = masks.maskOf(fields);
    return { mask, isAnnounced: masks.areAnnounced(mask), nowMs: kept.clock.monotonicMs() };
  };

  /** The kept reads of these keys. The other keys are added to `missing`. */
  const findAll = <Kind extends "groups" | "members">(
    kind: Kind,
    keys: readonly string[],
    idOf: (key: string) => string,
    wanted: Wanted,
    missing: string[],
  ) => {
    const found = new Map<string, Kind extends "groups" ? GroupRead : MemberRead>();
    let oldestMs = wanted.nowMs;
    for (const key of keys) {
      const read = kept.find(kind, idOf(key), key, wanted);
      if (read === null) missing.push(key);
      else {
        found.set(key, read.value as never);
        if (read.monotonicMs < oldestMs) oldestMs = read.monotonicMs;
      }
    }
    note(kind, found.size, missing.length, wanted.nowMs - oldestMs);
    return found;
  };

  const note = (of: KeptKind, hits: number, misses: number, ageMs: number): void => {
    if (hits > 0) kept.observer?.hit(of, hits, ageMs);
    if (misses > 0) kept.observer?.miss(of, misses);
  };

  return {
    async groups(groupIds, fields, context) {
      const missing: string[] = [];
      const found = findAll("groups", groupIds, itself, wantedOf(GROUP_MASKS, fields), missing);
      if (missing.length === 0) return found;
      return merged(found, await vendor.groups(missing, fields, context));
    },
    async members(groupId, userIds, fields, context) {
      const missing: string[] = [];
      const wanted = wantedOf(MEMBER_MASKS, fields);
      const found = findAll("members", userIds, () => groupId, wanted, missing);
      if ((wanted.mask & MUTED_UNTIL) !== 0) endMutes(found, kept.clock.now().getTime());
      if (missing.length === 0) return found;
      return merged(found, await vendor.members(groupId, missing, fields, context));
    },
    async memberPage(query, fields, context) {
      const wanted = wantedOf(MEMBER_MASKS, fields);
      const { groupId } = query;
      const key = pageKeyOf(query);
      const read = kept.find("pages", groupId, key, wanted);
      note("pages", read === null ? 0 : 1, read === null ? 1 : 0, ageOf(read, wanted));
      return read === null
        ? vendor.memberPage(query, fields, context)
        : ok(unpackPage(read.value, kept.clock.now().getTime()));
    },
    async joinedGroups(query, fields, context) {
      const wanted = wantedOf(GROUP_MASKS, fields);
      const read = kept.find("joined", query.userId, joinedKeyOf(query), wanted);
      note("joined", read === null ? 0 : 1, read === null ? 1 : 0, ageOf(read, wanted));
      return read === null ? vendor.joinedGroups(query, fields, context) : read.value;
    },
  };
}

const itself = (key: string): string => key;

const ageOf = (read: { readonly monotonicMs: number } | null, { nowMs }: Wanted): number =>
  read === null ? 0 : nowMs - read.monotonicMs;

function endMutes(found: Map<string, MemberRead>, nowMs: number): void {
  for (const [userId, read] of found) {
    const current = withoutEndedMute(read, nowMs);
    if (current !== read) found.set(userId, current);
  }
}

function merged<Read>(found: Map<string, Read>, read: ReadonlyMap<string, Read>): ReadonlyMap<string, Read> {
  if (found.size === 0) return read;
  for (const [key, one] of read) found.set(key, one);
  return found;
}
