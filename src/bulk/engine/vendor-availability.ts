import type { CancelSignal } from "../../vendor/cancel-signal.js";
import type { VendorHealth } from "../../vendor/circuit/health.js";
import { type Clock, sleep } from "../../vendor/clock.js";
import type { Vendor } from "../../vendor/failure.js";
import type { Turn } from "../../vendor/rate-limit/fair-queue.js";
import { Semaphore } from "./semaphore.js";

/** Holds bulk work back while a vendor is down, so that items do not use up their attempts. */
export interface VendorAvailability {
  /** Resolves at once if the vendor is up. Otherwise lets one item pass per second, to probe the vendor. */
  pass(vendor: Vendor, signal: CancelSignal): Promise<void>;
  isOpen(vendor: Vendor): boolean;
}

const BETWEEN_PROBES_MS = 1_000;
/** A probe serves all callers, so probes take turns as one caller. */
const ANY_CALLER: Turn = { lane: "bulk", callers: [], operation: null };

export function createVendorAvailability(
  clock: Clock,
  health: () => readonly VendorHealth[],
): VendorAvailability {
  const turns = new Map<Vendor, Semaphore>();
  const isOpen = (vendor: Vendor): boolean =>
    health().every(
      (state) => state.vendor !== vendor || (state.breaker === "closed" && state.lockedOutBy === null),
    );
  return {
    isOpen,
    async pass(vendor, signal) {
      if (isOpen(vendor)) return;
      const turn = turns.get(vendor) ?? new Semaphore(1);
      turns.set(vendor, turn);
      const release = await turn.take(ANY_CALLER);
      if (!isOpen(vendor)) await sleep(clock, BETWEEN_PROBES_MS, signal);
      release();
    },
  };
}
