import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { bodiesOf, entitiesQuery, sharedApp } from "../support/graphql-suite.js";

const GROUPS = Array.from({ length: 121 }, (_, index) => `group-${index}`);
const BIG = "big-group";
const app = await sharedApp({
  school: aSchool({
    courses: [aCourse({ id: "561294" })],
    groups: [...GROUPS.map((id) => aGroup({ id, members: 2 })), aGroup({ id: BIG, members: 70 })],
  }),
});
const memberId = (groupId: string, userId: string) =>
  Buffer.from(`${groupId}\n${userId}`).toString("base64url");

describe("_entities", () => {
  const ask = (selection: string, representations: readonly object[]) =>
    app.run<{ _entities: readonly Record<string, unknown>[] }>(entitiesQuery(selection), { representations });

  test("121 groups are read by three calls", async () => {
    const { _entities } = await ask(
      "... on Group { id name }",
      GROUPS.map((id) => ({ __typename: "Group", id })),
    );
    expect(_entities.map(({ id }) => id)).toEqual(GROUPS);
    expect(app.vendorCalls()).toEqual({ get_group_info: 3 });
  });

  const users = Array.from({ length: 60 }, (_, index) => studentAccount(index + 1));
  const byIds = users.map((userId) => ({ __typename: "GroupMember", groupId: BIG, userId }));
  const byId = users.map((userId) => ({ __typename: "GroupMember", id: memberId(BIG, userId) }));

  test.for([
    ["by groupId and userId", byIds, users],
    ["by id", byId, users],
    ["by either key", byIds.map((one, index) => (index % 2 === 0 ? one : byId[index])), users],
    [
      "named two and three times",
      [...byIds, ...byId, ...byIds.slice(0, 10)],
      [...users, ...users, ...users.slice(0, 10)],
    ],
  ] as const)("60 members of one group, %s, are read by two calls", async ([, representations, expected]) => {
    const { _entities } = await ask(
      "... on GroupMember { userId nameCard }",
      representations as readonly object[],
    );
    expect(_entities.map(({ userId }) => userId)).toEqual(expected);
    expect(app.vendorCalls()).toEqual({ get_specified_group_member_info: 2 });
    const asked = bodiesOf(app, "get_specified_group_member_info").flatMap(
      (body) => body["Member_List_Account"],
    );
    expect(asked).toHaveLength(60);
    expect(new Set(asked)).toEqual(new Set(users));
  });

  test("references to users and courses alone cost no call", async () => {
    await ask("... on User { id } ... on Course { id }", [
      { __typename: "User", id: "student_001" },
      { __typename: "Course", id: "561294" },
    ]);
    expect(app.vendorCalls()).toEqual({});
  });

  test("the groups of three users are read by three calls, whatever is selected of them", async () => {
    await ask(
      "... on User { groups(first: 5) { totalCount nodes { name } edges { node { type owner { userId } course { id } } } } }",
      [1, 2, 3].map((number) => ({ __typename: "User", id: studentAccount(number) })),
    );
    expect(app.vendorCalls()).toEqual({ get_joined_group_list: 3 });
  });

  test("the groups of 20 courses are read by one call", async () => {
    await ask(
      "... on Course { group { name } }",
      Array.from({ length: 20 }, (_, index) => ({ __typename: "Course", id: String(1000 + index) })),
    );
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
  });

  test("all kinds of entities in one query share calls by kind", async () => {
    await ask("... on Group { name } ... on Course { group { type } } ... on GroupMember { role }", [
      { __typename: "Group", id: "group-1" },
      { __typename: "GroupMember", groupId: "group-1", userId: "student_001" },
      { __typename: "Course", id: "561294" },
      { __typename: "Group", id: "group-2" },
      { __typename: "GroupMember", id: memberId("group-1", "teacher_li") },
    ]);
    expect(app.vendorCalls()).toEqual({ get_group_info: 1, get_specified_group_member_info: 1 });
  });
});
