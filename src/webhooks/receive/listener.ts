import type { AddressInfo } from "node:net";
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from "fastify";
import { named } from "../../process/port.js";
import { limitConnections, trackConnections } from "../../server/connections.js";
import { closeUnreadBodies } from "../../server/unread-bodies.js";

/** How long a sender may take. */
export interface SenderTimeouts {
  readonly headersMs: number;
  /** For the headers and the body together. */
  readonly requestMs: number;
  /** How often connections are checked. They may exceed the times above by this much. */
  readonly checkMs: number;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly body: string;
}

/** A vendor's webhooks at one path. */
export interface WebhookRoute {
  readonly path: string;
  /** Why a request is refused before its body is read; null if it is not. */
  readonly refuse?: (query: Readonly<Record<string, unknown>>) => WebhookAnswer | null;
  readonly receive: (body: string, query: Readonly<Record<string, unknown>>) => Promise<WebhookAnswer>;
  readonly onOversized: () => void;
}

const TIMEOUTS: SenderTimeouts = { headersMs: 5_000, requestMs: 10_000, checkMs: 1_000 };
/** A whole lesson's summary, the largest message, has less than 1 MB. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** ClassIn sends one message at a time, Tencent IM a few. Each connection may hold a body in memory. */
const MAX_CONNECTIONS = 100;
const MAX_HEADERS_BYTES = 16 * 1024;

/** Receives webhooks on a port of its own, since it faces the internet and GraphQL does not. */
export async function startListener(deps: {
  host: string;
  port: number;
  routes: readonly WebhookRoute[];
  onConnectionRefused: (most: number) => void;
  /** A defect: a route threw. */
  onError: (error: unknown) => void;
  timeouts?: SenderTimeouts | undefined;
}): Promise<{ url: string; close(): Promise<void> }> {
  const { timeouts = TIMEOUTS, routes } = deps;
  const server = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: timeouts.requestMs,
    connectionTimeout: timeouts.requestMs,
    http: {
      headersTimeout: timeouts.headersMs,
      connectionsCheckingInterval: timeouts.checkMs,
      maxHeaderSize: MAX_HEADERS_BYTES,
    },
    forceCloseConnections: false,
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  closeUnreadBodies(server);
  limitConnections(server.server, {
    most: MAX_CONNECTIONS,
    onRefused: () => deps.onConnectionRefused(MAX_CONNECTIONS),
  });
  const connections = trackConnections(server, { unreadMs: timeouts.requestMs, checkMs: timeouts.checkMs });
  server.addHook("preClose", async () => connections.endWhenIdle());
  for (const route of routes) addRoute(server, route);
  server.setNotFoundHandler((request, reply) => answerUnserved(request, reply, routes));
  server.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) deps.onError(error);
    if (status === 413) routes.find(({ path }) => path === request.routeOptions.url)?.onOversized();
    return sendJson(
      reply,
      status,
      JSON.stringify({ error: MESSAGES.get(status) ?? "The request was refused." }),
    );
  });
  await named("WEBHOOKS_PORT", server.listen({ host: deps.host, port: deps.port }));
  const { address, family, port } = server.server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    close: () => server.close(),
  };
}

const MESSAGES = new Map([
  [413, `The body has more than ${MAX_BODY_BYTES} bytes.`],
  [500, "Something went wrong in this server. Send the message again."],
]);

function addRoute(server: FastifyInstance, { path, refuse, receive }: WebhookRoute): void {
  server.post(path, {
    onRequest(request, reply, done) {
      // Neither vendor promises a media type, and Fastify would refuse one that it cannot read.
      request.raw.headers["content-type"] = "application/octet-stream";
      const refused = refuse?.(queryOf(request)) ?? null;
      if (refused === null) return done();
      sendJson(reply, refused.status, refused.body);
    },
    async handler(request, reply) {
      const body = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
      const answer = await receive(body, queryOf(request));
      return sendJson(reply, answer.status, answer.body);
    },
  });
}

const queryOf = (request: FastifyRequest) => request.query as Readonly<Record<string, unknown>>;

function answerUnserved(
  request: FastifyRequest,
  reply: FastifyReply,
  routes: readonly WebhookRoute[],
): FastifyReply {
  const [path = ""] = request.url.split("?", 1);
  if (!routes.some((route) => route.path === path))
    return sendJson(reply, 404, JSON.stringify({ error: `Not found. Send webhooks to ${pathsOf(routes)}.` }));
  reply.header("allow", "POST");
  return sendJson(reply, 405, JSON.stringify({ error: "Send webhooks as POST." }));
}

const pathsOf = (routes: readonly WebhookRoute[]): string => routes.map(({ path }) => path).join(" or ");

const sendJson = (reply: FastifyReply, status: number, body: string): FastifyReply =>
  reply.code(status).header("cache-control", "no-store").type("application/json; charset=utf-8").send(body);
