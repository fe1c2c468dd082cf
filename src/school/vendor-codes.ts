import { classinCodes, rowForClassin } from "../classin/code-tables.js";
import { IM_ERROR_CODES, rowForCode } from "../tencent-im/error-code.js";
import type { CallReport } from "../vendor/call.js";
import type { CodeRow, CodeTable } from "../vendor/code-table.js";
import type { Vendor } from "../vendor/failure.js";

/** What a vendor's code means. An undocumented code is a refusal. */
export const rowOf = (vendor: Vendor, code: number | null): CodeRow<string> =>
  vendor === "classin" ? rowForClassin(code) : rowForCode(code);

/** What the code of a call means. A code that is documented only for other calls counts as undocumented. */
export const rowOfCall = (report: Pick<CallReport, "vendor" | "operation" | "code">): CodeRow<string> =>
  rowOf(report.vendor, isDocumented(report) ? report.code : null);

const codesOf = ({ vendor, operation }: Pick<CallReport, "vendor" | "operation">): CodeTable<string> =>
  vendor === "classin" ? classinCodes(operation) : IM_ERROR_CODES;

const isDocumented = (report: Pick<CallReport, "vendor" | "operation" | "code">): boolean =>
  report.code !== null && codesOf(report).has(report.code);

/** Whether a call was refused for a reason that only an operator can fix: a secret, the clock, a contract, a plan. */
export const isMisconfigured = (report: CallReport): boolean =>
  report.outcome === "answered" && !report.succeeded && rowOfCall(report).means === "misconfigured";

/**
 * The code of a call as a metric label: a documented code, `undocumented`, or `none` if no code was read. A vendor may
 * send any number, and each would become a time series.
 */
export function codeLabel(report: CallReport): string {
  const { code, succeeded } = report;
  if (code === null) return "none";
  return succeeded || isDocumented(report) ? String(code) : "undocumented";
}
