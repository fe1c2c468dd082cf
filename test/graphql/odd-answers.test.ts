import { describe, expect, test } from "vitest";
import { ODD_DETAIL } from "../../src/school/oddity-log.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { GUARD } from "../../src/vendor/circuit/vendor-circuits.js";
import { startApp } from "../support/app.js";
import { bodiesOf, entitiesQuery, sharedApp } from "../support/graphql-suite.js";
import { samplesOf, scrape } from "../support/metrics.js";

const FORTY = Array.from({ length: 40 }, (_, index) => ({
  userId: `user_${index}`,
  nameCard: `Card ${index}`,
}));
const app = await sharedApp({
  guard: GUARD,
  env: { TENCENT_IM_MEMBER_CUSTOM_KEYS: "seat" },
  school: aSchool({
    courses: [aCourse({ id: "561294" })],
    customKeys: { member: { Public: ["seat"] } },
    groups: [
      aGroup({ id: "odd", name: "Algebra", members: FORTY }),
      aGroup({ id: "four", members: ["a", "b", "c", "d"] }),
      aGroup({ id: "ids", members: [{ userId: "li.ming", role: "Owner" }, "a@b.cn", "auth0|5f"] }),
      ...Array.from({ length: 130 }, (_, index) => aGroup({ id: `group-${index}`, members: ["busy"] })),
      aGroup({ id: "work", type: "Work", members: ["busy"] }),
    ],
  }),
});

interface Roster {
  group: {
    members: {
      totalCount: number | null;
      nodes: { userId: string; nameCard: string | null; customFields: { key: string; value: string }[] }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}
const roster = async (id: string, first = 100, after: string | null = null) => {
  const query = `query ($id: ID!, $first: Int, $after: String) { group(id: $id) { members(first: $first, after: $after) {
    totalCount nodes { userId nameCard customFields { key value } } pageInfo { hasNextPage endCursor } } } }`;
  return (await app.run<Roster>(query, { id, first, after })).group.members;
};
const breakers = async () =>
  samplesOf(await scrape(app.adminUrl), "class_groups_vendor_breaker_state", { state: "closed" });

describe("a cut character", () => {
  test("in a group's name affects only that name, and opens no breaker", async () => {
    app.simulator.faults.add({
      kind: "odd",
      odd: "cut-character",
      operation: "get_group_info",
      target: "odd",
    });
    for (const _ of [1, 2, 3, 4])
      expect(await app.run('{ group(id: "odd") { name memberCount } }')).toEqual({
        group: { name: "Algebra\ufffd", memberCount: 40 },
      });
    expect(app.vendorCalls()).toEqual({ get_group_info: 4 });
    expect(await app.run('{ groups(ids: ["odd", "four"]) { name } }')).toEqual({
      groups: [{ name: "Algebra\ufffd" }, { name: "A group" }],
    });
    expect((await breakers()).map(({ value }) => value)).toEqual([1, 1]);
  });

  test("in one of 40 name cards affects only that card", async () => {
    app.simulator.faults.add({ kind: "odd", odd: "cut-character", target: "user_7", times: 1 });
    app.simulator.faults.add({ kind: "odd", odd: "cut-character", operation: "get_group_member_info" });
    const { nodes } = await roster("odd");
    expect(nodes).toHaveLength(40);
    expect(nodes.filter(({ nameCard }) => nameCard?.includes("\ufffd"))).toHaveLength(1);
    expect(app.vendorCalls()["get_group_member_info"]).toBe(1);
  });

  test("in a text of ClassIn affects nothing", async () => {
    app.simulator.faults.add({ kind: "odd", odd: "cut-character", vendor: "classin" });
    expect(await app.run('mutation { syncClassNicknames(courseId: "561294") { __typename } }')).toEqual({
      syncClassNicknames: { __typename: "SyncClassNicknamesSuccess" },
    });
    expect(app.vendorCalls()).toEqual({ modifyGroupMemberNickname: 1 });
  });
});

describe("a failure without ActionStatus is recognized by its code", () => {
  const rename = () =>
    app.run<{ updateGroupMember: { __typename: string } }>(
      'mutation { updateGroupMember(input: { groupId: "odd", userId: "user_1", nameCard: "x" }) { __typename } }',
    );

  test.for([
    [10010, "GroupNotFoundError", 1],
    [10015, "GroupNotFoundError", 1],
    [10019, "GroupMemberNotFoundError", 1],
    [60007, "RateLimitedError", 4],
    [80001, "ContentRejectedError", 1],
    [60026, "VendorMisconfiguredError", 1],
  ] as const)("%i: %s", async ([code, typename, calls]) => {
    app.simulator.faults.add({ kind: "odd", odd: "no-status", operation: "modify_group_member_info", code });
    expect((await rename()).updateGroupMember.__typename).toBe(typename);
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: calls });
  });

  test("70009 stops all calls at once", async () => {
    await using locked = await startApp({ guard: GUARD });
    locked.simulator.faults.add({ kind: "odd", odd: "no-status", code: 70009 });
    for (const _ of [1, 2, 3]) await locked.send('{ group(id: "course-561294") { name } }');
    expect(locked.vendorCalls()).toEqual({ get_group_info: 1 });
  });

  test.for([
    ["with HTTP status 403", { httpStatus: 403, body: '{"ActionStatus":"FAIL","ErrorCode":70009}' }],
    ["beside OK", { body: '{"ActionStatus":"OK","ErrorCode":70009}' }],
    ["as a string", { body: '{"ErrorCode":"70009"}' }],
  ] as const)("so does 70009 %s", async ([, raw]) => {
    await using locked = await startApp({ guard: GUARD });
    locked.simulator.faults.add({ kind: "raw", ...raw });
    for (const _ of [1, 2, 3]) await locked.send('{ group(id: "course-561294") { name } }');
    expect(locked.vendorCalls()).toEqual({ get_group_info: 1 });
  });
});

