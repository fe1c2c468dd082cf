import { fastify } from "fastify";
import { mercurius } from "mercurius";
import { serveParent } from "../process.js";
import { newContext, schemaFirst } from "./schema.js";

/** Mercurius, set up as in its guide, but with our loader instead of its `loaders`, so that all servers load alike. */
export async function startMercurius(options: { jit?: number }): Promise<void> {
  const server = fastify();
  await server.register(mercurius, {
    schema: schemaFirst(),
    context: newContext,
    ...options,
  });
  serveParent(`${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`);
}
