import { text } from "node:stream/consumers";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";

/**
 * Apollo Gateway, which checks no token and no scope. It reads the supergraph from standard input, sends its URL to the
 * parent process, and ends with it.
 */
class PassingDataSource extends RemoteGraphQLDataSource {
  /** The caller's token goes to every subgraph. */
  willSendRequest({ request, context }) {
    if (context.authorization !== undefined) request.http.headers.set("authorization", context.authorization);
  }
}

const supergraph = await text(process.stdin);
const gateway = new ApolloGateway({
  // Apollo Gateway rejects the access directives, which it does not know. As ordinary features they are ignored.
  supergraphSdl: supergraph.replaceAll(", for: SECURITY)", ")"),
  buildService: ({ url }) => new PassingDataSource({ url }),
});
const { url } = await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: "127.0.0.1", port: 0 },
  context: async ({ req }) => ({ authorization: req.headers.authorization }),
});
process.once("disconnect", () => process.exit());
process.send({ url });