describe("a short page", () => {
  test("of members is not the last one", async () => {
    app.simulator.faults.add({
      kind: "odd",
      odd: "short-page",
      operation: "get_group_member_info",
      times: 1,
    });
    const { nodes, pageInfo } = await roster("four", 2);
    expect(nodes.map(({ userId }) => userId)).toEqual(["a", "b"]);
    expect(pageInfo.hasNextPage).toBe(true);
    expect(bodiesOf(app, "get_group_member_info")).toMatchObject([
      { Offset: 0, Limit: 2 },
      { Offset: 1, Limit: 1 },
    ]);
  });

  test("in every answer still gives each member once", async () => {
    app.simulator.faults.add({ kind: "odd", odd: "short-page", operation: "get_group_member_info" });
    const userIds: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await roster("four", 3, after);
      userIds.push(...page.nodes.map(({ userId }) => userId));
      expect(page.totalCount).toBe(4);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(userIds).toEqual(["a", "b", "c", "d"]);
  });

  test("of a user's groups is not the last one", async () => {
    app.simulator.faults.add({
      kind: "odd",
      odd: "short-page",
      operation: "get_joined_group_list",
      times: 1,
    });
    const groups = await groupsOf("busy", "first: 3");
    expect(groups).toMatchObject({ totalCount: 131, pageInfo: { hasNextPage: true } });
    expect(groups.nodes).toHaveLength(3);
  });
});

