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

describe("each entity is found by each of its keys", () => {
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

  test("a member's id is the same by either key and in every field", async () => {
    const query = `{ group(id: "group-1") { owner { id } member(userId: "teacher_li") { id } members(first: 1) { nodes { id } } } }`;
    const { group } = await app.run<{
      group: { owner: object; member: object; members: { nodes: object[] } };
    }>(query);
    const id = base64("group-1\nteacher_li");
    expect(group).toEqual({ owner: { id }, member: { id }, members: { nodes: [{ id }] } });
  });
});

/** References to nothing. A gateway expects null for them, without an error. */
const TO_NOTHING: readonly Record<string, unknown>[] = [
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

describe("a reference to nothing is null, without an error", () => {
  test.for(TO_NOTHING.map((reference) => [reference]))("%j", async ([reference]) => {
    const { status, data, errors } = await ask([reference]);
    expect({ status, data, errors }).toEqual({ status: 200, data: { _entities: [null] }, errors: [] });
  });

  test("all of them, between two that exist, keep their order", async () => {
    const { data, errors } = await ask([
      { __typename: "Group", id: "group-1" },
      ...TO_NOTHING,
      { __typename: "Course", id: "77" },
    ]);
    expect(errors).toEqual([]);
    expect(data?._entities.map((entity) => entity?.["id"] ?? null)).toEqual([
      "group-1",
      ...TO_NOTHING.map(() => null),
      "77",
    ]);
  });

  test("a user unknown to the vendor has null for groups, without an error", async () => {
    const { data, errors } = await ask([{ __typename: "User", id: "nobody" }]);
    expect({ data, errors }).toEqual({
      data: { _entities: [{ __typename: "User", id: "nobody", groups: null }] },
      errors: [],
    });
  });
});

describe("a type that is not an entity affects only its own place", () => {
  const NOT_ENTITIES = [
    "__proto__",
    "constructor",
    "Query",
    "Mutation",
    "PageInfo",
    "Nope",
    "",
    "VendorError",
    "Vendor",
    "ID",
    { $ne: 1 },
    5,
    null,
    undefined,
  ];

  test.for(NOT_ENTITIES.map((typename) => ({ __typename: typename, id: "2" })))("%o", async (reference) => {
    const { status, data, errors } = await ask([
      { __typename: "Course", id: "1" },
      reference,
      { __typename: "Course", id: "3" },
    ]);
    expect(status).toBeLessThan(500);
    expect(data?._entities).toMatchObject([{ id: "1" }, null, { id: "3" }]);
    expect(errors.filter(({ extensions }) => extensions["code"] !== "BAD_USER_INPUT")).toEqual([]);
  });

  test.for([["text"], [5], [true], [[]]])(
    "a representation that is not an object: %j",
    async ([representation]) => {
      const { status, errors } = await ask([{ __typename: "Course", id: "1" }, representation]);
      expect(status).toBeLessThan(500);
      expect(errors.filter(({ extensions }) => extensions["code"] !== "BAD_USER_INPUT")).toEqual([]);
    },
  );
});

test("a null representation is refused by the schema's types", async () => {
  const { status, errors } = await ask([null]);
  expect({ status, code: errors[0]?.extensions["code"] }).toEqual({ status: 400, code: "BAD_USER_INPUT" });
});

test("an empty list of representations gives an empty list of entities", async () => {
  const { data, errors } = await ask([]);
  expect({ data, errors }).toEqual({ data: { _entities: [] }, errors: [] });
});

test("fields other than keys are ignored, and values come from the vendor", async () => {
  const { data } = await ask([{ __typename: "Group", id: "group-1", name: "forged", ownerId: "forged" }]);
  expect(data?._entities).toEqual([{ __typename: "Group", id: "group-1", name: "Algebra" }]);
});

test("a group that the vendor cannot read is an error at its own place", async () => {
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
