import type { ApolloServerPlugin } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import { mapAsyncIterator } from "@graphql-tools/utils";
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  OperationTypeNode,
  subscribe,
} from "graphql";
import type { Log } from "../../telemetry/log.js";
import type { Context } from "../context.js";
import type { MaskError } from "../mask-errors.js";

const INTERNAL = { extensions: { code: "INTERNAL_SERVER_ERROR" } };

/** A subscription's messages, as clients may see them. Ends with the subscription; `return` ends it early. */
export type Messages = AsyncIterableIterator<FormattedExecutionResult>;

/**
 * Subscriptions of requests that are answered over their own connection. Such a request takes the same way through Apollo
 * Server as any other; the plugin begins its subscription once everything has been checked, and the stream waits here.
 */
export interface EventStreams {
  /** Notes that a request can be answered with a stream. */
  expect(context: Context): void;
  isExpected(context: Context): boolean;
  /** The stream of a request that has been executed; null where it was refused, or is no subscription. */
  messagesOf(context: Context): Messages | null;
  readonly plugin: ApolloServerPlugin<Context>;
}

export function createEventStreams(options: { mask: MaskError; log: Log }): EventStreams {
  /** By the request's calls, since Apollo Server copies the context itself. */
  const requests = new WeakMap<Context["call"], Messages | null>();
  const shown = (error: unknown): GraphQLFormattedError => {
    if (unwrapResolverError(error) instanceof GraphQLError && error instanceof GraphQLError)
      return options.mask(withoutHttp(withCode(error.toJSON())), error);
    options.log.error({ err: unwrapResolverError(error) }, "unexpected error in a subscription");
    return options.mask({ message: "", ...INTERNAL }, error);
  };
  const message = ({ data, errors }: ExecutionResult): FormattedExecutionResult => ({
    ...(data !== undefined && { data }),
    ...(errors !== undefined && { errors: errors.map(shown) }),
  });

  return {
    expect: ({ call }) => void requests.set(call, null),
    isExpected: ({ call }) => requests.has(call),
    messagesOf: ({ call }) => requests.get(call) ?? null,
    plugin: {
      async requestDidStart({ contextValue, request }) {
        if (!requests.has(contextValue.call)) return undefined;
        return {
          async responseForOperation({ operation, schema, document, operationName, response }) {
            if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return null;
            const begun = await subscribe({
              schema,
              document,
              operationName,
              contextValue,
              variableValues: request.variables,
            });
            if (Symbol.asyncIterator in begun) {
              requests.set(
                contextValue.call,
                mapAsyncIterator(begun, message, (error: unknown) => ({ errors: [shown(error)] })),
              );
              return { http: response.http, body: { kind: "single", singleResult: {} } };
            }
            return { http: response.http, body: { kind: "single", singleResult: message(begun) } };
          },
        };
      },
    },
  };
}

/** Apollo Server gives each error of an operation a code; graphql-js gives none. */
const withCode = (formatted: GraphQLFormattedError): GraphQLFormattedError =>
  formatted.extensions?.["code"] === undefined ? { ...formatted, ...INTERNAL } : formatted;

/** What an error says of the status is meant for the server. */
function withoutHttp(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { http: _, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, extensions };
}
