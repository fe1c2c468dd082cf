import type { ApolloServerPlugin } from "@apollo/server";

const BAD_REQUEST = 400;
/** Faults in the request that a client of the older media type expects to read about in a 200. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "LIMIT_EXCEEDED",
]);

/**
 * GraphQL over HTTP gives `application/graphql-response+json` honest statuses, and `application/json` a 200 for
 * whatever is well-formed GraphQL over HTTP, since proxies of its time tampered with anything else. Apollo Server answers
 * 400 to both. Whoever names neither gets the honest one.
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
