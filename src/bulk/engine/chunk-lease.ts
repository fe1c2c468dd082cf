import { type CancelSignal, CancelSource } from "../../vendor/cancel-signal.js";
import type { Clock } from "../../vendor/clock.js";
import type { Written } from "./journal.js";
import { type Claim, LEASE_MS } from "./leases.js";

/** Our clock may differ from the store's, so a lease ends this much earlier here. */
const MARGIN_MS = 1_500;

/** A claimed chunk, and how long it certainly belongs to this worker. */
export class ChunkLease {
  readonly #leave = new CancelSource();
  #validUntil: number;
  #isLost = false;
  #isCancelled = false;

  /** `requestedAt` is the monotonic time just before the claim was sent. The store's lease starts later. */
  constructor(
    readonly claim: Claim,
    requestedAt: number,
    private readonly clock: Clock,
  ) {
    this.#validUntil = requestedAt + LEASE_MS - MARGIN_MS;
  }

  /** Aborts when the chunk is cancelled or lost, or the server stops. Then no further item is begun or sent. */
  get signal(): CancelSignal {
    return this.#leave;
  }

  /** Another worker holds the chunk now. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** The chunk's operation is being cancelled. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Milliseconds for which the claim is certainly ours. Never more than the store granted. */
  remainingMs(): number {
    return this.#isLost ? 0 : this.#validUntil - this.clock.monotonicMs();
  }

  renewedAt(requestedAt: number): void {
    this.#validUntil = requestedAt + LEASE_MS - MARGIN_MS;
  }

  /** Applies the claim's state from the store. */
  update({ held, cancelling }: Written): void {
    if (!held) this.#isLost = true;
    if (cancelling) this.#isCancelled = true;
    if (!held || cancelling) this.leave();
  }

  /** No further item of the chunk is begun. */
  leave(): void {
    this.#leave.abort();
  }
}
