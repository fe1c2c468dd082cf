import type { ExecutionResult } from "graphql";
import type { OperationReport } from "../telemetry/operation-report.js";

/** What is noted about one request while it is answered. Apollo Server copies the context, and the copies share this. */
export class RequestState {
  /** The variables of the operation, coerced to their types. */
  variables: Readonly<Record<string, unknown>> | null = null;
  /** The result, if the operation was executed before Apollo Server got the request. */
  result: ExecutionResult | null = null;
  /** The monotonic time in milliseconds. */
  startedAt: number | null = null;
  endTrace: ((report: OperationReport) => void) | null = null;
  /** The outcomes of its mutations, by response key. The response may lack `__typename`, so it does not show them. */
  outcomes: Map<string | number, readonly string[]> | null = null;
}
