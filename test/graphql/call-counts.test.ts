import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { bodiesOf, sharedApp } from "../support/graphql-suite.js";

const GROUPS = Array.from({ length: 100 }, (_, index) => `group-${index}`);
const BIG = "big-group";
const app = await sharedApp({
  school: aSchool({
    courses: [aCourse({ id: "561294" })],
    groups: [
      ...GROUPS.map((id) => aGroup({ id, members: 2 })),
      aGroup({ id: BIG, members: 70 }),
      aGroup({ id: "course-561294", members: 12 }),
    ],
  }),
});

/** Queries, and the fewest vendor calls that can answer each. */
const QUERIES: readonly (readonly [string, string, Record<string, number>])[] = [
  ["a course", '{ course(id: "561294") { id } }', {}],
  ["a course and its group's id", '{ course(id: "561294") { id group { id } } }', { get_group_info: 1 }],
  [
    "a course, its group, and the course again",
    '{ course(id: "561294") { group { name course { id } } } }',
    { get_group_info: 1 },
  ],
  [
    "a group",
    '{ group(id: "group-1") { name type memberCount owner { userId role } } }',
    { get_group_info: 1 },
  ],
  [
    "a group's owner by ids and role",
    '{ group(id: "group-1") { owner { id groupId userId role } } }',
    { get_group_info: 1 },
  ],
  ["the owner's user", '{ group(id: "group-1") { owner { user { id } } } }', { get_group_info: 1 }],
  [
    "the owner's name card",
    '{ group(id: "group-1") { owner { role nameCard } } }',
    { get_group_info: 1, get_specified_group_member_info: 1 },
  ],
  [
    "the owner and another member",
    '{ group(id: "group-1") { owner { nameCard } member(userId: "student_001") { nameCard joinedAt } } }',
    { get_group_info: 1, get_specified_group_member_info: 1 },
  ],
  [
    "a group with its first 10 members",
    '{ group(id: "big-group") { name members(first: 10) { totalCount pageInfo { hasNextPage } nodes { userId role nameCard } } } }',
    { get_group_info: 1, get_group_member_info: 1 },
  ],
  [
    "members whose groups and users are named",
    '{ group(id: "big-group") { members(first: 10) { nodes { role group { id } user { id } } } } }',
    { get_group_info: 1, get_group_member_info: 1 },
  ],
  [
    "members with their group's name: one call for all of them",
    '{ group(id: "big-group") { members(first: 100) { nodes { group { name } } } } }',
    { get_group_info: 2, get_group_member_info: 1 },
  ],
  [
    "a member",
    '{ groupMember(groupId: "group-1", userId: "student_001") { id role nameCard } }',
    { get_specified_group_member_info: 1 },
  ],
  [
    "a member and the group's id",
    '{ groupMember(groupId: "group-1", userId: "student_001") { role group { id } } }',
    { get_specified_group_member_info: 1 },
  ],
  [
    "a member and the group's name",
    '{ groupMember(groupId: "group-1", userId: "student_001") { role group { name } } }',
    { get_specified_group_member_info: 1, get_group_info: 1 },
  ],
  [
    "the groups of a member's user",
    '{ groupMember(groupId: "group-1", userId: "student_001") { user { groups { nodes { id name } } } } }',
    { get_specified_group_member_info: 1, get_joined_group_list: 1 },
  ],
  [
    "one group under two aliases",
    '{ a: group(id: "group-1") { name } b: group(id: "group-1") { memberCount } }',
    { get_group_info: 1 },
  ],
  [
    "one member under two aliases",
    '{ a: groupMember(groupId: "group-1", userId: "student_001") { role } b: groupMember(groupId: "group-1", userId: "student_001") { nameCard } }',
    { get_specified_group_member_info: 1 },
  ],
  [
    "one group and a list that names it too",
    '{ group(id: "group-1") { name } groups(ids: ["group-2", "group-1"]) { name type } }',
    { get_group_info: 1 },
  ],
  ["no groups", "{ groups(ids: []) { name } }", {}],
  [
    "one group named 100 times",
    `{ groups(ids: [${'"group-7" '.repeat(100)}]) { name } }`,
    { get_group_info: 1 },
  ],
  [
    "100 groups",
    `{ groups(ids: [${GROUPS.slice(0, 100)
      .map((id) => `"${id}"`)
      .join(" ")}]) { name } }`,
    { get_group_info: 2 },
  ],
  [
    "two groups with an owner each",
    '{ groups(ids: ["group-1", "group-2"]) { owner { nameCard } } }',
    { get_group_info: 1, get_specified_group_member_info: 2 },
  ],
  ["the schema", "{ __typename _service { sdl } }", {}],
];

test.for(QUERIES)("%s", async ([, query, calls]) => {
  await app.run(query);
  expect(app.vendorCalls()).toEqual(calls);
});

test("mutation fields run in order, and each costs one write and one read of its group", async () => {
  const field = (alias: string, nameCard: string) =>
    `${alias}: updateGroupMember(input: { groupId: "group-1", userId: "student_001", nameCard: "${nameCard}" }) { ... on UpdateGroupMemberSuccess { groupMember { nameCard role } } }`;
  await app.run(`mutation { ${field("a", "A")} ${field("b", "B")} }`);
  expect(app.vendorCalls()).toEqual({ modify_group_member_info: 2, get_specified_group_member_info: 2 });
});

describe("updateGroupMember", () => {
  const mutation = (selection: string) =>
    `mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { ... on UpdateGroupMemberSuccess { groupMember { ${selection} } } } }`;
  const input = {
    groupId: "group-1",
    userId: "student_001",
    nameCard: "Lin Ya",
    role: "ADMIN",
    muteForSeconds: 60,
    messageDelivery: "DISCARD",
  };

  test("costs one call if only fields it set are selected", async () => {
    await app.run(
      mutation("id groupId userId nameCard role mutedUntil messageDelivery user { id } group { id }"),
      { input },
    );
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1 });
  });

  test.for(["joinedAt", "lastMessageAt", "customFields { key }"])(
    "costs one more call for %s",
    async (field) => {
      await app.run(mutation(`id nameCard role ${field}`), { input });
      expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1, get_specified_group_member_info: 1 });
    },
  );

  test("costs one more call for fields that this change did not set", async () => {
    const { nameCard: _, ...others } = input;
    await app.run(mutation("role nameCard"), { input: others });
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1, get_specified_group_member_info: 1 });
    expect(bodiesOf(app, "get_specified_group_member_info")).toMatchObject([
      { MemberInfoFilter: ["NameCard"] },
    ]);
  });

  test("costs one call if only __typename is selected", async () => {
    await app.run(
      "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }",
      { input },
    );
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1 });
  });
});
