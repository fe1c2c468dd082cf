import type { CallReport } from "../vendor/call.js";
import type { Vendor } from "../vendor/failure.js";

/** Tracks the commands whose last call failed for a reason that only an operator can fix. */
export interface Misconfiguration {
  readonly observe: (report: CallReport) => void;
  readonly current: () => readonly { readonly vendor: Vendor; readonly code: number | null }[];
}

/** A successful call clears only its own command: other commands may need other rights. */
export function watchMisconfiguration(isMisconfigured: (report: CallReport) => boolean): Misconfiguration {
  // Bounded by the number of commands, which is small.
  const refused = new Map<string, { vendor: Vendor; code: number | null }>();
  return {
    observe(report) {
      const command = `${report.vendor} ${report.operation}`;
      if (isMisconfigured(report)) refused.set(command, { vendor: report.vendor, code: report.code });
      else if (report.succeeded) refused.delete(command);
    },
    current() {
      const distinct = new Map(
        [...refused.values()].map((refusal) => [`${refusal.vendor} ${refusal.code}`, refusal]),
      );
      return [...distinct.values()];
    },
  };
}
