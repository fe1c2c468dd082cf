import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { GraphQLError } from "graphql";
import { sandbox } from "../server/sandbox.js";
import type { Log } from "../telemetry/log.js";
import type { Context } from "./context.js";
import { directAnswers } from "./direct-answers.js";
import { createExecution } from "./execution/executor.js";
import { statusByMediaType } from "./http-status.js";
import { inlineTraces } from "./inline-traces.js";
import { documentLimits } from "./limits/document-rule.js";
import { demandCheck, operationLimits } from "./limits/graphql-limits.js";
import type { Limits } from "./limits/limits.js";
import { errorMask, INTERNAL } from "./mask-errors.js";
import type { OperationObserver } from "./observe-operations.js";
import { recordOutcomes } from "./operation-outcomes.js";
import { buildSubgraph, type SubgraphOptions } from "./schema.js";
import type { Answering } from "./subscriptions/answer-events.js";
import { callbackPolicy } from "./subscriptions/callback-origins.js";
import { callbackSubscriptions, failWithFirstMessage } from "./subscriptions/callback-subscriptions.js";
import { createEventStreams } from "./subscriptions/event-streams.js";
import { statusOfRefusals } from "./subscriptions/refused-status.js";

/** Creates the Apollo Server of the subgraph. In production it has no landing page, introspection or suggestions. */
export function createGraphqlServer(options: {
  log: Log;
  development: boolean;
  subgraph: SubgraphOptions;
  limits: Limits;
  /** Whether requests that get this far are known to come from the gateway. */
  gatewayIsVerified: boolean;
  /** The origins to which messages of subscriptions may be sent. */
  callbackOrigins: readonly string[] | undefined;
  /** The use of an operation at which it is compiled. */
  compileAtUse: number | undefined;
  /** Reports the outcome of each operation. */
  observer: OperationObserver;
}): Answering {
  const { log, development, limits } = options;
  const { schema } = buildSubgraph(options.subgraph);
  recordOutcomes(schema);
  const mask = errorMask({ limits, development });
  const streams = createEventStreams({ mask, log });
  failWithFirstMessage(schema, streams);
  const execution = createExecution(schema, options.compileAtUse);
  const { readVariables } = execution;
  const checkDemand = demandCheck(schema, limits);
  const graphql = new ApolloServer<Context>({
    gateway: execution.gateway,
    introspection: development,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens: limits.LIMIT_TOKENS },
    validationRules: [documentLimits(limits)],
    csrfPrevention: true,
    // src/process/serve.ts handles signals and closes everything in the right order.
    stopOnTerminationSignals: false,
    logger: log,
    formatError: mask,
    plugins: [
      // Cache control would hook every field for a header that is not used here.
      ApolloServerPluginCacheControlDisabled(),
      // Inline traces hook every field and reveal how the server works, so only a gateway with the secret may request them.
      ApolloServerPluginInlineTraceDisabled(),
      ...(options.gatewayIsVerified ? [inlineTraces()] : []),
      development ? sandbox() : ApolloServerPluginLandingPageDisabled(),
      operationLimits({ checkDemand, readVariables }),
      callbackSubscriptions({
        allow: callbackPolicy({ origins: options.callbackOrigins, development }),
        streams,
        log,
      }),
      streams.plugin,
      statusByMediaType(),
      statusOfRefusals(),
      logUnexpectedErrors(log),
      options.observer.plugin,
    ],
  });
  const direct = directAnswers({ execution, checkDemand, observer: options.observer });
  return { graphql, direct, streams };
}

/** Logs unexpected errors. The client gets only the request id. */
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
