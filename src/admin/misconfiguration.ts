import type { CallReport } from "../vendor/call.js";
import type { Vendor } from "../vendor/failure.js";

/** Which calls a vendor refuses for a reason that only an operator can mend, by their last answers. */
export interface Misconfiguration {
  readonly observe: (report: CallReport) => void;
  readonly current: () => readonly { readonly vendor: Vendor; readonly code: number | null }[];
}

/** A call that succeeds clears its own command only: another may need a right that this one does not. */
export function watchMisconfiguration(saysMisconfigured: (report: CallReport) => boolean): Misconfiguration {
  // As many as there are commands, which are few.
  const refused = new Map<string, { vendor: Vendor; code: number | null }>();
  return {
    observe(report) {
      const command = `${report.vendor} ${report.operation}`;
      if (saysMisconfigured(report)) refused.set(command, { vendor: report.vendor, code: report.code });
      else if (report.succeeded) refused.delete(command);
    },
    current() {
      const distinct = new Map([...refused.values()].map((one) => [`${one.vendor} ${one.code}`, one]));
      return [...distinct.values()];
    },
  };
}
