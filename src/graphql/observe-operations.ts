import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from "@apollo/server";
import type { OperationReport } from "../telemetry/operation-report.js";
import type { Traces } from "../telemetry/traces.js";
import type { Context } from "./context.js";
import { codeOf, outcomesOf } from "./operation-outcomes.js";

/** The log contains only the beginning of longer names. */
const LONGEST_NAME = 100;

/** Reports each operation, its outcomes and its duration. Never reports variables, people's names or name cards. */
export function observeOperations(deps: {
  traces: Traces;
  observe: (report: OperationReport) => void;
}): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ contextValue: { requestId }, request: { http } }) {
      const startedAt = performance.now();
      const end = deps.traces.begin(requestId, {
        traceparent: http?.headers.get("traceparent"),
        tracestate: http?.headers.get("tracestate"),
      });
      return {
        async willSendResponse(context) {
          const report = reportOf(context, performance.now() - startedAt);
          deps.observe(report);
          end(report);
        },
      };
    },
  };
}

function reportOf(context: GraphQLRequestContextWillSendResponse<Context>, tookMs: number): OperationReport {
  const { contextValue, operation, operationName, response } = context;
  const { data, errors = [] } = response.body.kind === "single" ? response.body.singleResult : {};
  return {
    requestId: contextValue.requestId,
    callerId: contextValue.caller?.id ?? null,
    type: operation?.operation ?? null,
    name: operationName?.slice(0, LONGEST_NAME) ?? null,
    outcomes:
      operation == null || context.document === undefined
        ? []
        : outcomesOf({ operation, document: context.document, data, errors, contextValue }),
    errors: errors.map(codeOf),
    tookMs: Math.round(tookMs),
  };
}
