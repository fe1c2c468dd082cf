import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { bodiesOf, entitiesQuery, sharedApp } from "../support/graphql-suite.js";

const number = (index: number) => String(index).padStart(2, "0");
const PUBLIC = Array.from({ length: 60 }, (_, index) => `public-${number(index)}`);
const WORK = Array.from({ length: 5 }, (_, index) => `work-${number(index)}`);
const members = [{ userId: "teacher_li", role: "Owner" as const }, "busy"];
const app = await sharedApp({
  school: aSchool({
    accounts: ["loner"],
    groups: [
      ...PUBLIC.map((id) => aGroup({ id, members })),
      // The vendor omits work groups without messages unless they are requested.
      ...WORK.map((id) => aGroup({ id, type: "Work", lastMessageAt: null, members })),
      aGroup({ id: "meeting", type: "Meeting", members }),
      aGroup({ id: "@TGS#_fair", type: "Community", members }),
      aGroup({ id: "live", type: "AVChatRoom", members }),
      aGroup({ id: "others", members: 2 }),
    ],
  }),
});
const ALL = [...PUBLIC, ...WORK, "meeting", "@TGS#_fair", "live"];

interface Groups {
  totalCount: number;
  nodes: { id: string; type: string }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}
async function groupsOf(userId: string, args = ""): Promise<Groups | null> {
  const query = entitiesQuery(`... on User { groups${args} {
    totalCount nodes { id type } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }`);
  const { _entities } = await app.run<{ _entities: { groups: Groups | null }[] }>(query, {
    representations: [{ __typename: "User", id: userId }],
  });
  return _entities[0]?.groups ?? null;
}

/** Reads all pages. */
async function allGroups(first: number, types?: string) {
  const pages: Groups[] = [];
  for (let after = ""; ;) {
    const page = await groupsOf("busy", `(first: ${first}${types ? `, types: ${types}` : ""}${after})`);
    if (page === null) throw new Error("no groups");
    pages.push(page);
    if (!page.pageInfo.hasNextPage || pages.length > 100) return pages;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
}

describe("paging returns each of a user's groups once", () => {
  test.for([
    [100, 1],
    [68, 1],
    [67, 2],
    [10, 7],
  ] as const)("by %i, in %i pages", async ([first, count]) => {
    const pages = await allGroups(first);
    expect(pages.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(ALL);
    expect(pages).toHaveLength(count);
    expect(app.vendorCalls()).toEqual({ get_joined_group_list: count });
    for (const { totalCount, nodes, edges, pageInfo } of pages) {
      expect(totalCount).toBe(ALL.length);
      expect(edges.map(({ node }) => node.id)).toEqual(nodes.map(({ id }) => id));
      expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges.at(-1)?.cursor]);
    }
    expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(pages.map((_, index) => index > 0));
  });

  test("a page has 50 groups by default", async () => {
    expect((await groupsOf("busy"))?.nodes).toHaveLength(50);
  });
});

describe("only groups of the selected types", () => {
  test.for([
    ["[WORK]", WORK, 1],
    ["[PUBLIC]", PUBLIC, 1],
    ["[MEETING]", ["meeting"], 1],
    ["[COMMUNITY]", ["@TGS#_fair"], 1],
    ["[AV_CHAT_ROOM]", ["live"], 1],
    ["[WORK, WORK]", WORK, 1],
    // The vendor filters by one type, so each needs its own call.
    ["[MEETING, WORK]", [...WORK, "meeting"], 2],
    ["[COMMUNITY, PUBLIC, AV_CHAT_ROOM]", [...PUBLIC, "@TGS#_fair", "live"], 3],
    ["[AV_CHAT_ROOM, COMMUNITY, MEETING, PUBLIC, WORK]", ALL, 1],
    ["[]", ALL, 1],
  ] as const)("%s", async ([types, expected, calls]) => {
    const pages = await allGroups(100, types);
    expect(pages.map(({ totalCount, nodes }) => ({ totalCount, ids: nodes.map(({ id }) => id) }))).toEqual([
      { totalCount: expected.length, ids: expected },
    ]);
    expect(app.vendorCalls()).toEqual({ get_joined_group_list: calls });
  });

  test.for([
    ["[WORK]", WORK],
    ["[WORK, MEETING, COMMUNITY]", [...WORK, "meeting", "@TGS#_fair"]],
  ] as const)("%s, page by page", async ([types, expected]) => {
    const pages = await allGroups(3, types);
    expect(pages.flatMap(({ nodes }) => nodes.map(({ id }) => id))).toEqual(expected);
    expect(pages.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual(
      pages.map((_, index) => index < pages.length - 1),
    );
    expect(pages).toHaveLength(Math.ceil(expected.length / 3));
  });

  test("the vendor filters one type, by its old name", async () => {
    await groupsOf("busy", "(types: [MEETING], first: 7)");
    expect(bodiesOf(app, "get_joined_group_list")).toMatchObject([
      { GroupType: "ChatRoom", Limit: 7, Offset: 0 },
    ]);
  });
});

test("a user in no group has an empty page", async () => {
  expect(await groupsOf("loner")).toEqual({
    totalCount: 0,
    nodes: [],
    edges: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });
});

test("a user unknown to the vendor has null instead of a list", async () => {
  expect(await groupsOf("nobody")).toBeNull();
});

test("a group leads to a member, the user, the user's groups and their owners", async () => {
  const { data, errors } = await app.send(`{ group(id: "meeting") { member(userId: "busy") { user { id
    groups(types: [COMMUNITY]) { nodes { name owner { userId } memberCount members(first: 1) { nodes { userId } } } } } } } }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    group: {
      member: {
        user: {
          id: "busy",
          groups: {
            nodes: [
              {
                name: "A group",
                owner: { userId: "teacher_li" },
                memberCount: 2,
                members: { nodes: [{ userId: "teacher_li" }] },
              },
            ],
          },
        },
      },
    },
  });
});
