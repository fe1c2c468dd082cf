import type { Registry } from "prom-client";
import { Definitions } from "./define.js";
import type { OperationReport } from "./operation-report.js";

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** Counts GraphQL operations. Labels come from the schema, so clients cannot add any. */
export function operationMetrics(registry: Registry): (report: OperationReport) => void {
  const define = new Definitions(registry);
  const outcomes = define.counter(
    "class_groups_graphql_outcomes_total",
    "Root fields answered: ok, the error type of a mutation, or the code of an error. Each item of updateGroupMembers counts.",
    ["type", "field", "outcome"],
  );
  const durations = define.histogram(
    "class_groups_graphql_operation_duration_seconds",
    "Time from a GraphQL request to its answer. An operation with more than one root field has the field `several`.",
    ["type", "field"],
    SECONDS,
  );
  return ({ type, outcomes: all, errors, tookMs }) => {
    const label = type ?? "none";
    if (all.length === 0) outcomes.inc({ type: label, field: "none", outcome: errors[0] ?? "none" });
    for (const { field, outcome } of all) outcomes.inc({ type: label, field, outcome });
    const first = all[0]?.field ?? "none";
    const field = all.every((one) => one.field === first) ? first : "several";
    durations.observe({ type: label, field }, tookMs / 1000);
  };
}
