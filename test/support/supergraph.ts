import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type DocumentNode, parse } from "graphql";
import { compose, type Subgraph, startHiveGateway } from "../../demo/gateway.js";
import { type School, startSchool } from "../../demo/school.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { startApolloGateway } from "./apollo-gateway.js";
import { type Answer, sendTo, startApp, type TestApp, type TestAppOptions } from "./app.js";

/** Tests of federation run with Hive Gateway. `npm run suite tools` runs them again with Apollo Gateway, which it installs. */
export const GATEWAY: "hive" | "apollo" = process.env["APOLLO_GATEWAY"] === "installed" ? "apollo" : "hive";

/** Class Groups and its neighbours behind a gateway. */
export interface TestSupergraph extends AsyncDisposable {
  readonly app: TestApp;
  readonly subgraphs: readonly Subgraph[];
  readonly school: School;
  send<Data = Record<string, unknown>>(
    operation: string | DocumentNode,
    variables?: Record<string, unknown>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<Data>>;
  close(): Promise<void>;
}

/** A second neighbour that knows members only by their opaque id. */
const BOOKMARKS = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query {
    bookmark(memberId: ID!): GroupMember
    bookmarkedMembers(memberIds: [ID!]!): [GroupMember]!
    bookmarks(courseIds: [ID!]!): [Course!]!
  }
  type GroupMember @key(fields: "id", resolvable: false) {
    id: ID!
  }
  type Course @key(fields: "id", resolvable: false) {
    id: ID!
  }
`;

async function startBookmarks(): Promise<Subgraph & { close(): Promise<void> }> {
  const resolvers = {
    Query: {
      bookmark: (_: unknown, { memberId }: { memberId: string }) => ({ id: memberId }),
      bookmarkedMembers: (_: unknown, { memberIds }: { memberIds: string[] }) =>
        memberIds.map((id) => ({ id })),
      bookmarks: (_: unknown, { courseIds }: { courseIds: string[] }) => courseIds.map((id) => ({ id })),
    },
  };
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs: parse(BOOKMARKS), resolvers }),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: "127.0.0.1", port: 0 } });
  return { name: "bookmarks", url, sdl: BOOKMARKS, close: () => server.stop() };
}

const OURS = "class-groups";

export async function startSupergraph(
  options: TestAppOptions = {},
  hive?: Parameters<typeof startHiveGateway>[2],
): Promise<TestSupergraph> {
  const [app, school, bookmarks] = await Promise.all([startApp(options), startSchool(0), startBookmarks()]);
  const subgraphs = [
    { name: OURS, url: app.url, sdl: buildSubgraph().sdl },
    { name: "school", url: school.url, sdl: school.sdl },
    bookmarks,
  ];
  const supergraph = compose(subgraphs);
  const gateway =
    GATEWAY === "hive" ? await startHiveGateway(supergraph, 0, hive) : await startApolloGateway(supergraph);
  const close = async () => {
    await gateway.close();
    await Promise.all([app.close(), school.close(), bookmarks.close()]);
  };
  return {
    app,
    subgraphs,
    school,
    send: (operation, variables, headers) => sendTo(gateway.url, operation, variables, headers),
    close,
    [Symbol.asyncDispose]: close,
  };
}
