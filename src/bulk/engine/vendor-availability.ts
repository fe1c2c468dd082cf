import type { VendorHealth } from "../../vendor/circuit/health.js";
import { type Clock, sleep } from "../../vendor/clock.js";
import type { Vendor } from "../../vendor/failure.js";
import type { Turn } from "../../vendor/rate-limit/fair-queue.js";
import { Semaphore } from "./semaphore.js";

/** Holds bulk work back while a vendor is not to be called, so that its items do not spend their attempts on that. */
export interface VendorAvailability {
  /** Passes at once where all is well; else one at a time, every second: one of them finds out that the vendor is back. */
  pass(vendor: Vendor, signal: AbortSignal): Promise<void>;
  isOpen(vendor: Vendor): boolean;
}

const BETWEEN_PROBES_MS = 1_000;
/** A probe tells everybody the same, so it does not matter whose item it is. */
const ANYBODY: Turn = { lane: "bulk", callers: [], operation: null };

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
      const done = await turn.take(ANYBODY);
      if (!isOpen(vendor)) await sleep(clock, BETWEEN_PROBES_MS, signal);
      done();
    },
  };
}
