/** One read that was sent. */
export interface ReadInFlight {
  /** When it began, by the monotonic clock. Its calls were sent later. */
  readonly beganMs: number;
  /** False if the group may have changed since the read began. */
  isCurrent(groupId: string): boolean;
}

class Read implements ReadInFlight {
  readonly #changed = new Set<string>();
  #allChanged = false;

  constructor(
    readonly beganMs: number,
    readonly groupIds: readonly string[],
  ) {}

  change(groupId: string | null): void {
    if (groupId === null) this.#allChanged = true;
    else if (this.groupIds.includes(groupId)) this.#changed.add(groupId);
  }

  isCurrent(groupId: string): boolean {
    return !this.#allChanged && !this.#changed.has(groupId);
  }
}

/** Reads in flight. What changes meanwhile is noted, because their answers may show the state before it. */
export class ReadsInFlight {
  readonly #reads = new Set<Read>();

  /** Runs a read of these groups, then `keep` with what is still current. */
  async run<Found>(
    beganMs: number,
    groupIds: readonly string[],
    read: () => Promise<Found>,
    keep: (found: Found, inFlight: ReadInFlight) => void,
  ): Promise<Found> {
    const inFlight = new Read(beganMs, groupIds);
    this.#reads.add(inFlight);
    try {
      const found = await read();
      keep(found, inFlight);
      return found;
    } finally {
      this.#reads.delete(inFlight);
    }
  }

  /** Null: every group. */
  changed(groupId: string | null): void {
    for (const read of this.#reads) read.change(groupId);
  }
}
