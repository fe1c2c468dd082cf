import type { ApolloServerPlugin } from "@apollo/server";
import type { DocumentNode, FormattedExecutionResult, OperationDefinitionNode } from "graphql";
import type { OperationReport } from "../telemetry/operation-report.js";
import type { TraceHeaders, Traces } from "../telemetry/traces.js";
import type { Context } from "./context.js";
import { codeOf, outcomesOf } from "./operation-outcomes.js";

/** The log contains only the beginning of longer names. */
const LONGEST_NAME = 100;

/** What is known of an operation at its end. Without a document or operation, the request could not be understood. */
interface Ended {
  readonly document: DocumentNode | undefined;
  readonly operation: OperationDefinitionNode | undefined;
  readonly result: FormattedExecutionResult;
}

/** Reports each operation, its outcomes and its duration. Never reports variables, people's names or name cards. */
export interface OperationObserver {
  /** Call this when a request begins. A second call for the same context changes nothing. */
  begin(context: Context, headers: TraceHeaders): void;
  end(context: Context, ended: Ended): void;
  /** Observes the requests that Apollo Server answers. */
  readonly plugin: ApolloServerPlugin<Context>;
}

export function observeOperations(deps: {
  traces: Traces;
  observe: (report: OperationReport) => void;
}): OperationObserver {
  const begin: OperationObserver["begin"] = ({ state, requestId }, headers) => {
    if (state.startedAt !== null) return;
    state.startedAt = performance.now();
    state.endTrace = deps.traces.begin(requestId, headers);
  };
  const end: OperationObserver["end"] = (context, ended) => {
    const { startedAt, endTrace } = context.state;
    if (startedAt === null) return;
    const report = reportOf(context, ended, performance.now() - startedAt);
    deps.observe(report);
    endTrace?.(report);
  };

  return {
    begin,
    end,
    plugin: {
      async requestDidStart({ contextValue, request: { http } }) {
        begin(contextValue, {
          traceparent: http?.headers.get("traceparent"),
          tracestate: http?.headers.get("tracestate"),
        });
        return {
          async willSendResponse({ contextValue, document, operation, response: { body } }) {
            const result = body.kind === "single" ? body.singleResult : {};
            end(contextValue, { document, operation: operation ?? undefined, result });
          },
        };
      },
    },
  };
}

function reportOf(
  contextValue: Context,
  { document, operation, result: { data, errors = [] } }: Ended,
  tookMs: number,
): OperationReport {
  return {
    requestId: contextValue.requestId,
    callerId: contextValue.caller?.id ?? null,
    type: operation?.operation ?? null,
    name: operation?.name?.value.slice(0, LONGEST_NAME) ?? null,
    outcomes:
      operation === undefined || document === undefined
        ? []
        : outcomesOf({ operation, document, data, errors, contextValue }),
    errors: errors.map(codeOf),
    tookMs: Math.round(tookMs),
  };
}
