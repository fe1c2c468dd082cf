import type { Log } from "../telemetry/log.js";
import type { CallReport } from "../vendor/call.js";
import type { Vendor } from "../vendor/failure.js";
import { rowOf } from "./vendor-codes.js";

/** One line for each call to a vendor. What only an operator can mend is an error, and says what to do. */
export function logCalls(
  log: Log,
  skewMsOf: (vendor: Vendor) => number | null,
): (report: CallReport) => void {
  return (told) => {
    // For traces; a line says how many there were.
    const report = { ...told, attemptsAtMs: undefined };
    if (report.outcome !== "answered") return log.warn(report, "vendor call failed");
    if (report.succeeded) return log.info(report, "vendor call");
    const row = rowOf(report.vendor, report.code);
    if (row.means !== "misconfigured" && row.means !== "rejected") return log.info(report, "vendor call");
    // A clock that is off is the least visible cause of a signature that is refused.
    const vendorClockAheadMs = skewMsOf(report.vendor);
    return log.error(
      { ...report, meaning: row.meaning, operator: row.operator, vendorClockAheadMs },
      "vendor call refused",
    );
  };
}
