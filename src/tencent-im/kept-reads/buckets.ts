import { LRUCache } from "lru-cache";
import type { GroupRead } from "../group-reads.js";
import type { JoinedGroupsRead } from "../joined-groups.js";
import type { MemberRead } from "../member-reads.js";
import { type KeptRead, Shelf } from "./kept-read.js";
import type { PackedPage } from "./packed-page.js";

/** What is kept. */
export interface Kept {
  readonly groups: GroupRead;
  readonly members: MemberRead;
  readonly pages: PackedPage;
  readonly joined: JoinedGroupsRead;
}
export type KeptKind = keyof Kept;

/** Everything that is kept of one group, or of one user's groups. */
interface Bucket {
  weight: number;
  /** Created when they are first used, because most buckets have only one or two. */
  readonly shelves: { -readonly [Kind in KeptKind]?: Shelf<Kept[Kind]> };
}

/** One bucket holds at most this share of everything, so that one very large group does not push out all others. */
const MAX_SHARE = 0.1;

/** Kept reads by the id of their group or user. If they are too many, the bucket that was not used for longest goes. */
export class Buckets {
  readonly #buckets: LRUCache<string, Bucket>;
  readonly #maxBucketWeight: number;
  readonly #onEvicted: (reads: number) => void;

  constructor(options: { maxWeight: number; onEvicted: (reads: number) => void }) {
    this.#onEvicted = options.onEvicted;
    this.#maxBucketWeight = Math.max(1, Math.floor(options.maxWeight * MAX_SHARE));
    this.#buckets = new LRUCache({
      maxSize: options.maxWeight,
      dispose: (bucket, _id, reason) => {
        if (reason === "evict") this.#onEvicted(readsOf(bucket));
      },
    });
  }

  get weight(): number {
    return this.#buckets.calculatedSize;
  }

  shelf<Kind extends KeptKind>(id: string, kind: Kind): Shelf<Kept[Kind]> | undefined {
    return this.#buckets.get(id)?.shelves[kind];
  }

  add<Kind extends KeptKind>(id: string, kind: Kind, key: string, read: KeptRead<Kept[Kind]>): void {
    // A bucket itself weighs one.
    if (read.weight >= this.#maxBucketWeight) return;
    const known = this.#buckets.peek(id);
    const bucket = known ?? { weight: 1, shelves: {} };
    const shelf = shelfOf(bucket, kind);
    bucket.weight += shelf.add(key, read);
    if (known !== undefined) this.#buckets.delete(id);
    if (bucket.weight > this.#maxBucketWeight) {
      this.#onEvicted(readsOf(bucket) - 1);
      return this.add(id, kind, key, read);
    }
    this.#buckets.set(id, bucket, { size: bucket.weight });
  }

  /** Returns how many reads were dropped. */
  drop(id: string): number {
    const bucket = this.#buckets.peek(id);
    if (bucket === undefined) return 0;
    this.#buckets.delete(id);
    return readsOf(bucket);
  }

  dropAll(): number {
    let reads = 0;
    for (const bucket of this.#buckets.values()) reads += readsOf(bucket);
    this.#buckets.clear();
    return reads;
  }
}

function shelfOf<Kind extends KeptKind>({ shelves }: Bucket, kind: Kind): Shelf<Kept[Kind]> {
  const known = shelves[kind];
  if (known !== undefined) return known;
  const added = new Shelf<Kept[Kind]>();
  (shelves as Record<KeptKind, Shelf<unknown>>)[kind] = added;
  return added;
}

const readsOf = ({ shelves }: Bucket): number =>
  Object.values(shelves).reduce((sum, shelf) => sum + shelf.size, 0);
