import { Readable } from "node:stream";
import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyRequest, RouteHandlerMethod } from "fastify";
import type { FormattedExecutionResult } from "graphql";
import { createHandler } from "graphql-sse";
import type { Context } from "../context.js";
import type { EventStreams, Messages } from "./event-streams.js";

const OK = 200;
const EVENT_STREAM = "text/event-stream";
/** What Apollo Server is told that such clients accept: with it, what is refused has a status that says so. */
const HONEST_JSON = "application/graphql-response+json";

/** Whether an `Accept` header names server-sent events. */
const takesEvents = ({ headers: { accept } }: FastifyRequest): boolean =>
  accept?.toLowerCase().includes(EVENT_STREAM) ?? false;
const takesJson = ({ headers: { accept } }: FastifyRequest): boolean =>
  /\*\/\*|application\/(\*|json|graphql-response\+json)/i.test(accept ?? "");

interface Streamed {
  readonly result: Messages | FormattedExecutionResult;
}

/** GraphQL over SSE, in distinct connections: `next` for each message, `complete` at the end, a comment every 12 s in between. */
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
    // What was asked has been read and checked already.
    body: { query: "" },
    raw: undefined,
    context: { result },
  });
  if (body === null || typeof body === "string") throw new Error(`graphql-sse gave no stream: ${body}`);
  return Readable.from(body);
}

/**
 * Answers GraphQL requests: with JSON, or with server-sent events where it is a subscription, or where the client
 * takes nothing else. What is refused is answered with JSON in any case, since a stream has no status of its own.
 */
export function graphqlHandler(
  graphql: ApolloServer<Context>,
  streams: EventStreams,
  contextFor: (request: FastifyRequest) => Context,
): RouteHandlerMethod {
  const answerJson = fastifyApolloHandler(graphql, { context: async (request) => contextFor(request) });
  return async function answer(request, reply) {
    if (!takesEvents(request)) return answerJson.call(this, request, reply);
    const onlyEvents = !takesJson(request);
    if (onlyEvents) request.headers.accept = HONEST_JSON;
    let context: Context | undefined;
    const handle = fastifyApolloHandler(graphql, {
      context: async () => {
        context = contextFor(request);
        streams.expect(context);
        return context;
      },
    });
    const json = await handle.call(this, request, reply);
    const messages = context === undefined ? null : streams.messagesOf(context);
    if (messages === null && (!onlyEvents || reply.statusCode !== OK)) return json;
    const events = await encode(messages ?? JSON.parse(String(json)));
    // Apollo Server has measured the JSON.
    reply.removeHeader("content-length");
    return reply.type(`${EVENT_STREAM}; charset=utf-8`).header("x-accel-buffering", "no").send(events);
  };
}
