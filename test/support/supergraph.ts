import {
  ApolloGateway,
  type GraphQLDataSourceProcessOptions,
  RemoteGraphQLDataSource,
} from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type DocumentNode, parse } from "graphql";
import { compose, type Gateway, type Subgraph, startHiveGateway } from "../../demo/gateway.js";
import { type School, startSchool } from "../../demo/school.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { ROUTER_SECRET } from "./access.js";
import { type Answer, sendTo, startApp, type TestApp, type TestAppOptions } from "./app.js";

export const GATEWAYS = ["hive", "apollo"] as const;
export type GatewayName = (typeof GATEWAYS)[number];

/** Class Groups and its neighbours behind each gateway. */
export interface TestSupergraph extends AsyncDisposable {
  readonly app: TestApp;
  readonly subgraphs: readonly Subgraph[];
  readonly school: School;
  send<Data = Record<string, unknown>>(
    gateway: GatewayName,
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

/** Forwards the caller's token. To Class Groups it also sends the router secret, which is ignored without access control. */
class PassingDataSource extends RemoteGraphQLDataSource<{ authorization?: string | undefined }> {
  readonly #isOurs: boolean;

  constructor({ name, url }: { name: string; url?: string | undefined }) {
    super(url === undefined ? {} : { url });
    this.#isOurs = name === OURS;
  }

  override willSendRequest({
    request,
    context,
  }: GraphQLDataSourceProcessOptions<{ authorization?: string }>) {
    if (this.#isOurs) request.http?.headers.set("router-authorization", ROUTER_SECRET);
    if (context.authorization !== undefined)
      request.http?.headers.set("authorization", context.authorization);
  }
}

async function startApolloGateway(supergraphSdl: string): Promise<Gateway> {
  const gateway = new ApolloGateway({
    // Apollo Gateway rejects the access directives, which it does not know. As ordinary features they are ignored.
    supergraphSdl: supergraphSdl.replaceAll(", for: SECURITY)", ")"),
    buildService: (service) => new PassingDataSource(service),
  });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, {
    listen: { host: "127.0.0.1", port: 0 },
    context: async ({ req }) => ({ authorization: req.headers.authorization }),
  });
  return { url, close: () => server.stop() };
}

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
  const gateways: Record<GatewayName, Gateway> = {
    hive: await startHiveGateway(supergraph, 0, hive),
    apollo: await startApolloGateway(supergraph),
  };
  const close = async () => {
    await Promise.all(Object.values(gateways).map((gateway) => gateway.close()));
    await Promise.all([app.close(), school.close(), bookmarks.close()]);
  };
  return {
    app,
    subgraphs,
    school,
    send: (gateway, operation, variables, headers) =>
      sendTo(gateways[gateway].url, operation, variables, headers),
    close,
    [Symbol.asyncDispose]: close,
  };
}
