import { describe, expect, test } from "vitest";
import { aGroup, aSchool, type GroupWish } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { RosterDocument } from "../operations/generated/graphql.js";
import { sharedApp } from "../support/graphql-suite.js";

const COMMUNITY = "@TGS#_fair";
/** One owner first, and an administrator at every tenth place. */
const withAdmins = (count: number): NonNullable<GroupWish["members"]> =>
  Array.from({ length: count }, (_, index) => ({
    userId: index === 0 ? "teacher_li" : studentAccount(index),
    role: index === 0 ? ("Owner" as const) : index % 10 === 0 ? ("Admin" as const) : ("Member" as const),
  }));

const app = await sharedApp({
  school: aSchool({
    groups: [
      aGroup({ id: "course-40", name: "A class", members: 40 }),
      aGroup({ id: "year", members: 730 }),
      aGroup({ id: COMMUNITY, type: "Community", members: 250 }),
      aGroup({ id: "exactly-100", members: 100 }),
      aGroup({ id: "empty", type: "Work", members: [] }),
      aGroup({ id: "admins", members: withAdmins(120) }),
      aGroup({ id: "@TGS#_admins", type: "Community", members: withAdmins(320) }),
      aGroup({ id: "live", type: "AVChatRoom" }),
    ],
  }),
});

interface Page {
  group: {
    members: {
      totalCount: number | null;
      pageInfo: {
        hasNextPage: boolean;
        hasPreviousPage: boolean;
        startCursor: string | null;
        endCursor: string | null;
      };
      nodes: { userId: string; role: string }[];
      edges: { cursor: string; node: { userId: string } }[];
    } | null;
  };
}
const MEMBERS = `query ($id: ID!, $first: Int, $after: String, $roles: [GroupRole!]) {
  group(id: $id) { members(first: $first, after: $after, roles: $roles) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { userId role } edges { cursor node { userId } }
  } }
}`;
async function page(
  id: string,
  args: { first?: number; after?: string | null; roles?: readonly string[] } = {},
) {
  const { members } = (await app.run<Page>(MEMBERS, { id, ...args })).group;
  if (members === null) throw new Error(`${id} has no member list`);
  return members;
}

/** Reads all pages. */
async function everyone(id: string, first: number, roles?: readonly string[]) {
  const pages: Awaited<ReturnType<typeof page>>[] = [];
  for (let after: string | null = null, more = true; more;) {
    const next = await page(id, { first, after, ...(roles && { roles }) });
    pages.push(next);
    after = next.pageInfo.endCursor;
    more = next.pageInfo.hasNextPage;
    if (pages.length > 100) throw new Error("the pages do not end");
  }
  return { pages, userIds: pages.flatMap(({ nodes }) => nodes.map(({ userId }) => userId)) };
}

const idsOf = (groupId: string, roles?: readonly string[]) =>
  [...(app.simulator.world.groups.get(groupId)?.members.values() ?? [])]
    .filter(({ role }) => roles === undefined || roles.includes(role.toUpperCase()))
    .map(({ userId }) => userId);

describe("paging returns each member once", () => {
  test.for([
    ["course-40", 100, 1],
    ["course-40", 40, 1],
    ["course-40", 39, 2],
    ["course-40", 1, 40],
    ["exactly-100", 100, 1],
    ["exactly-100", 50, 2],
    [COMMUNITY, 100, 3],
    [COMMUNITY, 30, 9],
    [COMMUNITY, 99, 3],
    ["year", 100, 8],
    ["year", 73, 10],
  ] as const)("%s by %i, in %i pages", async ([id, first, count]) => {
    const { pages, userIds } = await everyone(id, first);
    expect(userIds).toEqual(idsOf(id));
    expect(pages).toHaveLength(count);
    expect(app.vendorCalls()["get_group_member_info"]).toBe(count);
    expect(new Set(pages.map(({ totalCount }) => totalCount))).toEqual(new Set([userIds.length]));
    expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(pages.map((_, index) => index > 0));
  });

  test.for([
    ["course-40", 7],
    [COMMUNITY, 7],
    [COMMUNITY, 97],
  ] as const)("can start after any member of %s: the one at %i", async ([id, index]) => {
    const { edges } = await page(id, { first: 100 });
    const after = edges[index]?.cursor ?? null;
    const { nodes } = await page(id, { first: 20, after });
    expect(nodes.map(({ userId }) => userId)).toEqual(idsOf(id).slice(index + 1, index + 21));
  });

  test("edges and nodes have the same members, and the page's cursors are those of its edges", async () => {
    const { edges, nodes, pageInfo } = await page("year", { first: 10 });
    expect(edges.map(({ node }) => node.userId)).toEqual(nodes.map(({ userId }) => userId));
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges[9]?.cursor]);
    expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(10);
  });

  test("a page has 50 members by default", async () => {
    expect((await page("year")).nodes).toHaveLength(50);
  });

  test("the page after the end is empty", async () => {
    const { pageInfo } = await page("course-40", { first: 100 });
    expect(await page("course-40", { first: 10, after: pageInfo.endCursor })).toEqual({
      totalCount: 40,
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  test("a group without members has one empty page", async () => {
    const { nodes, totalCount, pageInfo } = await page("empty");
    expect({ nodes, totalCount, more: pageInfo.hasNextPage }).toEqual({
      nodes: [],
      totalCount: 0,
      more: false,
    });
  });
});

describe("only members with the selected roles", () => {
  test.for([
    ["admins", ["OWNER"], 50],
    ["admins", ["ADMIN"], 5],
    ["admins", ["ADMIN"], 11],
    ["admins", ["ADMIN", "OWNER"], 4],
    ["admins", ["MEMBER"], 100],
    ["@TGS#_admins", ["ADMIN"], 5],
    ["@TGS#_admins", ["MEMBER", "OWNER"], 100],
  ] as const)("of %s: %j, by %i", async ([id, roles, first]) => {
    const { pages, userIds } = await everyone(id, first, roles);
    expect(userIds).toEqual(idsOf(id, roles));
    expect(pages).toHaveLength(Math.ceil(userIds.length / first));
    expect(new Set(pages.map(({ totalCount }) => totalCount))).toEqual(new Set([null]));
    expect(new Set(pages.flatMap(({ nodes }) => nodes.map(({ role }) => role)))).toEqual(new Set(roles));
  });

  test("an empty list of roles selects all roles", async () => {
    const { nodes, totalCount } = await page("admins", { first: 100, roles: [] });
    expect({ count: nodes.length, totalCount }).toEqual({ count: 100, totalCount: 120 });
  });
});

test("a live-stream group has no member list", async () => {
  expect(await app.run(MEMBERS, { id: "live" })).toEqual({ group: { members: null } });
});

test("the query of the teacher's app gets a class", async () => {
  const { course } = await app.run(RosterDocument, { courseId: "40", first: 2 });
  expect(course).toEqual({
    id: "40",
    group: {
      id: "course-40",
      name: "A class",
      type: "PUBLIC",
      memberCount: 40,
      members: {
        totalCount: 40,
        pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        nodes: [
          { userId: "teacher_li", role: "OWNER", nameCard: "", mutedUntil: null },
          { userId: "student_001", role: "MEMBER", nameCard: "", mutedUntil: null },
        ],
      },
    },
  });
});

test("a course without a group has null for it, without an error", async () => {
  expect(await app.run(RosterDocument, { courseId: "41" })).toEqual({ course: { id: "41", group: null } });
});
