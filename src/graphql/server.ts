import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import { GraphQLError } from "graphql";
import { sandbox } from "../server/explorer.js";
import type { Log } from "../telemetry/log.js";
import type { Context } from "./context.js";
import { createExecution } from "./execution/executor.js";
import { statusByMediaType } from "./http-status.js";
import { documentLimits } from "./limits/document-rule.js";
import { operationLimits } from "./limits/graphql-limits.js";
import type { Limits } from "./limits/limits.js";
import { errorMask, INTERNAL } from "./mask-errors.js";
import { rememberOutcomes } from "./operation-outcomes.js";
import { buildSubgraph } from "./schema.js";
import { callbackPolicy } from "./subscriptions/callback-origins.js";
import { callbackSubscriptions, endByMessage } from "./subscriptions/callback-subscriptions.js";
import { createEventStreams, type EventStreams } from "./subscriptions/event-streams.js";
import { statusOfRefusedSubscriptions } from "./subscriptions/refused-status.js";

/** The subgraph as Apollo Server runs it. In production it shows no page, no schema and no suggestions. */
export function createGraphqlServer(options: {
  log: Log;
  development: boolean;
  limits: Limits;
  /** Whether whatever gets this far comes from the gateway. */
  gatewayIsChecked: boolean;
  /** Where messages of subscriptions may go. */
  callbackOrigins: readonly string[] | undefined;
  /** Tells what becomes of each operation. */
  watch: ApolloServerPlugin<Context>;
}): { graphql: ApolloServer<Context>; streams: EventStreams } {
  const { log, development, limits } = options;
  const { schema } = buildSubgraph();
  rememberOutcomes(schema);
  const mask = errorMask({ limits, development });
  const streams = createEventStreams({ mask, log });
  endByMessage(schema, streams);
  const execution = createExecution(schema);
  const graphql = new ApolloServer<Context>({
    gateway: execution.gateway,
    introspection: development,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: limits.LIMIT_TOKENS },
    validationRules: [documentLimits(limits)],
    csrfPrevention: true,
    // Signals are handled in main.ts, which knows what else is to be closed, and in which order.
    stopOnTerminationSignals: false,
    logger: log,
    formatError: mask,
    plugins: [
      // Hooks every field of every request for a header that is not used here.
      ApolloServerPluginCacheControlDisabled(),
      // Traces tell how the server works and hook every field, so only a gateway that showed its secret may ask for one.
      options.gatewayIsChecked
        ? ApolloServerPluginInlineTrace({ includeErrors: { masked: true } })
        : ApolloServerPluginInlineTraceDisabled(),
      development ? sandbox() : ApolloServerPluginLandingPageDisabled(),
      operationLimits(limits, execution.readVariables),
      callbackSubscriptions({
        allow: callbackPolicy({ origins: options.callbackOrigins, development }),
        streams,
        log,
      }),
      streams.plugin,
      statusByMediaType(),
      statusOfRefusedSubscriptions(),
      logUnexpectedErrors(log),
      options.watch,
    ],
  });
  return { graphql, streams };
}

/** What the client sees of it is its request id; what it was stands in the log. */
function logUnexpectedErrors(log: Log): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue: { requestId } }) {
          for (const error of errors) {
            const thrown = unwrapResolverError(error);
            if (!(thrown instanceof GraphQLError)) log.error({ requestId, err: thrown }, "unexpected error");
          }
        },
        async willSendResponse({ response: { body }, contextValue: { requestId } }) {
          const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
          for (const { extensions } of errors)
            if (extensions?.code === INTERNAL) extensions.requestId = requestId;
        },
      };
    },
  };
}
