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

/** A subscription's messages, ready for clients. Ends with the subscription; `return` ends it early. */
export type Messages = AsyncIterableIterator<FormattedExecutionResult>;

/**
 * Subscriptions that are answered over the connection of their request. The request passes through Apollo Server like any
 * other. After all checks the plugin starts the subscription, and its stream waits here.
 */
export interface EventStreams {
  /** Records that a request can be answered with a stream. */
  expect(context: Context): void;
  isExpected(context: Context): boolean;
  /** The stream of an executed request. Null if it was refused or is not a subscription. */
  messagesOf(context: Context): Messages | null;
  readonly plugin: ApolloServerPlugin<Context>;
}

export function createEventStreams(options: { mask: MaskError; log: Log }): EventStreams {
  /** Keyed by `call`, because Apollo Server copies the context itself. */
  const requests = new WeakMap<Context["call"], Messages | null>();
  const formatError = (error: unknown): GraphQLFormattedError => {
    if (unwrapResolverError(error) instanceof GraphQLError && error instanceof GraphQLError)
      return options.mask(withoutHttp(withCode(error.toJSON())), error);
    options.log.error({ err: unwrapResolverError(error) }, "unexpected error in a subscription");
    return options.mask({ message: "", ...INTERNAL }, error);
  };
  const message = ({ data, errors }: ExecutionResult): FormattedExecutionResult => ({
    ...(data !== undefined && { data }),
    ...(errors !== undefined && { errors: errors.map(formatError) }),
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
            const started = await subscribe({
              schema,
              document,
              operationName,
              contextValue,
              variableValues: request.variables,
            });
            if (Symbol.asyncIterator in started) {
              requests.set(
                contextValue.call,
                mapAsyncIterator(started, message, (error: unknown) => ({ errors: [formatError(error)] })),
              );
              return { http: response.http, body: { kind: "single", singleResult: {} } };
            }
            return { http: response.http, body: { kind: "single", singleResult: message(started) } };
          },
        };
      },
    },
  };
}

/** Apollo Server gives each error of an operation a code. graphql-js does not. */
const withCode = (formatted: GraphQLFormattedError): GraphQLFormattedError =>
  formatted.extensions?.["code"] === undefined ? { ...formatted, ...INTERNAL } : formatted;

/** The status in an error is for the server, not for the client. */
function withoutHttp(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { http: _, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, extensions };
}
