import { ApolloServer } from "@apollo/server";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import { fastify } from "fastify";
import { serveParent } from "../process.js";
import { type BenchContext, newContext, schemaFirst } from "./schema.js";

/** Apollo Server on Fastify, set up as in its guide, with all default plugins. */
const server = fastify();
const apollo = new ApolloServer<BenchContext>({
  schema: schemaFirst(),
  plugins: [fastifyApolloDrainPlugin(server)],
});
await apollo.start();
server.post("/graphql", fastifyApolloHandler(apollo, { context: async () => newContext() }));
serveParent(`${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql`);
