import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { entitiesQuery, sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({
  school: aSchool({
    groups: [aGroup({ id: "group-1", name: "Algebra" }), aGroup({ id: "course-77", name: "Physics" })],
    accounts: ["loner"],
  }),
});

const base64 = (text: string, encoding: "base64" | "base64url" = "base64url") =>
  Buffer.from(text).toString(encoding);
const QUERY = entitiesQuery(`
  __typename
  ... on Course { id group { id name } }
  ... on Group { id name }
  ... on GroupMember { id groupId userId role }
  ... on User { id groups { totalCount } }
`);
const ask = (representations: readonly unknown[]) =>
  app.send<{ _entities: readonly (Record<string, unknown> | null)[] }>(QUERY, { representations });

describe("every key of every entity finds it", () => {
  const member = {
    __typename: "GroupMember",
    id: base64("group-1\nstudent_001"),
    groupId: "group-1",
    userId: "student_001",
    role: "MEMBER",
  };
  test.for([
    [
      { __typename: "Course", id: "77" },
      { id: "77", group: { id: "course-77", name: "Physics" } },
    ],
    [
      { __typename: "Course", id: "78" },
      { id: "78", group: null },
    ],
    [
      { __typename: "Group", id: "group-1" },
      { id: "group-1", name: "Algebra" },
    ],
    [{ __typename: "GroupMember", groupId: "group-1", userId: "student_001" }, member],
    [{ __typename: "GroupMember", id: member.id }, member],
    [{ __typename: "GroupMember", id: member.id, groupId: "group-1", userId: "student_001" }, member],
    [
      { __typename: "User", id: "student_001" },
      { id: "student_001", groups: { totalCount: 2 } },
    ],
    [
      { __typename: "User", id: "loner" },
      { id: "loner", groups: { totalCount: 0 } },
    ],
  ] as const)("%j", async ([reference, expected]) => {
    const { status, data, errors } = await ask([reference]);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(data?._entities).toEqual([{ __typename: reference.__typename, ...expected }]);
  });

  test("a member's id is the same by either key and wherever it is met", async () => {
    const query = `{ group(id: "group-1") { owner { id } member(userId: "teacher_li") { id } members(first: 1) { nodes { id } } } }`;
    const { group } = await app.run<{
      group: { owner: object; member: object; members: { nodes: object[] } };
    }>(query);
    const id = base64("group-1\nteacher_li");
    expect(group).toEqual({ owner: { id }, member: { id }, members: { nodes: [{ id }] } });
  });
});

/** References that nothing can be found by: answered with null, without an error, as a gateway expects. */
const NOBODY: readonly Record<string, unknown>[] = [
  { __typename: "Course", id: "abc" },
  { __typename: "Course" },
  { __typename: "Course", id: null },
  { __typename: "Course", id: { $ne: 1 } },
  { __typename: "Course", id: ["77"] },
  { __typename: "Group", id: "gone" },
  { __typename: "Group", id: "" },
  { __typename: "Group", id: "课" },
  { __typename: "Group" },
  { __typename: "Group", id: null },
  { __typename: "Group", id: 42 },
  { __typename: "Group", id: { $ne: 1 } },
  { __typename: "Group", id: { toString: "group-1", length: 3 } },
  { __typename: "Group", name: "Algebra" },
  { __typename: "GroupMember", id: "not an id" },
  { __typename: "GroupMember", id: base64("group-1\nstranger") },
  { __typename: "GroupMember", id: base64("group-1") },
  { __typename: "GroupMember", id: base64("group-1\nstudent_001\nmore") },
  { __typename: "GroupMember", id: base64("group-1\nstudent_001", "base64").replace(/=*$/, "==") },
  { __typename: "GroupMember", id: ` ${base64("group-1\nstudent_001")}` },
  { __typename: "GroupMember", id: { $ne: 1 } },
  { __typename: "GroupMember", id: 7 },
  { __typename: "GroupMember", groupId: "group-1" },
  { __typename: "GroupMember", groupId: "group-1", userId: null },
  { __typename: "GroupMember", groupId: "group-1", userId: 1 },
  { __typename: "GroupMember", groupId: "group-1", userId: "stranger" },
  { __typename: "GroupMember", groupId: "gone", userId: "student_001" },
  { __typename: "GroupMember", groupId: { $ne: 1 }, userId: { $ne: 1 } },
  { __typename: "GroupMember", groupId: "__proto__", userId: "constructor" },
  { __typename: "User", id: "li\nya" },
  { __typename: "User" },
  { __typename: "User", id: null },
  { __typename: "User", id: { $ne: 1 } },
];

describe("a reference to nothing is a calm null", () => {
  test.for(NOBODY.map((reference) => [reference]))("%j", async ([reference]) => {
    const { status, data, errors } = await ask([reference]);
    expect({ status, data, errors }).toEqual({ status: 200, data: { _entities: [null] }, errors: [] });
  });

  test("all of them at once, between two that exist, keep their order", async () => {
    const { data, errors } = await ask([
      { __typename: "Group", id: "group-1" },
      ...NOBODY,
      { __typename: "Course", id: "77" },
    ]);
    expect(errors).toEqual([]);
    expect(data?._entities.map((entity) => entity?.["id"] ?? null)).toEqual([
      "group-1",
      ...NOBODY.map(() => null),
      "77",
    ]);
  });

  test("a user whom the vendor does not know has no groups, and no error", async () => {
    const { data, errors } = await ask([{ __typename: "User", id: "nobody" }]);
    expect({ data, errors }).toEqual({
      data: { _entities: [{ __typename: "User", id: "nobody", groups: null }] },
      errors: [],
    });
  });
});

describe("a type that is no entity spoils only its own place", () => {
  const NO_ENTITIES = [
    "__proto__",
    "constructor",
    "Query",
    "Mutation",
    "PageInfo",
    "Nope",
    "",
    "VendorError",
  ];
  const NO_NAMES = ["Vendor", "ID", { $ne: 1 }, 5, null, undefined];

  test.for([...NO_ENTITIES, ...NO_NAMES].map((typename) => ({ __typename: typename, id: "2" })))(
    "%o",
    async (stranger) => {
      const { status, data, errors } = await ask([
        { __typename: "Course", id: "1" },
        stranger,
        { __typename: "Course", id: "3" },
      ]);
      expect(status).toBeLessThan(500);
      expect(data?._entities).toMatchObject([{ id: "1" }, null, { id: "3" }]);
      expect(errors.filter(({ extensions }) => extensions["code"] !== "BAD_USER_INPUT")).toEqual([]);
    },
  );

  test.for([["text"], [5], [true], [[]]])(
    "a representation that is no object: %j",
    async ([representation]) => {
      const { status, errors } = await ask([{ __typename: "Course", id: "1" }, representation]);
      expect(status).toBeLessThan(500);
      expect(errors.filter(({ extensions }) => extensions["code"] !== "BAD_USER_INPUT")).toEqual([]);
    },
  );
});

test("a representation of null is refused by the graph's types", async () => {
  const { status, errors } = await ask([null]);
  expect({ status, code: errors[0]?.extensions["code"] }).toEqual({ status: 400, code: "BAD_USER_INPUT" });
});

test("no representations are no entities", async () => {
  const { data, errors } = await ask([]);
  expect({ data, errors }).toEqual({ data: { _entities: [] }, errors: [] });
});

test("fields that are no keys are ignored, and what is read is the vendor's", async () => {
  const { data } = await ask([{ __typename: "Group", id: "group-1", name: "forged", ownerId: "forged" }]);
  expect(data?._entities).toEqual([{ __typename: "Group", id: "group-1", name: "Algebra" }]);
});

test("one group that the vendor fails is an error at its own place", async () => {
  app.simulator.faults.add({ kind: "group-code", target: "group-1", code: 10002 });
  const { status, data, errors } = await ask([
    { __typename: "Group", id: "course-77" },
    { __typename: "Group", id: "group-1" },
  ]);
  expect(status).toBe(200);
  expect(data?._entities).toMatchObject([{ name: "Physics" }, null]);
  expect(errors).toMatchObject([
    { path: ["_entities", 1], extensions: { code: "VENDOR_UNAVAILABLE", vendorCode: 10002 } },
  ]);
});
