import { GUARD, type GuardOptions, VendorCircuits } from "../../src/vendor/circuit/vendor-circuits.js";
import type { Clock } from "../../src/vendor/clock.js";

/**
 * Guards that never close. Most tests meet one trouble after another on one server, each as if it were the first;
 * in a row, the breaker, the lock-out and the retry quota would rightly answer in the vendor's place.
 */
export const UNGUARDED: GuardOptions = {
  breaker: { ...GUARD.breaker, failuresToOpen: Number.POSITIVE_INFINITY },
  lockOut: { ...GUARD.lockOut, failuresToOpen: Number.POSITIVE_INFINITY },
  retryReserve: Number.POSITIVE_INFINITY,
};

/** As `createCallVendor` takes them. */
export const guardsFor = (clock: Clock, options: GuardOptions = UNGUARDED) => ({
  classin: new VendorCircuits("classin", clock, options),
  "tencent-im": new VendorCircuits("tencent-im", clock, options),
});
