import fc from "fast-check";
import { buildASTSchema, parse } from "graphql";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Fault } from "../../src/simulator/fault.js";
import { studentAccount } from "../../src/simulator/names.js";
import { type Answer, startApp, type TestApp } from "../support/app.js";
import { operations } from "../support/random-operation.js";

const school = () =>
  aSchool({
    courses: [aCourse({ id: "1001" }), aCourse({ id: "1002" })],
    groups: [
      aGroup({ id: "course-1001", members: 5 }),
      aGroup({ id: "group-1", members: 3 }),
      aGroup({ id: "live", type: "AVChatRoom", members: 3 }),
    ],
  });

/** The same server twice: one compiles each operation at once, the other executes all with graphql-js. */
let compiled: TestApp;
let interpreted: TestApp;
beforeAll(async () => {
  compiled = await startApp({ school: school(), compileAtUse: 1 });
  interpreted = await startApp({ school: school(), compileAtUse: Number.POSITIVE_INFINITY });
  // The tests run in any order, so the last syncs that some of them leave are there for all.
  for (const courseId of ["1001", "7"]) await expectSame(SYNC, { courseId });
});
afterAll(() => Promise.all([compiled.close(), interpreted.close()]));
const both = () => [compiled, interpreted];
beforeEach(() => {
  for (const { simulator } of both()) {
    simulator.world.reset();
    simulator.faults.clear();
  }
});

const PER_REQUEST = new Set(["requestId", "syncedAt", "mutedUntil", "startedAt", "finishedAt", "asOf"]);
/** A nickname sync has a random id, and each server keeps its own syncs. */
const RANDOM_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isPerRequest = (key: string, value: unknown): boolean =>
  (PER_REQUEST.has(key) && value !== null) || (typeof value === "string" && RANDOM_ID.test(value));

/** Request ids differ. graphql-js reports errors in the order of time, so they are sorted by their path. */
function comparable({ status, data, errors }: Answer<unknown>): string {
  const byPath = errors
    .map((error) => JSON.stringify(error, (key, value: unknown) => (key === "requestId" ? "(id)" : value)))
    .toSorted();
  const withoutIds = JSON.stringify(data, (key, value: unknown) =>
    isPerRequest(key, value) ? typeof value : value,
  );
  return JSON.stringify({ status, data: withoutIds, errors: byPath }, null, 1);
}

async function expectSame(operation: string, variables: Record<string, unknown> = {}): Promise<void> {
  const [left, right] = await Promise.all(both().map((app) => app.send(operation, variables)));
  if (left === undefined || right === undefined) throw new Error("Both servers must answer.");
  expect(comparable(left)).toBe(comparable(right));
}

const POOL = {
  "course.id": ["1001", "1002", "7"],
  id: ["course-1001", "group-1", "live", "nowhere"],
  ids: ["course-1001", "group-1", "live", "nowhere"],
  groupId: ["course-1001", "group-1", "live", "nowhere"],
  userId: [studentAccount(1), studentAccount(2), "nobody"],
  first: [1, 3, 100],
  roles: ["OWNER", "ADMIN", "MEMBER"],
  types: ["WORK", "PUBLIC", "MEETING"],
};
const FAULTS: readonly (Fault | null)[] = [
  null,
  null,
  { kind: "code", code: 10004 },
  { kind: "code", code: 60008, operation: "get_group_info" },
  { kind: "code", code: 10007, operation: "get_group_member_info" },
  { kind: "http", httpStatus: 502, operation: "get_group_member_info" },
  { kind: "odd", odd: "short-page", operation: "get_group_member_info" },
  { kind: "odd", odd: "huge-count", operation: "get_group_info" },
  { kind: "group-code", code: 10007, target: "group-1" },
];

test("random queries get the same answers and errors, also when vendors fail", async () => {
  const schema = buildASTSchema(parse(buildSubgraph().sdl), { assumeValidSDL: true });
  const queries = operations(schema, ["course", "group", "groups", "groupMember"], POOL);
  await fc.assert(
    fc.asyncProperty(queries, fc.constantFrom(...FAULTS), async (query, fault) => {
      // The first request compiles the query, so that the second one is answered without Apollo Server.
      compiled.simulator.faults.clear();
      await compiled.send(query);
      for (const { simulator } of both()) {
        simulator.faults.clear();
        if (fault !== null) simulator.faults.add(fault);
      }
      await expectSame(query);
    }),
    { numRuns: 250 },
  );
});

