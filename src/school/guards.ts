import type { Log } from "../telemetry/log.js";
import { type GuardChange, type GuardOptions, VendorCircuits } from "../vendor/circuit/vendor-circuits.js";
import type { Clock } from "../vendor/clock.js";
import type { Vendor } from "../vendor/failure.js";
import { rowOf } from "./vendor-codes.js";

const NAMES: Readonly<Record<Vendor, string>> = { classin: "ClassIn", "tencent-im": "Tencent IM" };

/** One guard for each vendor. Each logs its decisions. */
export function createGuards(
  log: Log,
  clock: Clock,
  options?: GuardOptions,
): Readonly<Record<Vendor, VendorCircuits>> {
  const guard = (vendor: Vendor) => new VendorCircuits(vendor, clock, options, logGuardChange(log, vendor));
  return { classin: guard("classin"), "tencent-im": guard("tencent-im") };
}

function logGuardChange(log: Log, vendor: Vendor): (change: GuardChange) => void {
  const name = NAMES[vendor];
  return (change) => {
    switch (change.kind) {
      case "breaker-opened":
        return log.warn({ vendor }, `${name} does not answer: calls stop, except for an occasional probe`);
      case "breaker-closed":
        return log.info({ vendor }, `${name} answers again`);
      case "locked-out": {
        const { meaning, operator } = rowOf(vendor, change.code);
        return log.error(
          { vendor, code: change.code, meaning, operator },
          `${name} refuses this app's signatures: no call is made for ${Math.round(change.forMs / 1000)} s, then one is tried`,
        );
      }
      case "lock-out-ended":
        return log.info({ vendor }, `${name} accepts this app's signatures again`);
    }
  };
}
