import { createServer } from "node:http";
import { createYoga } from "graphql-yoga";
import { serveParent } from "../process.js";
import { newContext, schemaFirst } from "./schema.js";
import { services as createServices } from "./setup.js";

/** GraphQL Yoga on node:http, set up as in its guide. */
const services = createServices();
let requests = 0;
const yoga = createYoga({
  schema: schemaFirst(),
  logging: false,
  context: () => {
    requests += 1;
    return newContext(services, `req-${requests.toString(36)}`);
  },
});
const server = createServer((request, response) => {
  void yoga(request, response);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Yoga has no port.");
  serveParent(`http://127.0.0.1:${address.port}/graphql`);
});
