import { readFile } from "node:fs/promises";
import { composeServices as composeWithApollo } from "@apollo/composition";
import { composeServices as composeWithGuild } from "@theguild/federation-composition";
import { federateSubgraphs, LATEST_ROUTER_COMPATIBILITY_VERSION } from "@wundergraph/composition";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { compose } from "../../demo/gateway.js";

/** A subgraph written without knowledge of ours, with types and fields of the same names. */
const UNRELATED = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
  scalar DateTime
  type Query { terms(first: Int): TermConnection! }
  type Course @key(fields: "id") { id: ID! title: String terms: TermConnection! }
  type User @key(fields: "id") { id: ID! fullName: String email: String }
  type TermConnection { edges: [TermEdge!]! pageInfo: PageInfo! }
  type TermEdge { cursor: String! node: Term! }
  type Term { id: ID! startsAt: DateTime! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Error { message: String! }
  interface Failure { message: String! }
`;

const COMPOSERS = [
  ["@apollo/composition", composeWithApollo],
  ["@theguild/federation-composition", composeWithGuild],
] as const;

async function services(...others: string[]) {
  const ours = await readFile("schema/schema.graphql", "utf8");
  return [ours, ...others].map((sdl, index) => ({
    name: `subgraph-${index}`,
    url: `http://127.0.0.1/${index}`,
    typeDefs: parse(sdl),
  }));
}

test.each(COMPOSERS)("%s composes the subgraph alone", async (_, compose) => {
  const { errors, supergraphSdl } = compose(await services());
  expect(errors ?? []).toEqual([]);
  expect(supergraphSdl).toContain("union SyncClassNicknamesResult");
});

test.each(COMPOSERS)("%s composes it with the school and an unrelated subgraph", async (_, compose) => {
  const school = await readFile("demo/school.graphql", "utf8");
  for (const other of [school, UNRELATED]) {
    const { errors, supergraphSdl } = compose(await services(other));
    expect(errors ?? []).toEqual([]);
    expect(supergraphSdl).toContain("type Error");
    expect(supergraphSdl).toContain("fullName");
  }
});

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@shareable", "@interfaceObject"])';

/** Subgraphs that override, extend or refer to our types. docs/federation.md shows each. */
const OTHER_SUBGRAPHS: Readonly<Record<string, string>> = {
  "overrides Query.course": /* GraphQL */ `
    ${FEDERATION}
    type Query { course(id: ID!): Course @override(from: "class-groups") }
    type Course @key(fields: "id") { id: ID! title: String }
  `,
  "adds a field to every bulk operation": /* GraphQL */ `
    ${FEDERATION}
    type Query { tickets: [BulkOperation!]! }
    type BulkOperation @key(fields: "id") @interfaceObject { id: ID! ticket: String }
  `,
  "refers to one type of bulk operation": /* GraphQL */ `
    ${FEDERATION}
    type Query { lastSync: NicknameSyncOperation }
    type NicknameSyncOperation @key(fields: "id", resolvable: false) { id: ID! }
  `,
};

test.each(COMPOSERS)(
  "%s composes it with subgraphs that override, extend or refer to our types",
  async (_, compose) => {
    const ours = {
      name: "class-groups",
      url: "http://127.0.0.1/0",
      typeDefs: parse(await readFile("schema/schema.graphql", "utf8")),
    };
    for (const [name, sdl] of Object.entries(OTHER_SUBGRAPHS)) {
      const { errors } = compose([ours, { name: "school", url: "http://127.0.0.1/1", typeDefs: parse(sdl) }]);
      expect([name, errors ?? []]).toEqual([name, []]);
    }
  },
);

test("Cosmo composes it with the demo's school, an unrelated subgraph and each of these subgraphs", async () => {
  const ours = parse(await readFile("schema/schema.graphql", "utf8"));
  const school = await readFile("demo/school.graphql", "utf8");
  for (const sdl of [school, UNRELATED, ...Object.values(OTHER_SUBGRAPHS)]) {
    const result = federateSubgraphs({
      subgraphs: [
        { name: "class-groups", url: "http://127.0.0.1/0", definitions: ours },
        { name: "school", url: "http://127.0.0.1/1", definitions: parse(sdl) },
      ],
      version: LATEST_ROUTER_COMPATIBILITY_VERSION,
    });
    expect([sdl, result.success ? [] : result.errors.map(String)]).toEqual([sdl, []]);
  }
});

test("composition with the demo's school gives no hints, and other hints are reported", async () => {
  const { hints = [] } = composeWithApollo(await services(await readFile("demo/school.graphql", "utf8")));
  expect(hints.map(({ message }) => message)).toEqual([]);
  const reported: string[] = [];
  const ours = await readFile("schema/schema.graphql", "utf8");
  const other = `${FEDERATION} "Described otherwise." type Query { terms: Int }`;
  compose(
    [
      { name: "class-groups", url: "http://127.0.0.1/0", sdl: ours },
      { name: "school", url: "http://127.0.0.1/1", sdl: other },
    ],
    (hint) => reported.push(hint),
  );
  expect(reported).toEqual([expect.stringMatching(/^INCONSISTENT_DESCRIPTION: /)]);
});
