import type { Registry } from "prom-client";
import type { DueNames } from "../names/keep/backlog.js";
import type { CorrectionOutcome, NameTrigger } from "../names/keep/model.js";
import type { Vendor } from "../vendor/failure.js";
import { Definitions } from "./define.js";

/** Counts what keeping names does. */
export interface NameMetrics {
  readonly corrected: (vendor: Vendor, trigger: NameTrigger, outcome: CorrectionOutcome) => void;
  readonly disputed: () => void;
  /** Adds what is due to the text. Rejections leave the gauge as it is. Call it once. */
  readonly registerDue: (read: () => Promise<DueNames | null>) => void;
}

const COUNTED = [
  ["classin", "MANUAL"],
  ["classin", "ROSTER_CHANGE"],
  ["classin", "SCHEDULE"],
  ["tencent-im", "MANUAL"],
  ["tencent-im", "MEMBER_RENAMED"],
  ["tencent-im", "MEMBER_JOINED"],
  ["tencent-im", "SCHEDULE"],
] as const satisfies readonly (readonly [Vendor, NameTrigger])[];
const OUTCOMES = ["SUCCEEDED", "FAILED", "UNKNOWN"] as const satisfies readonly CorrectionOutcome[];

export function nameMetrics(registry: Registry): NameMetrics {
  const define = new Definitions(registry);
  const corrections = define.counter(
    "class_groups_name_corrections_total",
    "Names that this server set by itself, or tried to, by what made them due. A sync of a course counts as one.",
    ["vendor", "trigger", "outcome"],
  );
  // The first increase is visible only if the series exists before it.
  for (const [vendor, trigger] of COUNTED)
    for (const outcome of OUTCOMES) corrections.inc({ vendor, trigger, outcome }, 0);
  const disputes = define.counter(
    "class_groups_name_disputes_total",
    "Members who set a wrong name card again after five corrections within an hour, and are left alone.",
    [],
  );
  return {
    corrected: (vendor, trigger, outcome) => corrections.inc({ vendor, trigger, outcome }),
    disputed: () => disputes.inc(),
    registerDue: (read) =>
      define.gauge(
        "class_groups_names_due",
        "What is due to keep names: courses to sync in ClassIn, and members and groups to look at in Tencent IM. Absent without a store.",
        ["vendor"],
        async (gauge) => {
          const due = await read().catch(() => null);
          if (due === null) return;
          gauge.set({ vendor: "classin" }, due.classin);
          gauge.set({ vendor: "tencent-im" }, due.tencentIm);
        },
      ),
  };
}
