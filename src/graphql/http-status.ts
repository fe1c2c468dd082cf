import type { ApolloServerPlugin } from "@apollo/server";

const BAD_REQUEST = 400;
/** Errors in the request. Clients of the older media type expect them with status 200. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "LIMIT_EXCEEDED",
]);

/**
 * In GraphQL over HTTP, only `application/graphql-response+json` has error statuses. With `application/json`, every
 * well-formed request is answered with 200, because old proxies changed other answers. Apollo Server answers 400 with
 * both. Clients that name neither get the error status.
 */
export function statusByMediaType(): ApolloServerPlugin {
  return {
    async requestDidStart({ request }) {
      const accept = request.http?.headers.get("accept") ?? "";
      if (!accept.includes("application/json") || accept.includes("application/graphql-response+json"))
        return undefined;
      return {
        async willSendResponse({ response: { http, body } }) {
          if (http.status !== BAD_REQUEST || body.kind !== "single") return;
          const errors = body.singleResult.errors ?? [];
          if (errors.every(({ extensions }) => REQUEST_ERRORS.has(extensions?.code))) http.status = 200;
        },
      };
    },
  };
}
