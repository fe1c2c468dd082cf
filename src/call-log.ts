import { rowForErrno } from "./classin/errno.js";
import type { Log } from "./telemetry/log.js";
import { rowForCode } from "./tencent-im/error-code.js";
import type { CallReport } from "./vendor/call.js";
import type { Vendor } from "./vendor/failure.js";

/** One line for each call to a vendor. What only an operator can mend is an error, and says what to do. */
export function logCalls(
  log: Log,
  skewMsOf: (vendor: Vendor) => number | null,
): (report: CallReport) => void {
  return (report) => {
    if (report.outcome !== "answered") return log.warn(report, "vendor call failed");
    if (report.succeeded) return log.info(report, "vendor call");
    const row = report.vendor === "classin" ? rowForErrno(report.code) : rowForCode(report.code);
    if (row.means !== "misconfigured" && row.means !== "rejected") return log.info(report, "vendor call");
    // A clock that is off is the least visible cause of a signature that is refused.
    const vendorClockAheadMs = skewMsOf(report.vendor);
    return log.error(
      { ...report, meaning: row.meaning, operator: row.operator, vendorClockAheadMs },
      "vendor call refused",
    );
  };
}
