import { composeServices } from "@apollo/composition";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { compose, startHiveGateway } from "../../demo/gateway.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApolloGateway } from "../support/apollo-gateway.js";
import { sendTo, startApp } from "../support/app.js";
import { storeFolder } from "../support/store.js";
import { GATEWAY } from "../support/supergraph.js";

const { sdl } = buildSubgraph({ namesFromUser: true });

/** A subgraph that owns the names of the school. */
const PEOPLE = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { people: [User!]! }
  type User @key(fields: "id") { id: ID! officialName: String }
`;

async function startPeople(names: Readonly<Record<string, string>>) {
  const user = (id: string) => ({ id, officialName: names[id] ?? null });
  const server = new ApolloServer({
    schema: buildSubgraphSchema({
      typeDefs: parse(PEOPLE),
      resolvers: {
        Query: { people: () => Object.keys(names).map(user) },
        User: { __resolveReference: ({ id }: { id: string }) => user(id) },
      },
    }),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: "127.0.0.1", port: 0 } });
  return { url, close: () => server.stop() };
}

async function startSchool() {
  const folder = await storeFolder();
  const app = await startApp({
    env: { OFFICIAL_NAMES_FROM: "user" },
    folder: folder.path,
    school: aSchool({
      groups: [
        aGroup({
          id: "class",
          members: [
            { userId: "u1", nameCard: "Anna Weber" },
            { userId: "u2", nameCard: "dragon" },
            { userId: "u3", nameCard: "Bo Chen" },
            { userId: "u4", nameCard: "Eve" },
          ],
        }),
      ],
    }),
  });
  const people = await startPeople({ u1: "Anna Weber", u2: "王小明" });
  const supergraph = compose([
    { name: "class-groups", url: app.url, sdl },
    { name: "people", url: people.url, sdl: PEOPLE },
  ]);
  const gateway =
    GATEWAY === "hive" ? await startHiveGateway(supergraph, 0) : await startApolloGateway(supergraph);
  const close = async () => {
    await gateway.close();
    await Promise.all([app.close(), people.close()]);
    await folder[Symbol.asyncDispose]();
  };
  return { app, url: gateway.url, [Symbol.asyncDispose]: close };
}

const MEMBERS = `{ group(id: "class") { members { nodes { userId user { officialName } officialName nameMatches } } } }`;

test("the names of the subgraph that owns them count more than those of the store", async () => {
  await using school = await startSchool();
  await school.app.run(
    `mutation { setOfficialNames(input: { names: [
      { userId: "u1", name: "Old Name" }, { userId: "u3", name: "Bo Chen" }
    ] }) { __typename } }`,
  );
  const { data, errors } = await sendTo<any>(school.url, MEMBERS);
  expect(errors).toEqual([]);
  expect(data?.group.members.nodes).toEqual([
    { userId: "u1", user: { officialName: "Anna Weber" }, officialName: "Anna Weber", nameMatches: true },
    { userId: "u2", user: { officialName: "王小明" }, officialName: "王小明", nameMatches: false },
    { userId: "u3", user: { officialName: null }, officialName: "Bo Chen", nameMatches: true },
    { userId: "u4", user: { officialName: null }, officialName: null, nameMatches: null },
  ]);
});

test("what the running server says about its schema composes with the owner", async () => {
  await using app = await startApp({ env: { OFFICIAL_NAMES_FROM: "user" } });
  const { _service } = await app.run<{ _service: { sdl: string } }>("{ _service { sdl } }");
  const { errors, supergraphSdl } = composeServices([
    { name: "class-groups", url: app.url, typeDefs: parse(_service.sdl) },
    { name: "people", url: "http://127.0.0.1/", typeDefs: parse(PEOPLE) },
  ]);
  expect(errors ?? []).toEqual([]);
  expect(supergraphSdl).toContain('requires: "user { officialName }"');
});

test("without an owner of the names, this schema does not compose", () => {
  const { errors } = composeServices([
    { name: "class-groups", url: "http://127.0.0.1/", typeDefs: parse(sdl) },
  ]);
  expect(errors?.map(({ message }) => message).join()).toContain("User.officialName");
});
