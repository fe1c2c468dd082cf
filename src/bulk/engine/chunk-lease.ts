import { setMaxListeners } from "node:events";
import type { Clock } from "../../vendor/clock.js";
import type { Written } from "./journal.js";
import { type Claim, LEASE_MS } from "./leases.js";

/** Between our clock's reading of a lease and the store's: a lease counts as over that much earlier here. */
const MARGIN_MS = 1_500;

/** A claimed chunk, and for how long it is certainly this worker's. */
export class ChunkLease {
  readonly #leave = new AbortController();
  #validUntil: number;
  #isLost = false;
  #isCancelled = false;

  /** `askedAt`: the monotonic time at which the claim was asked for. The store counts from later. */
  constructor(
    readonly claim: Claim,
    askedAt: number,
    private readonly clock: Clock,
  ) {
    setMaxListeners(0, this.#leave.signal);
    this.#validUntil = askedAt + LEASE_MS - MARGIN_MS;
  }

  /** Once it has aborted, no item is begun, and none that waits for its slot is sent: cancelled, lost, or stopping. */
  get signal(): AbortSignal {
    return this.#leave.signal;
  }

  /** Another worker has the chunk by now. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** The chunk's operation is being cancelled. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Milliseconds for which the claim is certainly ours. Never more than what the store granted. */
  remainingMs(): number {
    return this.#isLost ? 0 : this.#validUntil - this.clock.monotonicMs();
  }

  renewedAt(askedAt: number): void {
    this.#validUntil = askedAt + LEASE_MS - MARGIN_MS;
  }

  /** What the store said of the claim. */
  update({ held, cancelling }: Written): void {
    if (!held) this.#isLost = true;
    if (cancelling) this.#isCancelled = true;
    if (!held || cancelling) this.leave();
  }

  /** Begins nothing more. */
  leave(): void {
    this.#leave.abort();
  }
}
