import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from "fastify";
import type { Access } from "./auth/access.js";
import { guardRequests, refuse } from "./auth/guard-requests.js";
import { type Context, createContext, type Services } from "./context.js";
import { errorBody } from "./error-body.js";
import { trackConnections } from "./open-connections.js";
import type { Log } from "./telemetry/log.js";

/** Room for the largest input there is to be: a bulk start of 10,000 changes. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;
/** What a caller may name a request, so that its log lines can be found; anything else is named here. */
const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;
/** Twice Node's own, so that a token that is far too long is told so in JSON. */
const MAX_HEADERS_BYTES = 32 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
const BODY_TIMEOUT_MS = 30_000;

/** GraphQL over HTTP, at `/graphql` and at `/`, where in development a browser finds Apollo Sandbox. */
export function createHttpServer(
  graphql: ApolloServer<Context>,
  services: Services,
  access: Access,
  log: Log,
): FastifyInstance {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: BODY_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, maxHeaderSize: MAX_HEADERS_BYTES },
    // How connections end when the server stops is decided below.
    forceCloseConnections: false,
    frameworkErrors: (error, request, reply) => {
      reply.headers(headersFor(request.id));
      // What cannot be routed meets no hook.
      if (access.trusts(request.headers)) answerError(error, request, reply);
      else refuse({ kind: "not-the-gateway", why: "unreadable path" }, request, reply);
    },
    genReqId: ({ headers }) => {
      const given = headers["x-request-id"];
      return typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
    },
  }) as unknown as FastifyInstance;
  server.removeContentTypeParser("text/plain");

  const connections = trackConnections(server.server);
  server.addHook("preClose", async () => connections.endWhenIdle());

  server.addHook("onRequest", async (request, reply) => {
    reply.headers(headersFor(request.id));
  });
  const callerOf = guardRequests(server, access);
  server.addHook("onRequest", async (request) => {
    refuseWhatIsNotPlainJson(request.headers);
  });
  const handler = fastifyApolloHandler(graphql, {
    context: async (request, reply) =>
      createContext(services, request.id, signalOfLeaving(reply), callerOf(request)),
  });
  for (const url of ["/", "/graphql"]) server.route({ method: ["GET", "POST"], url, handler });

  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(errorBody("There is nothing here. Send GraphQL as POST to /graphql.", "NOT_FOUND")),
  );
  server.setErrorHandler(answerError);
  return server;
}

const headersFor = (requestId: string) => ({ "x-request-id": requestId, "cache-control": "no-store" });

/** A compressed or foreign body would be read as something it is not. */
function refuseWhatIsNotPlainJson(headers: IncomingHttpHeaders): void {
  const encoding = headers["content-encoding"] ?? "identity";
  const charset = /charset="?([^";\s]+)/i.exec(headers["content-type"] ?? "")?.[1] ?? "utf-8";
  if (encoding === "identity" && charset.toLowerCase() === "utf-8") return;
  throw Object.assign(new Error("Send the body as plain UTF-8, without a content-encoding."), {
    statusCode: 415,
  });
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) return reply.code(status).send(errorBody(error.message, "BAD_REQUEST"));
  request.log.error({ requestId: request.id, err: error }, "unexpected error");
  const message = `Something went wrong in this server. Report it with the request id ${request.id}.`;
  return reply.code(500).send(errorBody(message, "INTERNAL_SERVER_ERROR"));
}

/** Aborts when the connection ends before the answer was sent: nobody waits any more. */
function signalOfLeaving(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  // Each vendor call of a request that waits its turn listens, and there may be hundreds.
  setMaxListeners(0, controller.signal);
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
