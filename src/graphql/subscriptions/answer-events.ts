import { Readable } from "node:stream";
import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyRequest, RouteHandlerMethod } from "fastify";
import type { FormattedExecutionResult } from "graphql";
import { createHandler } from "graphql-sse";
import type { Context } from "../context.js";
import type { DirectAnswers } from "../direct-answers.js";
import { MediaTypes } from "../media-types.js";
import type { EventStreams, Messages } from "./event-streams.js";

const OK = 200;
const EVENT_STREAM = "text/event-stream";
/** Replaces `accept` of clients that accept only events: with this type, Apollo Server sends error statuses. */
const GRAPHQL_JSON = "application/graphql-response+json";

/** Whether an `Accept` header names server-sent events. */
const acceptsEvents = ({ headers: { accept } }: FastifyRequest): boolean =>
  accept?.toLowerCase().includes(EVENT_STREAM) ?? false;
const acceptsJson = ({ headers: { accept } }: FastifyRequest): boolean =>
  /\*\/\*|application\/(\*|json|graphql-response\+json)/i.test(accept ?? "");

interface Streamed {
  readonly result: Messages | FormattedExecutionResult;
}

/** GraphQL over SSE in "distinct connections" mode: `next` for each message, `complete` at the end, a comment every 12 s. */
const eventsOf = createHandler<undefined, Streamed>({
  // No stream is kept for later requests.
  authenticate: () => null,
  onSubscribe: ({ context }) => context.result as never,
});

async function encode(result: Streamed["result"]): Promise<Readable> {
  const [body] = await eventsOf({
    method: "POST",
    url: "/graphql",
    headers: { get: (name) => ({ accept: EVENT_STREAM, "content-type": "application/json" })[name] },
    // The query has already been read and checked.
    body: { query: "" },
    raw: undefined,
    context: { result },
  });
  if (body === null || typeof body === "string") throw new Error(`graphql-sse returned no stream: ${body}`);
  return Readable.from(body);
}

/** What answers GraphQL requests. */
export interface Answering {
  readonly graphql: ApolloServer<Context>;
  readonly direct: DirectAnswers;
  readonly streams: EventStreams;
}

/**
 * Answers GraphQL requests with JSON. If the client accepts server-sent events, subscriptions use them, and so does
 * everything if it accepts nothing else. Refusals are always JSON, because a stream cannot carry an error status.
 */
export function graphqlHandler(
  { graphql, direct, streams }: Answering,
  contextFor: (request: FastifyRequest) => Context,
): RouteHandlerMethod {
  const mediaTypes = new MediaTypes();
  return async function answer(request, reply) {
    const { headers, body } = request;
    const { accept } = headers;
    const context = contextFor(request);
    const isStreamable = acceptsEvents(request);
    const onlyEvents = isStreamable && !acceptsJson(request);
    const mediaType = onlyEvents ? null : mediaTypes.get(accept);
    const directJson = mediaType === null ? null : await direct.answer(body, headers, context);
    if (mediaType !== null && directJson !== null) {
      reply.header("content-type", mediaType);
      return directJson;
    }

    if (onlyEvents) headers.accept = GRAPHQL_JSON;
    if (isStreamable) streams.expect(context);
    const handle = fastifyApolloHandler(graphql, { context: async () => context });
    const json = await handle.call(this, request, reply);
    const messages = streams.messagesOf(context);
    if (messages === null && (!onlyEvents || reply.statusCode !== OK)) {
      // A GET with the same header may have got a page.
      if (reply.statusCode === OK && request.method === "POST")
        mediaTypes.add(accept, reply.getHeader("content-type"));
      return json;
    }
    const events = await encode(messages ?? JSON.parse(String(json)));
    // Apollo Server set it for the JSON body.
    reply.removeHeader("content-length");
    return reply.type(`${EVENT_STREAM}; charset=utf-8`).header("x-accel-buffering", "no").send(events);
  };
}
