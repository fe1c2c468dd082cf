import { CLASSIN_ERRNO, rowForErrno } from "../classin/errno.js";
import { rowForStudentSync, STUDENT_SYNC_CODES } from "../classin/v2/codes.js";
import { IM_ERROR_CODES, rowForCode } from "../tencent-im/error-code.js";
import type { CallReport } from "../vendor/call.js";
import type { CodeRow } from "../vendor/code-table.js";
import type { Vendor } from "../vendor/failure.js";

/** What a vendor's code means. An undocumented code is a refusal. No code of ClassIn has two meanings. */
export function rowOf(vendor: Vendor, code: number | null): CodeRow<string> {
  if (vendor !== "classin") return rowForCode(code);
  return code !== null && CLASSIN_ERRNO.has(code) ? rowForErrno(code) : rowForStudentSync(code);
}

/** Whether a call was refused for a reason that only an operator can fix: a secret, the clock, a contract, a plan. */
export const isMisconfigured = ({ vendor, outcome, succeeded, code }: CallReport): boolean =>
  outcome === "answered" && !succeeded && rowOf(vendor, code).means === "misconfigured";

/**
 * The code of a call as a metric label: a documented code, `undocumented`, or `none` if no code was read. A vendor may
 * send any number, and each would become a time series.
 */
export function codeLabel({ vendor, code, succeeded }: CallReport): string {
  if (code === null) return "none";
  if (succeeded) return String(code);
  const tables = vendor === "classin" ? [CLASSIN_ERRNO, STUDENT_SYNC_CODES] : [IM_ERROR_CODES];
  return tables.some((table) => table.has(code)) ? String(code) : "undocumented";
}
