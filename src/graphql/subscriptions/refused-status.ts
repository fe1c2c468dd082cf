import type { ApolloServerPlugin } from "@apollo/server";
import { OperationTypeNode } from "graphql";
import type { Context } from "../context.js";

/**
 * The statuses of refused subscriptions, by the code of the first error. A client of server-sent events reads the status
 * first, and must not treat a refusal as a stream.
 */
const STATUS_OF_CODE: ReadonlyMap<unknown, number> = new Map([
  ["BAD_REQUEST", 400],
  ["BAD_USER_INPUT", 400],
  ["GRAPHQL_VALIDATION_FAILED", 400],
  ["LIMIT_EXCEEDED", 400],
  ["UNAUTHENTICATED", 401],
  ["FORBIDDEN", 403],
  ["SUBSCRIPTION_CALLBACK_NOT_ALLOWED", 403],
  ["BULK_OPERATION_NOT_FOUND", 404],
  ["SUBSCRIPTION_NEEDS_CALLBACK", 406],
  ["TOO_MANY_SUBSCRIPTIONS", 429],
  ["RATE_LIMITED", 429],
  ["VENDOR_UNAVAILABLE", 503],
  ["STORE_UNAVAILABLE", 503],
]);

export function statusOfRefusals(): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ operation, response: { http, body } }) {
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION || body.kind !== "single") return;
          const [first] = body.singleResult.errors ?? [];
          if (first === undefined) return;
          http.status = STATUS_OF_CODE.get(first.extensions?.["code"]) ?? http.status ?? 500;
        },
      };
    },
  };
}
