import type { ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";

/** The path of the explorer that works without internet access. */
export const EXPLORER_PATH = "/explorer";

const APOLLO_STUDIO = "https://studio.apollographql.com";
/** Headers that Studio and our first document send. Most also show that a request is not a simple cross-site request. */
const STUDIO_HEADERS = [
  "content-type",
  "authorization",
  "apollo-require-preflight",
  "x-apollo-operation-name",
  "x-request-id",
];

/** The editor's first document: a roster, and the mutation that this server exists for. */
const FIRST_DOCUMENT = `query Roster($courseId: ID! = "561294") {
  course(id: $courseId) {
    group {
      name
      memberCount
      members(first: 10) {
        nodes {
          userId
          role
          nameCard
          mutedUntil
        }
      }
    }
  }
}

mutation FixNames($courseId: ID! = "561294") {
  syncClassNicknames(courseId: $courseId) {
    __typename
    ... on SyncClassNicknamesSuccess {
      syncedAt
    }
    ... on MutationError {
      message
    }
  }
}
`;
/** A course of the simulator's school. It is also the document's default, for editors that cannot preset variables. */
const FIRST_VARIABLES = { courseId: "561294" };
const FIRST_HEADERS = { "x-request-id": "from-the-explorer" };

/** Apollo Sandbox at `/`. Its page loads scripts from Apollo's servers. */
export const sandbox = (): ApolloServerPlugin =>
  ApolloServerPluginLandingPageLocalDefault({
    embed: true,
    document: FIRST_DOCUMENT,
    variables: FIRST_VARIABLES,
    headers: FIRST_HEADERS,
  });

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
