import type { Clock } from "../../vendor/clock.js";
import type { ReadAges } from "./ages.js";
import { Buckets, type Kept, type KeptKind } from "./buckets.js";
import type { KeptRead } from "./kept-read.js";
import type { GroupNews, KeptReadObserver } from "./news.js";
import { OpenWrites } from "./open-writes.js";
import { type ReadInFlight, ReadsInFlight } from "./reads-in-flight.js";

/** Profiles, about 400 bytes each. */
const MAX_GROUP_WEIGHT = 100_000;
const MAX_USER_WEIGHT = 20_000;

export interface KeptReadsDeps {
  readonly ages: ReadAges;
  readonly clock: Clock;
  /** The monotonic time since when no news was missed. Null while some may be missed. */
  readonly heardSince: () => number | null;
  readonly observer?: KeptReadObserver | undefined;
  readonly maxGroupWeight?: number;
}

/**
 * Keeps reads for later requests, until they are too old or a write or an event drops them. Ages run from the moment a call
 * was sent, by the monotonic clock.
 */
export class KeptReads {
  readonly clock: Clock;
  readonly observer: KeptReadObserver | undefined;
  readonly #ages: ReadAges;
  readonly #heardSince: () => number | null;
  readonly #groups: Buckets;
  readonly #users: Buckets;
  readonly #writes: OpenWrites;
  readonly #inFlight = new ReadsInFlight();
  readonly #onChange: ((groupId: string | null) => void)[] = [];

  constructor({ ages, clock, heardSince, observer, maxGroupWeight = MAX_GROUP_WEIGHT }: KeptReadsDeps) {
    const onEvicted = (reads: number) => observer?.dropped("evicted", reads);
    this.clock = clock;
    this.observer = observer;
    this.#ages = ages;
    this.#heardSince = heardSince;
    this.#groups = new Buckets({ maxWeight: maxGroupWeight, onEvicted });
    this.#users = new Buckets({ maxWeight: MAX_USER_WEIGHT, onEvicted });
    this.#writes = new OpenWrites(() => clock.monotonicMs());
  }

  /** The weight of all kept reads of groups. */
  get weight(): number {
    return this.#groups.weight;
  }

  /** A kept read that has all fields and is not too old. `id`: of the group, or for `joined` of the user. */
  find<Kind extends KeptKind>(
    kind: Kind,
    id: string,
    key: string,
    wanted: { readonly mask: number; readonly isAnnounced: boolean; readonly nowMs: number },
  ): KeptRead<Kept[Kind]> | null {
    const read = this.#bucketsOf(kind).shelf(id, kind)?.find(key, wanted.mask) ?? null;
    return read !== null && this.#isYoung(read, wanted.isAnnounced, wanted.nowMs) ? read : null;
  }

  /** Runs a read of groups, or of one user's groups (none), and keeps what it found and may be kept. */
  keeping<Found>(
    groupIds: readonly string[],
    read: () => Promise<Found>,
    keep: (found: Found, inFlight: ReadInFlight) => void,
  ): Promise<Found> {
    return this.#inFlight.run(this.clock.monotonicMs(), groupIds, read, keep);
  }

  keep<Kind extends KeptKind>(
    kind: Kind,
    id: string,
    key: string,
    read: KeptRead<Kept[Kind]>,
    inFlight: ReadInFlight,
  ): void {
    const isOfGroup = kind !== "joined";
    if (!inFlight.isCurrent(id) || (isOfGroup && this.#writes.has(id))) return;
    this.#bucketsOf(kind).add(id, kind, key, read);
  }

  /** Whether a read of the group may join one in flight. While the group is written, that one may show an earlier state. */
  readonly mayJoin = (groupId: string): boolean => !this.#writes.has(groupId);

  /** Calls `listener` when a group changes, or with null when every group may have changed. */
  onChange(listener: (groupId: string | null) => void): void {
    this.#onChange.push(listener);
  }

  heard(news: GroupNews): void {
    switch (news.kind) {
      case "group-write-begins":
        this.#writes.begin(news.groupId, news.writeId ?? "");
        return this.#drop(news.groupId, "write");
      case "group-changed": {
        const { groupId, writeId, outcomeUnknown = false } = news;
        this.#writes.end(groupId, writeId ?? "", outcomeUnknown);
        return this.#drop(groupId, writeId === undefined ? "event" : "write");
      }
      case "webhooks-missed": {
        const reads = this.#groups.dropAll() + this.#users.dropAll();
        if (reads > 0) this.observer?.dropped("missed", reads);
        return this.#changed(null);
      }
    }
  }

  #drop(groupId: string, why: "write" | "event"): void {
    const reads = this.#groups.drop(groupId);
    if (reads > 0) this.observer?.dropped(why, reads);
    this.#changed(groupId);
  }

  #changed(groupId: string | null): void {
    this.#inFlight.changed(groupId);
    for (const listener of this.#onChange) listener(groupId);
  }

  #isYoung(read: KeptRead<unknown>, isAnnounced: boolean, nowMs: number): boolean {
    const ageMs = nowMs - read.monotonicMs;
    if (ageMs <= this.#ages.shortMs) return true;
    if (!isAnnounced || !read.isAnnounced || ageMs > this.#ages.announcedMs) return false;
    const since = this.#heardSince();
    return since !== null && since <= read.monotonicMs;
  }

  #bucketsOf(kind: KeptKind): Buckets {
    return kind === "joined" ? this.#users : this.#groups;
  }
}
