import type { Log } from "../telemetry/log.js";
import type { CallReport } from "../vendor/call.js";
import type { Vendor } from "../vendor/failure.js";
import { rowOfCall } from "./vendor-codes.js";

/** Logs one line for each call to a vendor. A refusal that only an operator can fix is an error that says what to do. */
export function logCalls(
  log: Log,
  skewMsOf: (vendor: Vendor) => number | null,
): (report: CallReport) => void {
  return (callReport) => {
    const report = lineOf(callReport);
    if (report.outcome !== "answered") return log.warn(report, "vendor call failed");
    if (report.succeeded) return log.info(report, "vendor call");
    const row = rowOfCall(report);
    if (row.means !== "misconfigured" && row.means !== "rejected") return log.info(report, "vendor call");
    // A wrong clock is the least visible cause of a refused signature.
    const vendorClockAheadMs = skewMsOf(report.vendor);
    return log.error(
      { ...report, meaning: row.meaning, operator: row.operator, vendorClockAheadMs },
      "vendor call refused",
    );
  };
}

/** Only traces need the times of attempts. A log line has their number. */
const lineOf = (report: CallReport) => ({
  vendor: report.vendor,
  operation: report.operation,
  requestId: report.requestId,
  lane: report.lane,
  outcome: report.outcome,
  succeeded: report.succeeded,
  code: report.code,
  why: report.why,
  attempts: report.attempts,
  waitedMs: report.waitedMs,
  tookMs: report.tookMs,
});
