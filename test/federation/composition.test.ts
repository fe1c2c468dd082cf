import { readFile } from "node:fs/promises";
import { composeServices as composeWithApollo } from "@apollo/composition";
import { composeServices as composeWithGuild } from "@theguild/federation-composition";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { compose } from "../../demo/gateway.js";
import { FEDERATION, NEIGHBOURS, STRANGER } from "../support/neighbours.js";

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

test.each(COMPOSERS)(
  "%s composes it with neighbours that want something of what is ours",
  async (_, compose) => {
    const ours = {
      name: "class-groups",
      url: "http://127.0.0.1/0",
      typeDefs: parse(await readFile("schema/schema.graphql", "utf8")),
    };
    for (const [name, sdl] of Object.entries(NEIGHBOURS)) {
      const { errors } = compose([ours, { name: "school", url: "http://127.0.0.1/1", typeDefs: parse(sdl) }]);
      expect([name, errors ?? []]).toEqual([name, []]);
    }
  },
);

test("composition with the demo's school gives no hint, and one that there is is told", async () => {
  const { hints = [] } = composeWithApollo(await services(await readFile("demo/school.graphql", "utf8")));
  expect(hints.map(({ message }) => message)).toEqual([]);
  const told: string[] = [];
  const ours = await readFile("schema/schema.graphql", "utf8");
  const other = `${FEDERATION} "Described otherwise." type Query { terms: Int }`;
  compose(
    [
      { name: "class-groups", url: "http://127.0.0.1/0", sdl: ours },
      { name: "school", url: "http://127.0.0.1/1", sdl: other },
    ],
    (hint) => told.push(hint),
  );
  expect(told).toEqual([expect.stringMatching(/^INCONSISTENT_DESCRIPTION: /)]);
});
