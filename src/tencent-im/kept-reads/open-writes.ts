/** A write whose end is never announced counts as over after this time. No write takes longer. */
const MAX_WRITE_MS = 30_000;
/** After a lost answer, the vendor may still carry out the write for some seconds. */
const UNSETTLED_MS = 10_000;
/** Above this number, writes whose end was never announced are removed. */
const SWEEP_ABOVE = 1_000;

/** Writes to groups that this or another replica is making. */
export class OpenWrites {
  readonly #monotonicMs: () => number;
  /** By group and the write's id: until when nothing of the group may be kept. */
  readonly #byGroup = new Map<string, Map<string, number>>();

  constructor(monotonicMs: () => number) {
    this.#monotonicMs = monotonicMs;
  }

  begin(groupId: string, writeId: string): void {
    if (this.#byGroup.size > SWEEP_ABOVE) for (const id of this.#byGroup.keys()) this.has(id);
    this.#set(groupId, writeId, MAX_WRITE_MS);
  }

  end(groupId: string, writeId: string, outcomeUnknown: boolean): void {
    if (outcomeUnknown) return this.#set(groupId, writeId, UNSETTLED_MS);
    const writes = this.#byGroup.get(groupId);
    if (writes?.delete(writeId) === true && writes.size === 0) this.#byGroup.delete(groupId);
  }

  /** Whether a read of the group may be out of date as soon as it arrives. */
  has(groupId: string): boolean {
    const writes = this.#byGroup.get(groupId);
    if (writes === undefined) return false;
    const now = this.#monotonicMs();
    for (const [writeId, until] of writes) if (until <= now) writes.delete(writeId);
    if (writes.size === 0) this.#byGroup.delete(groupId);
    return writes.size > 0;
  }

  #set(groupId: string, writeId: string, ms: number): void {
    const writes = this.#byGroup.get(groupId) ?? new Map<string, number>();
    writes.set(writeId, this.#monotonicMs() + ms);
    this.#byGroup.set(groupId, writes);
  }
}
