import type { GatewayPlugin } from "@graphql-hive/gateway-runtime";
import { createGraphQLError } from "@graphql-tools/utils";
import { GraphQLError } from "graphql";

/** The extensions that clients may see. Others can reveal internals: queries, variables, addresses, stacks. */
const SHOWN = ["code", "reason", "retryAfterSeconds", "problems", "limit", "requestId"] as const;

/** Codes of the gateway's own problems with a subgraph. Their messages may quote internals. */
const INTERNAL_CODES: ReadonlySet<unknown> = new Set([
  "SUBREQUEST_HTTP_ERROR",
  "DOWNSTREAM_SERVICE_ERROR",
  "RESPONSE_VALIDATION_FAILED",
  "TIMEOUT_ERROR",
  "PLANNING_FAILURE",
  "INTERNAL_SERVER_ERROR",
]);

/** Hive Gateway's `maskError`. An error without a subgraph's code becomes a general message. */
export function shownError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return unavailable();
  const { message, path, extensions, nodes } = error;
  const { code } = extensions;
  const isRequestError = code === undefined && error.originalError === undefined && path === undefined;
  if (!isRequestError && (code === undefined || INTERNAL_CODES.has(code))) return unavailable(error);
  const kept = Object.fromEntries(
    SHOWN.flatMap((name) => (extensions[name] === undefined ? [] : [[name, extensions[name]]])),
  );
  const { http } = extensions as { http?: { status?: number } };
  return createGraphQLError(withoutHint(message), {
    ...(nodes !== undefined && { nodes }),
    ...(path !== undefined && { path }),
    extensions: {
      ...(isRequestError && { code: "BAD_REQUEST" }),
      ...kept,
      ...(http?.status !== undefined && { http: { status: http.status } }),
    },
  });
}

/** Removes hints from validation errors, which Hive Gateway does not mask. */
export const useNoHints = (): GatewayPlugin => ({
  onValidate:
    () =>
    ({ valid, result, setResult }) => {
      if (!valid) setResult(result.map((error) => shownError(error)));
    },
});

/** A hint reveals names of fields that the caller did not ask for. */
const withoutHint = (message: string): string => message.replace(/ ?Did you mean .*$/s, "");

function unavailable(error?: GraphQLError): GraphQLError {
  const requestId = error?.extensions["requestId"];
  return createGraphQLError(
    "Something went wrong behind this gateway. Try again. If it happens again, report it.",
    {
      ...(error?.path !== undefined && { path: error.path }),
      extensions: { code: "INTERNAL_SERVER_ERROR", ...(typeof requestId === "string" && { requestId }) },
    },
  );
}
