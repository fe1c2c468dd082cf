import type { GatewayPlugin } from "@graphql-hive/gateway-runtime";
import { createGraphQLError } from "@graphql-tools/utils";
import { GraphQLError } from "graphql";

/** What subgraphs say for clients. Anything else tells how things are inside: queries, variables, addresses, stacks. */
const SHOWN = ["code", "reason", "retryAfterSeconds", "problems", "limit", "requestId"] as const;

/** Codes of the gateway's own troubles with a subgraph; what they quote is nothing for clients. */
const INSIDE: ReadonlySet<unknown> = new Set([
  "SUBREQUEST_HTTP_ERROR",
  "DOWNSTREAM_SERVICE_ERROR",
  "RESPONSE_VALIDATION_FAILED",
  "TIMEOUT_ERROR",
  "PLANNING_FAILURE",
  "INTERNAL_SERVER_ERROR",
]);

/** `maskError` of Hive Gateway: errors as clients may see them. Of what has no code of a subgraph only that it happened. */
export function shownError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return unavailable();
  const { message, path, extensions, nodes } = error;
  const { code } = extensions;
  const isTheRequests = code === undefined && error.originalError === undefined && path === undefined;
  if (!isTheRequests && (code === undefined || INSIDE.has(code))) return unavailable(error);
  const kept = Object.fromEntries(
    SHOWN.flatMap((name) => (extensions[name] === undefined ? [] : [[name, extensions[name]]])),
  );
  const { http } = extensions as { http?: { status?: number } };
  return createGraphQLError(withoutHint(message), {
    ...(nodes !== undefined && { nodes }),
    ...(path !== undefined && { path }),
    extensions: {
      ...(isTheRequests && { code: "BAD_REQUEST" }),
      ...kept,
      ...(http?.status !== undefined && { http: { status: http.status } }),
    },
  });
}

/** Takes hints out of errors of validation, which Hive Gateway does not mask. */
export const useNoHints = (): GatewayPlugin => ({
  onValidate:
    () =>
    ({ valid, result, setResult }) => {
      if (!valid) setResult(result.map((error) => shownError(error)));
    },
});

/** Names of fields that the caller did not ask for. */
const withoutHint = (message: string): string => message.replace(/ ?Did you mean .*$/s, "");

function unavailable(error?: GraphQLError): GraphQLError {
  const requestId = error?.extensions["requestId"];
  return createGraphQLError("Something went wrong behind this gateway. Try again; if it stays, report it.", {
    ...(error?.path !== undefined && { path: error.path }),
    extensions: { code: "INTERNAL_SERVER_ERROR", ...(typeof requestId === "string" && { requestId }) },
  });
}
