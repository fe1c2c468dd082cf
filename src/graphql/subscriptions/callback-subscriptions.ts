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
 * Gateways ask for 5 to 50 s, and give up a subscription from which they heard nothing for that long. So heartbeats come
 * after two thirds of it. Zero, which stands for none, would leave what ended without a word for ever.
 */
const HEARTBEAT_MS = { least: 1_000, most: 40_000, usual: 5_000 };
/** Together with the time-out of each attempt, what a server that stops may wait for a gateway that is gone. */
const RETRY = { retries: 2, minTimeout: 100, maxTimeout: 1_000 };

/** What the protocol of callbacks puts into `extensions.subscription`; older gateways spell it with underscores. */
const Asked = z.object({
  callbackUrl: z.string().max(2_048),
  subscriptionId: z.string().min(1).max(256),
  verifier: z.string().min(1).max(1_024),
  heartbeatIntervalMs: z.number().int().min(0).default(HEARTBEAT_MS.usual),
});
type Asked = z.output<typeof Asked>;

/**
 * Answers subscriptions by HTTP callback. Apollo's plugin does the talking; here it is decided when it may. By itself it
 * would post to whatever URL a request names, also for requests that were refused, and subscribe to what was not valid.
 */
export function callbackSubscriptions(options: {
  /** Null: not there. */
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
        log.warn({ subscriptionId, why }, "a gateway did not take the end of a subscription"),
    }),
    retry: RETRY,
    logger: quietly(log),
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
      let asked: Asked | null = null;
      let talking: GraphQLRequestListener<Context> | null = null;
      return {
        async didResolveOperation({ operation, request, schema, document, contextValue }) {
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
          if (!streams.isExpected(contextValue)) asked = callbackIn(request.extensions, allow);
          if (selectsItems(schema, document)) throw itemsNotWatched();
        },
        async responseForOperation(context) {
          if (asked === null) return null;
          const request = { ...context.request, extensions: { subscription: asked } };
          talking = (await callbacks.requestDidStart?.({ ...started, request })) ?? null;
          return (await talking?.responseForOperation?.(context)) ?? null;
        },
        // Also called for what was refused: that never got as far as the callback.
        async willSendResponse(context) {
          await talking?.willSendResponse?.(context);
        },
      };
    },
  };
}

function callbackIn(
  extensions: Record<string, unknown> | undefined,
  allow: (url: string) => URL | null,
): Asked {
  const given = extensions?.["subscription"];
  if (typeof given !== "object" || given === null) throw callbackNeeded();
  const old = given as Record<string, unknown>;
  const asked = Asked.safeParse({
    callbackUrl: old["callback_url"],
    subscriptionId: old["subscription_id"],
    heartbeatIntervalMs: old["heartbeat_interval_ms"],
    ...given,
  });
  if (!asked.success) throw callbackNotValid(asked.error.issues.map(({ path }) => path.join(".")));
  const url = allow(asked.data.callbackUrl);
  if (url === null) throw callbackNotAllowed();
  const { least, most } = HEARTBEAT_MS;
  const inTime = Math.floor((asked.data.heartbeatIntervalMs * 2) / 3);
  const heartbeatIntervalMs = Math.min(most, Math.max(least, inTime));
  return { ...asked.data, callbackUrl: url.href, heartbeatIntervalMs };
}

/** A gateway that went away is no fault of this server. */
function quietly(log: Log) {
  const debug = (message: string) => log.debug(message);
  return {
    debug,
    info: debug,
    warn: debug,
    error: (message: string) => log.info({ why: message }, "a subscription ended"),
  };
}

/**
 * Makes a subscription by callback that is refused end with its first message. Apollo's plugin forgets the heartbeat of
 * one that cannot begin, and would send it for ever. One that is answered with a stream is refused before it begins.
 */
export function endByMessage(schema: GraphQLSchema, streams: EventStreams): void {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const { subscribe } = field;
    field.subscribe = async (...args) => {
      try {
        return await subscribe?.(...args);
      } catch (error) {
        if (streams.isExpected(args[2] as Context)) throw error;
        return ending(error);
      }
    };
  }
}

function ending(error: unknown): AsyncIterableIterator<never> {
  const stream: AsyncIterableIterator<never> = {
    next: async () => {
      throw error;
    },
    return: async () => ({ done: true, value: undefined }),
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
