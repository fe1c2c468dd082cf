import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";
import { EXPLORER_PATH, FIRST_DOCUMENT, FIRST_HEADERS } from "./sandbox.js";

const APOLLO_STUDIO = "https://studio.apollographql.com";
/** Headers that Studio and our first document send. Most also show that a request is not a simple cross-site request. */
const STUDIO_HEADERS = [
  "content-type",
  "authorization",
  "apollo-require-preflight",
  "x-apollo-operation-name",
  "x-request-id",
  "cache-control",
];

/** For development only. Allows Apollo Studio, and serves an explorer that works without internet access. */
export async function addExplorer(server: FastifyInstance): Promise<void> {
  await server.register(cors, { origin: APOLLO_STUDIO, credentials: true, allowedHeaders: STUDIO_HEADERS });
  // Created on request: the page is 9 MB, and most starts never need it.
  server.get(EXPLORER_PATH, async (_request, reply) =>
    reply.type("text/html; charset=utf-8").send(await explorerPage()),
  );
}

async function explorerPage(): Promise<string> {
  // A development dependency of 20 MB. A server installed without it still starts, and this page says what is missing.
  const graphiql = await import("@graphql-yoga/render-graphiql").catch(() => null);
  if (graphiql === null)
    return "<p>The explorer is not installed. It is a development dependency: run <code>npm ci</code>.</p>";
  return graphiql.renderGraphiQL({
    title: "Class Groups",
    endpoint: "/graphql",
    defaultQuery: FIRST_DOCUMENT,
    headers: JSON.stringify(FIRST_HEADERS),
  });
}
