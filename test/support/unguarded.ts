import { GUARD, type GuardOptions, VendorCircuits } from "../../src/vendor/circuit/vendor-circuits.js";
import type { Clock } from "../../src/vendor/clock.js";

/**
 * Guards that never close. Most tests make one failure after another on one server, and each must be seen as the first.
 * Real guards would count them together and answer in the vendor's place.
 */
export const UNGUARDED: GuardOptions = {
  breaker: { ...GUARD.breaker, failuresToOpen: Number.POSITIVE_INFINITY },
  lockOut: { ...GUARD.lockOut, failuresToOpen: Number.POSITIVE_INFINITY },
  retryReserve: Number.POSITIVE_INFINITY,
};

/** In the form that `createCallVendor` takes. */
export const guardsFor = (clock: Clock, options: GuardOptions = UNGUARDED) => ({
  classin: new VendorCircuits("classin", clock, options),
  "tencent-im": new VendorCircuits("tencent-im", clock, options),
});
