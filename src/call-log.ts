import { rowForErrno } from "./classin/errno.js";
import type { Log } from "./telemetry/log.js";
import { rowForCode } from "./tencent-im/error-code.js";
import type { CallReport } from "./vendor/call.js";

/** ClassIn's 1 is success and has a row; Tencent's 0 is success and has none. */
const TENCENT_DONE = 0;

/** One line for each call to a vendor. What only an operator can mend is an error, and says what to do. */
export function logCalls(log: Log): (report: CallReport) => void {
  return (report) => {
    if (report.outcome !== "answered") return log.warn(report, "vendor call failed");
    if (report.vendor === "tencent-im" && report.code === TENCENT_DONE)
      return log.info(report, "vendor call");
    const row = report.vendor === "classin" ? rowForErrno(report.code) : rowForCode(report.code);
    const forOperator = { ...report, meaning: row.meaning, operator: row.operator };
    if (row.means === "misconfigured" || row.means === "rejected")
      return log.error(forOperator, "vendor call refused");
    return log.info(report, "vendor call");
  };
}