interface Groups {
  totalCount: number | null;
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
async function groupsOf(id: string, args: string): Promise<Groups> {
  const query = entitiesQuery(
    `... on User { groups(${args}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
  );
  const { _entities } = await app.run<{ _entities: [{ groups: Groups }] }>(query, {
    representations: [{ __typename: "User", id }],
  });
  return _entities[0].groups;
}

describe("an odd detail of one member", () => {
  test.for([
    ["null-value", ""],
    ["number-value", "12"],
    ["no-value", ""],
  ] as const)("%s: a custom value", async ([odd, value]) => {
    app.simulator.faults.add({ kind: "odd", odd, operation: "get_group_member_info" });
    const { nodes } = await roster("odd");
    expect(nodes).toHaveLength(40);
    expect(nodes[0]?.customFields).toEqual([{ key: "seat", value }]);
    expect(nodes.map(({ nameCard }) => nameCard)).toEqual(FORTY.map(({ nameCard }) => nameCard));
  });

  test("null-card: a name card, which is null, logged once and counted each time", async () => {
    app.simulator.faults.add({ kind: "odd", odd: "null-card", operation: "get_group_member_info" });
    const counted = async () =>
      samplesOf(await scrape(app.adminUrl), "class_groups_vendor_odd_details_total", {
        field: "NameCard",
        kind: "null",
      })[0]?.value ?? 0;
    const before = await counted();
    for (const _ of [1, 2]) expect((await roster("odd")).nodes.map(({ nameCard }) => nameCard)[0]).toBeNull();
    expect((await counted()) - before).toBe(2);
    const notes = app.log
      .with(ODD_DETAIL)
      .filter(({ field, kind }) => field === "NameCard" && kind === "null");
    expect(notes).toHaveLength(1);
  });
});

test("null instead of a list is an empty list", async () => {
  app.simulator.faults.add({ kind: "odd", odd: "null-list" });
  expect((await groupsOf("busy", "first: 3")).nodes).toEqual([]);
  expect(
    await app.run('{ group(id: "odd") { name } groupMember(groupId: "odd", userId: "user_1") { role } }'),
  ).toEqual({
    group: null,
    groupMember: null,
  });
  app.simulator.faults.clear();
  app.simulator.faults.add({ kind: "odd", odd: "null-list", operation: "get_group_member_info" });
  expect((await roster("odd")).nodes).toEqual([]);
});

test("a custom field that is not set up is reported as the cause", async () => {
  app.simulator.faults.add({
    kind: "odd",
    odd: "unknown-custom-field",
    operation: "modify_group_member_info",
  });
  const { updateGroupMember } = await app.run<{ updateGroupMember: { __typename: string; message: string } }>(
    `mutation { updateGroupMember(input: { groupId: "odd", userId: "user_1", customFields: [{ key: "desk", value: "1" }] }) {
      __typename ... on MutationError { message } } }`,
  );
  expect(updateGroupMember).toEqual({
    __typename: "VendorRejectedError",
    message: expect.stringContaining("A custom field is not set up in Tencent's console"),
  });
  expect(app.log.with("vendor call refused").at(-1)).toMatchObject({
    code: 10004,
    why: expect.stringContaining("TENCENT_IM_MEMBER_CUSTOM_KEYS"),
  });
});

test("every id that the vendor gave can be read, referenced and changed", async () => {
  const { nodes } = await roster("ids");
  expect(nodes.map(({ userId }) => userId)).toEqual(["li.ming", "a@b.cn", "auth0|5f"]);
  for (const { userId } of nodes) {
    const input = { groupId: "ids", userId, nameCard: `Card of ${userId}` };
    await app.run(
      "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }",
      { input },
    );
    expect(
      await app.run(
        'query ($u: ID!) { group(id: "ids") { owner { nameCard } member(userId: $u) { nameCard } } }',
        { u: userId },
      ),
    ).toEqual({
      group: { owner: { nameCard: "Card of li.ming" }, member: { nameCard: `Card of ${userId}` } },
    });
  }
});

test("a count that does not fit GraphQL's Int is null", async () => {
  app.simulator.faults.add({ kind: "odd", odd: "huge-count" });
  expect(await app.run('{ group(id: "odd") { name memberCount maxMemberCount } }')).toEqual({
    group: { name: "Algebra", memberCount: null, maxMemberCount: null },
  });
  expect((await roster("odd")).totalCount).toBeNull();
  expect(await groupsOf("busy", "first: 5")).toMatchObject({
    totalCount: null,
    pageInfo: { hasNextPage: true },
  });
});

test("a lost account is marked, and others are not affected", async () => {
  app.simulator.faults.add({ kind: "odd", odd: "lost-account", operation: "get_group_member_info" });
  const { group } = await app.run<{
    group: { members: { nodes: { userId: string; accountLost: boolean }[] } };
  }>('{ group(id: "four") { members { nodes { userId accountLost } } } }');
  expect(group.members.nodes.map(({ accountLost }) => accountLost)).toEqual([true, false, false, false]);
});

describe("an answer that would be larger than the vendor's 1 MB", () => {
  test("is requested in smaller pages: a user's groups", async () => {
    app.simulator.faults.add({ kind: "odd", odd: "small-pages-only", limit: 3 });
    const groups = await groupsOf("busy", "first: 10");
    expect(groups.nodes).toHaveLength(10);
    expect(new Set(groups.nodes.map(({ id }) => id)).size).toBe(10);
  });

  test("is requested in smaller pages: a roster", async () => {
    app.simulator.faults.add({ kind: "odd", odd: "small-pages-only", limit: 15 });
    const { nodes } = await roster("odd");
    expect(new Set(nodes.map(({ userId }) => userId)).size).toBe(40);
    // 100, 50 and 25 are refused; 13, 13, 13 and 1 are not.
    expect(app.vendorCalls()["get_group_member_info"]).toBe(7);
  });
});

describe("a count that is far too large", () => {
  test("costs at most two calls for each selected group type", async () => {
    app.simulator.faults.add({ kind: "odd", odd: "huge-total" });
    const groups = await groupsOf("busy", "first: 2, types: [WORK, PUBLIC]");
    expect(groups.nodes.map(({ id }) => id)).toEqual(["work", "group-0"]);
    expect(app.vendorCalls()["get_joined_group_list"]).toBeLessThanOrEqual(4);
  });

  test("does not make a roster endless", async () => {
    app.simulator.faults.add({ kind: "odd", odd: "huge-total" });
    const { nodes, pageInfo } = await roster("four");
    expect([nodes.length, pageInfo.hasNextPage]).toEqual([4, false]);
    expect(bodiesOf(app, "get_group_member_info")).toHaveLength(2);
  });
});