const CHANGE = `mutation ($inputs: [UpdateGroupMemberInput!]!, $withMember: Boolean! = true) {
  updateGroupMembers(inputs: $inputs) {
    __typename
    ... on UpdateGroupMemberSuccess { groupMember { ...Shown group { name memberCount } } }
    ... on InvalidInputError { problems { path message limit actual } }
    ... on MutationError { message }
    ... on VendorError { vendor vendorCode requestId }
  }
}
fragment Shown on GroupMember { id userId role @include(if: $withMember) nameCard mutedUntil }`;

test("random changes have the same outcomes", async () => {
  const input = fc.record(
    {
      groupId: fc.constantFrom("course-1001", "group-1", "live", "nowhere", ""),
      userId: fc.constantFrom(studentAccount(1), studentAccount(2), "nobody", "a\nb"),
      nameCard: fc.constantFrom("林雅", "", "课".repeat(17)),
      muteForSeconds: fc.constantFrom(0, 60),
    },
    { requiredKeys: ["groupId", "userId"] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(input, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.constantFrom(...FAULTS),
      async (inputs, withMember, fault) => {
        for (const { simulator } of both()) {
          simulator.faults.clear();
          if (fault !== null) simulator.faults.add({ ...fault, times: 1 });
        }
        await expectSame(CHANGE, { inputs, withMember });
      },
    ),
    { numRuns: 100 },
  );
});

const SYNC = `mutation ($courseId: ID!) { syncClassNicknames(courseId: $courseId) {
  __typename
  ... on MutationError { message }
  ... on VendorError { vendor vendorCode }
  ... on SyncClassNicknamesSuccess { course { id } }
} }`;

test.for<[string, string, Record<string, unknown>?]>([
  ["an alias of each field", '{ a: group(id: "group-1") { b: name c: id } d: __typename }'],
  [
    "the same field twice, with merged selections",
    '{ group(id: "group-1") { name } group(id: "group-1") { id members(first: 1) { nodes { userId } } } }',
  ],
  [
    "skipped and included fields",
    'query ($yes: Boolean!, $no: Boolean = false) { group(id: "group-1") { id @skip(if: $yes) name @include(if: $no) type @include(if: $yes) } }',
    { yes: true },
  ],
  [
    "a skipped fragment",
    'query ($yes: Boolean!) { group(id: "group-1") { ... @skip(if: $yes) { id name } ...Rest @include(if: $yes) } } fragment Rest on Group { memberCount }',
    { yes: true },
  ],
  [
    "representations that exist, do not exist, and are refused, in their order",
    "query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Group { id name } ... on GroupMember { userId nameCard } ... on Course { id group { name } } } }",
    {
      of: [
        { __typename: "Group", id: "group-1" },
        { __typename: "Group", id: "nowhere" },
        { __typename: "Course", id: "1001" },
        { __typename: "GroupMember", groupId: "group-1", userId: studentAccount(1) },
        { __typename: "GroupMember", groupId: "group-1", userId: "nobody" },
        { __typename: "Nothing", id: "1" },
      ],
    },
  ],
  ["an interface and its types", SYNC, { courseId: "7" }],
  [
    "two mutations, one after the other",
    'mutation { a: syncClassNicknames(courseId: "7") { __typename } b: syncClassNicknames(courseId: "1001") { __typename } }',
  ],
  [
    "a mutation that is skipped",
    'mutation ($yes: Boolean!) { syncClassNicknames(courseId: "7") @skip(if: $yes) { __typename } }',
    { yes: true },
  ],
  [
    "a mutation in a fragment",
    'mutation { ...Sync } fragment Sync on Mutation { __typename syncClassNicknames(courseId: "1001") { __typename } }',
  ],
  ["a variable that is absent", 'query ($id: ID = "group-1") { group(id: $id) { name } }'],
  [
    "an argument with a null variable",
    'query ($after: String) { group(id: "group-1") { members(first: 2, after: $after) { nodes { userId } } } }',
    { after: null },
  ],
  [
    "a custom scalar and enums",
    '{ group(id: "group-1") { type joinPolicy createdAt members { nodes { role joinedAt } } } }',
  ],
])("%s", async ([, operation, variables]) => {
  await expectSame(operation, variables);
});

test("a list in which one read fails keeps the places of the others", async () => {
  for (const { simulator } of both())
    simulator.faults.add({ kind: "group-code", code: 10007, target: "nowhere" });
  await expectSame('{ groups(ids: ["group-1", "nowhere", "course-1001", "live"]) { id name memberCount } }');
});
