import type { IncomingHttpHeaders } from "node:http";
import type { Context } from "./context.js";
import { type Execution, TRACE_HEADER } from "./execution/executor.js";
import type { KnownOperation } from "./execution/known-operations.js";
import type { CheckDemand } from "./limits/graphql-limits.js";
import type { OperationObserver } from "./observe-operations.js";

/**
 * Answers requests for compiled operations without Apollo Server, whose steps cost more than the operation itself. Apollo
 * Server answers everything else: operations that are not compiled, requests that are refused, and results with errors. It
 * gets such results ready, so no operation runs twice, and all errors look the same.
 */
export interface DirectAnswers {
  /** The body of a successful answer. Null: Apollo Server has to answer, with this context. */
  answer(body: unknown, headers: IncomingHttpHeaders, context: Context): Promise<string | null>;
}

export function directAnswers(deps: {
  execution: Execution;
  checkDemand: CheckDemand;
  observer: OperationObserver;
}): DirectAnswers {
  const { execution, checkDemand, observer } = deps;
  return {
    async answer(body, headers, context) {
      const request = headers[TRACE_HEADER] === undefined ? readRequest(body) : null;
      const known = request && execution.known.get(request.query, request.operationName);
      if (request === null || known === null) return null;
      const variables = accept(known, request.variables, context);
      if (variables === null) return null;
      observer.begin(context, traceHeaders(headers));
      const result = await known.run(context, variables);
      if (result.errors !== undefined) {
        context.state.result = result;
        return null;
      }
      observer.end(context, { ...known, result: { data: result.data ?? null } });
      return `${JSON.stringify(result)}\n`;
    },
  };

  /** The coerced variables. Null if Apollo Server has to refuse the request. */
  function accept(
    { document, operation }: KnownOperation,
    sent: Variables,
    context: Context,
  ): Variables | null {
    try {
      const variables = execution.readVariables(operation, sent, context);
      return checkDemand(document, operation, sent) === null ? variables : null;
    } catch {
      return null;
    }
  }
}

type Variables = Readonly<Record<string, unknown>>;

interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Variables;
}

/** Reads a body as Apollo Server does. Null for anything but a query with its variables. */
function readRequest(body: unknown): GraphqlRequest | null {
  if (!isObject(body)) return null;
  const { query, operationName, variables = {}, extensions = {} } = body;
  if (typeof query !== "string") return null;
  if (operationName != null && typeof operationName !== "string") return null;
  if (variables !== null && !isObject(variables)) return null;
  if (extensions !== null && (!isObject(extensions) || extensions["persistedQuery"] !== undefined))
    return null;
  return { query, operationName: operationName ?? undefined, variables: variables ?? {} };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const traceHeaders = ({ traceparent, tracestate }: IncomingHttpHeaders) => ({
  traceparent: typeof traceparent === "string" ? traceparent : undefined,
  tracestate: Array.isArray(tracestate) ? tracestate.join(", ") : tracestate,
});
