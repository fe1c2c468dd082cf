import { readFile } from "node:fs/promises";
import { composeServices as composeWithApollo } from "@apollo/composition";
import { composeServices as composeWithGuild } from "@theguild/federation-composition";
import { parse } from "graphql";
import { expect, test } from "vitest";
import { compose } from "../../demo/gateway.js";
import { FEDERATION, OTHER_SUBGRAPHS, UNRELATED } from "../support/other-subgraphs.js";

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
