/** A successful read that later requests may get. */
export interface KeptRead<Value> {
  /** The fields it has, as bits. */
  readonly mask: number;
  /** When its call was sent, by the monotonic clock. */
  readonly monotonicMs: number;
  /** Whether it may be kept longer while webhooks announce changes. */
  readonly isAnnounced: boolean;
  /** Roughly how much memory it takes: one for each profile, and more for long texts. */
  readonly weight: number;
  readonly value: Value;
}

/** Different queries of one thing select different fields. Each keeps its own read, up to this number. */
const MAX_VARIANTS = 4;

/** Kept reads by key. For each key there are several, with different fields, the latest first. */
export class Shelf<Value> {
  readonly #reads = new Map<string, readonly KeptRead<Value>[]>();

  get size(): number {
    return this.#reads.size;
  }

  /** The latest read that has all these fields. It may be too old. */
  find(key: string, mask: number): KeptRead<Value> | null {
    const variants = this.#reads.get(key);
    if (variants === undefined) return null;
    for (const read of variants) if ((read.mask & mask) === mask) return read;
    return null;
  }

  /** Replaces reads that have no other fields. Returns by how much the weight grew. */
  add(key: string, read: KeptRead<Value>): number {
    const before = this.#reads.get(key) ?? [];
    const others = before.filter((other) => (other.mask & ~read.mask) !== 0).slice(0, MAX_VARIANTS - 1);
    const after = [read, ...others];
    this.#reads.set(key, after);
    return weightOf(after) - weightOf(before);
  }
}

const weightOf = (reads: readonly KeptRead<unknown>[]): number =>
  reads.reduce((sum, { weight }) => sum + weight, 0);
