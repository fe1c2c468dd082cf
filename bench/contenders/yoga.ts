import { createServer } from "node:http";
import { createYoga } from "graphql-yoga";
import { serveParent } from "../process.js";
import { newContext, schemaFirst } from "./schema.js";

/** GraphQL Yoga on node:http, set up as in its guide. */
const yoga = createYoga({
  schema: schemaFirst(),
  logging: false,
  context: newContext,
});
const server = createServer((request, response) => {
  void yoga(request, response);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Yoga has no port.");
  serveParent(`http://127.0.0.1:${address.port}/graphql`);
});
