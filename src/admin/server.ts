import { type FastifyInstance, fastify } from "fastify";
import type { Readiness } from "./readiness.js";

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 10_000;
/** Orchestrators and Prometheus need a few. */
const MAX_CONNECTIONS = 50;
const NO_STORE = { "cache-control": "no-store" };

/**
 * Serves `/live`, `/ready` and `/metrics` on a separate port. They need no credentials, name no person and hold no secret.
 * Even so, the port must not be public.
 */
export function createAdminServer(deps: {
  readiness: () => Promise<Readiness>;
  metrics: { contentType: string; text: () => Promise<string> };
}): FastifyInstance {
  const server = fastify({
    logger: false,
    bodyLimit: 1,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    forceCloseConnections: true,
  });

  server.server.maxConnections = MAX_CONNECTIONS;

  /** Shows only that the process answers: a restart would not repair a vendor or a database that is down. */
  server.get("/live", async (_request, reply) => reply.headers(NO_STORE).send({ status: "live" }));

  server.get("/ready", async (_request, reply) => {
    const readiness = await deps.readiness();
    return reply
      .code(readiness.status === "unready" ? 503 : 200)
      .headers(NO_STORE)
      .send(readiness);
  });

  server.get("/metrics", async (_request, reply) =>
    reply
      .headers(NO_STORE)
      .type(deps.metrics.contentType)
      .send(await deps.metrics.text()),
  );

  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: "Not found. This port serves only /live, /ready and /metrics." }),
  );
  return server;
}
