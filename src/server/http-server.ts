import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from "fastify";
import type { Access } from "../auth/access.js";
import { guardRequests } from "../auth/guard-requests.js";
import { createContext, type Services } from "../graphql/context.js";
import { readOneOperation, refusalOf, refuseGet } from "../graphql/limits/json-body.js";
import type { Limits } from "../graphql/limits/limits.js";
import { type Answering, graphqlHandler } from "../graphql/subscriptions/answer-events.js";
import type { Log } from "../telemetry/log.js";
import { type ConnectionLimit, limitConnections, trackConnections } from "./connections.js";
import { disconnectSignal } from "./disconnect-signal.js";
import { errorBody } from "./error-body.js";
import { guardHosts } from "./hosts.js";
import { closeIfUnread, closeUnreadBodies } from "./unread-bodies.js";

/** A client may choose a request id of this form, to find its log lines. Otherwise the server makes one. */
const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;
const PATHS = ["/", "/graphql"];

/** How long a client may take. */
export interface ClientTimeouts {
  readonly headersMs: number;
  /** For the headers and the body together. */
  readonly requestMs: number;
  /** Without a byte in either direction. Longer than an operation may take (20 s). */
  readonly silenceMs: number;
  /** How often connections are checked. They may exceed the times above by this much. */
  readonly checkMs: number;
}

const CLIENT_TIMEOUTS: ClientTimeouts = {
  headersMs: 10_000,
  requestMs: 29_000,
  silenceMs: 29_000,
  checkMs: 1_000,
};
/** Twice Node's default, so that a token that is far too long gets an error in JSON. */
const MAX_HEADERS_BYTES = 32 * 1024;

/** Serves GraphQL over HTTP at `/graphql` and `/`. In development, browsers get Apollo Sandbox at `/`. */
export function createHttpServer(
  answering: Answering,
  services: Services,
  access: Access,
  log: Log,
  {
    limits,
    connectionLimit,
    acceptGet,
    timeouts = CLIENT_TIMEOUTS,
  }: {
    limits: Limits;
    connectionLimit: ConnectionLimit;
    acceptGet: boolean;
    timeouts?: ClientTimeouts | undefined;
  },
): FastifyInstance {
  const answerError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
    sendError(error, request, reply, limits);
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // Lines name their request themselves. A logger for each request would cost more than most lines.
    childLoggerFactory: (logger) => logger,
    bodyLimit: limits.LIMIT_BODY_BYTES,
    connectionTimeout: timeouts.silenceMs,
    requestTimeout: timeouts.requestMs,
    http: {
      headersTimeout: timeouts.headersMs,
      connectionsCheckingInterval: timeouts.checkMs,
      maxHeaderSize: MAX_HEADERS_BYTES,
    },
    // `trackConnections` ends connections when the server stops.
    forceCloseConnections: false,
    frameworkErrors: (error, request, reply) => {
      reply.headers(headersFor(request.id));
      closeIfUnread(request, reply);
      // No hook runs for a request that cannot be routed.
      if (access.trusts(request.headers)) answerError(error, request, reply);
      else guard.refuse({ kind: "not-the-gateway", why: "unreadable path" }, request, reply);
    },
    genReqId: ({ headers }) => {
      const given = headers["x-request-id"];
      return typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
    },
  }) as unknown as FastifyInstance;
  server.removeContentTypeParser("text/plain");
  readOneOperation(server, limits);
  closeUnreadBodies(server);

  const connections = trackConnections(server, {
    unreadMs: timeouts.silenceMs,
    checkMs: timeouts.checkMs,
  });
  limitConnections(server.server, connectionLimit);
  server.addHook("preClose", async () => connections.endWhenIdle());

  server.addHook("onRequest", (request, reply, done) => {
    reply.headers(headersFor(request.id));
    done();
  });
  guardHosts(server, { loopbackOnly: !access.isOn });
  const guard = guardRequests(server, access);
  server.addHook("onRequest", (request, _reply, done) => {
    requirePlainUtf8(request.headers);
    if (request.method === "POST") requireServedMediaType(request.headers);
    done();
  });
  const handler = graphqlHandler(answering, (request) =>
    createContext(services, request.id, disconnectSignal(request.raw.socket), guard.callerOf(request), {
      readsAnew: asksForNewReads(request.headers),
    }),
  );
  for (const url of PATHS) server.route({ method: acceptGet ? ["GET", "POST"] : "POST", url, handler });
  if (!acceptGet) refuseGet(server, PATHS);

  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(errorBody("Not found. Send GraphQL as POST to /graphql.", { code: "NOT_FOUND" })),
  );
  server.setErrorHandler(answerError);
  return server;
}

const headersFor = (requestId: string) => ({ "x-request-id": requestId, "cache-control": "no-store" });

const READS_ANEW = /(?:^|[\s,])(?:no-cache|no-store|max-age=0)(?:$|[\s,])/i;

/** Whether the client accepts no read from before its request. */
const asksForNewReads = (headers: IncomingHttpHeaders): boolean =>
  headers["cache-control"] !== undefined && READS_ANEW.test(headers["cache-control"]);

/** A body that is compressed or in another charset would be misread. */
function requirePlainUtf8(headers: IncomingHttpHeaders): void {
  const encoding = headers["content-encoding"] ?? "identity";
  const charset = /charset="?([^";\s]+)/i.exec(headers["content-type"] ?? "")?.[1] ?? "utf-8";
  // Several clients leave out the hyphen.
  if (encoding === "identity" && /^utf-?8$/i.test(charset)) return;
  throw Object.assign(new Error("Send the body as plain UTF-8, without a content-encoding."), {
    statusCode: 415,
  });
}

const SERVED = /\*\/\*|application\/(\*|json|graphql-response\+json)|text\/(\*|event-stream)/i;

/** Apollo Server checks `accept` only after it has run the mutation. */
function requireServedMediaType({ accept }: IncomingHttpHeaders): void {
  if (accept === undefined || accept === "" || SERVED.test(accept)) return;
  const message =
    "This server answers with application/graphql-response+json or application/json, and subscriptions with text/event-stream. Name one of them in `accept`.";
  throw Object.assign(new Error(message), { statusCode: 406 });
}

function sendError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  limits: Limits,
): FastifyReply {
  const refusal = refusalOf(error, request, limits);
  if (refusal !== null) {
    return reply.code(refusal.status).send(errorBody(refusal.message, refusal.extensions));
  }
  request.log.error({ requestId: request.id, err: error }, "unexpected error");
  const message = `Something went wrong in this server. Report it with the request id ${request.id}.`;
  return reply.code(500).send(errorBody(message, { code: "INTERNAL_SERVER_ERROR" }));
}
