import type { ApolloServerPlugin, GraphQLRequestListener } from "@apollo/server";
import { ApolloServerPluginSubscriptionCallback } from "@apollo/server/plugin/subscriptionCallback";
import { type GraphQLSchema, OperationTypeNode } from "graphql";
import { z } from "zod";
import type { Log } from "../../telemetry/log.js";
import type { Context } from "../context.js";
import type { EventStreams } from "./event-streams.js";
import { givingUpLastMessage } from "./last-message.js";
import { callbackNeeded, callbackNotAllowed, callbackNotValid, itemsNotWatched } from "./refusals.js";
import { selectsItems } from "./selects-items.js";
import { callbackSender } from "./send-callback.js";

/**
 * Gateways ask for 5 to 50 s and end a subscription that is silent for that long, so heartbeats come after two thirds of
 * it. Zero asks for no heartbeats, but without them a gateway would never notice a subscription that died.
 */
const HEARTBEAT_MS = { min: 1_000, max: 40_000, fallback: 5_000 };
/** With the time-out of each attempt, this limits how long a stopping server waits for a gateway that is gone. */
const RETRY = { retries: 2, minTimeout: 100, maxTimeout: 1_000 };

/** `extensions.subscription` of the callback protocol. Older gateways write its names with underscores. */
const CallbackRequest = z.object({
  callbackUrl: z.string().max(2_048),
  subscriptionId: z.string().min(1).max(256),
  verifier: z.string().min(1).max(1_024),
  heartbeatIntervalMs: z.number().int().min(0).default(HEARTBEAT_MS.fallback),
});
type CallbackRequest = z.output<typeof CallbackRequest>;

/**
 * Answers subscriptions by HTTP callback. Apollo's plugin sends the messages; this code decides when it may. Alone, Apollo's
 * plugin would post to any URL that a request names, even if the request was refused, and run invalid subscriptions.
 */
export function callbackSubscriptions(options: {
  /** Null if messages may not be sent there. */
  allow: (callbackUrl: string) => URL | null;
  /** Requests that are answered with a stream instead. */
  streams: EventStreams;
  log: Log;
}): ApolloServerPlugin<Context> {
  const { allow, streams, log } = options;
  const sender = callbackSender((message) =>
    log.error({ why: message }, "unexpected error in a subscription"),
  );
  const callbacks = ApolloServerPluginSubscriptionCallback({
    fetcher: givingUpLastMessage(sender.send, {
      attempts: RETRY.retries + 1,
      onGivenUp: (subscriptionId, why) =>
        log.warn({ subscriptionId, why }, "a gateway did not accept the end of a subscription"),
    }),
    retry: RETRY,
    logger: quietLogger(log),
  }) as ApolloServerPlugin<Context>;

  return {
    async serverWillStart(service) {
      const listener = await callbacks.serverWillStart?.(service);
      return {
        async drainServer() {
          await (listener === undefined ? undefined : listener.drainServer?.());
          await sender.close();
        },
      };
    },
    async requestDidStart(started) {
      let callback: CallbackRequest | null = null;
      let active: GraphQLRequestListener<Context> | null = null;
      return {
        async didResolveOperation({ operation, request, schema, document, contextValue }) {
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
          if (!streams.isExpected(contextValue)) callback = callbackIn(request.extensions, allow);
          if (selectsItems(schema, document)) throw itemsNotWatched();
        },
        async responseForOperation(context) {
          if (callback === null) return null;
          const request = { ...context.request, extensions: { subscription: callback } };
          active = (await callbacks.requestDidStart?.({ ...started, request })) ?? null;
          return (await active?.responseForOperation?.(context)) ?? null;
        },
        // Also called for refused requests, which have no callback.
        async willSendResponse(context) {
          await active?.willSendResponse?.(context);
        },
      };
    },
  };
}

function callbackIn(
  extensions: Record<string, unknown> | undefined,
  allow: (url: string) => URL | null,
): CallbackRequest {
  const given = extensions?.["subscription"];
  if (typeof given !== "object" || given === null) throw callbackNeeded();
  const old = given as Record<string, unknown>;
  const parsed = CallbackRequest.safeParse({
    callbackUrl: old["callback_url"],
    subscriptionId: old["subscription_id"],
    heartbeatIntervalMs: old["heartbeat_interval_ms"],
    ...given,
  });
  if (!parsed.success) throw callbackNotValid(parsed.error.issues.map(({ path }) => path.join(".")));
  const url = allow(parsed.data.callbackUrl);
  if (url === null) throw callbackNotAllowed();
  const { min, max } = HEARTBEAT_MS;
  const wantedMs = Math.floor((parsed.data.heartbeatIntervalMs * 2) / 3);
  const heartbeatIntervalMs = Math.min(max, Math.max(min, wantedMs));
  return { ...parsed.data, callbackUrl: url.href, heartbeatIntervalMs };
}

/** A gateway that went away is not an error of this server. */
function quietLogger(log: Log) {
  const debug = (message: string) => log.debug(message);
  return {
    debug,
    info: debug,
    warn: debug,
    error: (message: string) => log.info({ why: message }, "a subscription ended"),
  };
}

/**
 * Makes a refused subscription by callback start and fail with its first message. Apollo's plugin would otherwise send
 * its heartbeat for ever. A subscription that is answered with a stream is refused before it starts.
 */
export function failWithFirstMessage(schema: GraphQLSchema, streams: EventStreams): void {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const { subscribe } = field;
    field.subscribe = async (...args) => {
      try {
        return await subscribe?.(...args);
      } catch (error) {
        if (streams.isExpected(args[2] as Context)) throw error;
        return failingStream(error);
      }
    };
  }
}

function failingStream(error: unknown): AsyncIterableIterator<never> {
  const stream: AsyncIterableIterator<never> = {
    next: async () => {
      throw error;
    },
    return: async () => ({ done: true, value: undefined }),
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
