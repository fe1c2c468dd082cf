import { readFile } from "node:fs/promises";
import { composeServices as composeWithApollo } from "@apollo/composition";
import { composeServices as composeWithGuild } from "@theguild/federation-composition";
import { parse } from "graphql";
import { expect, test } from "vitest";

/** A neighbour that was written without a look at ours: types and fields it may well have too. */
const STRANGER = /* GraphQL */ `
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

async function services(...neighbours: string[]) {
  const ours = await readFile("schema/schema.graphql", "utf8");
  return [ours, ...neighbours].map((sdl, index) => ({
    name: `subgraph-${index}`,
    url: `http://127.0.0.1/${index}`,
    typeDefs: parse(sdl),
  }));
}

test.each(COMPOSERS)("%s composes it alone", async (_, compose) => {
  const { errors, supergraphSdl } = compose(await services());
  expect(errors ?? []).toEqual([]);
  expect(supergraphSdl).toContain("union SyncClassNicknamesResult");
});

test.each(COMPOSERS)("%s composes it with the demo's school and with a stranger", async (_, compose) => {
  const school = await readFile("demo/school.graphql", "utf8");
  for (const neighbour of [school, STRANGER]) {
    const { errors, supergraphSdl } = compose(await services(neighbour));
    expect(errors ?? []).toEqual([]);
    expect(supergraphSdl).toContain("type Error");
    expect(supergraphSdl).toContain("fullName");
  }
});
