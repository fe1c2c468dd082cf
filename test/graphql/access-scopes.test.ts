import { type DocumentNode, getNamedType, isObjectType, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { readAccessRules } from "../../src/auth/access-rules.js";
import { SCOPES } from "../../src/auth/caller.js";
import { buildSubgraph } from "../../src/graphql/schema.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { entitiesQuery, sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({
  env: ACCESS_ENV,
  school: aSchool({
    courses: [aCourse({ id: "1001" })],
    groups: [
      aGroup({
        id: "course-1001",
        name: "Algebra",
        members: [{ userId: "teacher_li", role: "Owner" }, "student_001"],
      }),
    ],
  }),
});

const MEMBER = { groupId: "course-1001", userId: "student_001" };
const ALL_READS = entitiesQuery(`
  __typename
  ... on Course { id group { name } }
  ... on Group { id name }
  ... on GroupMember { userId role }
  ... on User { id groups { totalCount } }
`);
const REPRESENTATIONS = [
  { __typename: "Course", id: "1001" },
  { __typename: "Group", id: "course-1001" },
  { __typename: "GroupMember", ...MEMBER },
  { __typename: "User", id: "student_001" },
];

const READS: readonly (readonly [string, string])[] = [
  ["course", '{ course(id: "1001") { id } }'],
  ["group", '{ group(id: "course-1001") { id } }'],
  ["groups", '{ groups(ids: ["course-1001"]) { id } }'],
  ["groupMember", '{ groupMember(groupId: "course-1001", userId: "student_001") { id } }'],
  [
    "Course.group",
    '{ _entities(representations: [{ __typename: "Course", id: "1001" }]) { ... on Course { group { id } } } }',
  ],
  [
    "User.groups",
    '{ _entities(representations: [{ __typename: "User", id: "student_001" }]) { ... on User { groups { totalCount } } } }',
  ],
  [
    "a Group by its key",
    '{ _entities(representations: [{ __typename: "Group", id: "course-1001" }]) { ... on Group { id } } }',
  ],
  [
    "a GroupMember by its key",
    '{ _entities(representations: [{ __typename: "GroupMember", groupId: "course-1001", userId: "student_001" }]) { ... on GroupMember { id } } }',
  ],
  [
    "several things under other names",
    '{ a: group(id: "course-1001") { id } b: group(id: "course-1001") { id } }',
  ],
];
const WRITES: readonly (readonly [string, string])[] = [
  ["syncClassNicknames", 'mutation { syncClassNicknames(courseId: "1001") { __typename } }'],
  [
    "updateGroupMember",
    'mutation { updateGroupMember(input: { groupId: "course-1001", userId: "student_001", nameCard: "x" }) { __typename } }',
  ],
  [
    "updateGroupMembers",
    'mutation { updateGroupMembers(inputs: [{ groupId: "course-1001", userId: "student_001", nameCard: "x" }]) { __typename } }',
  ],
];

async function send(operation: string, scopes: readonly string[] | null, variables = {}) {
  const token = scopes === null ? null : await tokenOf("teacher_li", ...scopes);
  return app.send(operation, variables, asGateway(token));
}
const codes = ({ errors }: Awaited<ReturnType<typeof send>>) => [
  ...new Set(errors.map(({ extensions }) => extensions["code"])),
];

describe.for(READS)("reading %s", ([, query]) => {
  test.for<readonly [readonly string[] | null, readonly string[]]>([
    [null, ["UNAUTHENTICATED"]],
    [[], ["FORBIDDEN"]],
    [["write", "write:own", "bulk", "events"], ["FORBIDDEN"]],
    [["read"], []],
    [["read", "write"], []],
  ])("with the scopes %j: %j", async ([scopes, expected]) => {
    const answer = await send(query, scopes);
    expect({ status: answer.status, codes: codes(answer) }).toEqual({ status: 200, codes: expected });
    if (expected.length > 0) {
      expect(answer.text).not.toMatch(/Algebra|teacher_li|Y291cnNl/);
      expect(app.vendorCalls()).toEqual({});
    }
  });
});

describe.for(WRITES)("the mutation %s", ([, mutation]) => {
  test.for<readonly [readonly string[] | null, readonly string[]]>([
    [null, ["UNAUTHENTICATED"]],
    [[], ["FORBIDDEN"]],
    [["read", "bulk"], ["FORBIDDEN"]],
    [["write"], []],
    [["write:own"], []],
    [["write", "write:own", "read"], []],
  ])("with the scopes %j: %j", async ([scopes, expected]) => {
    const answer = await send(mutation, scopes);
    expect({ status: answer.status, codes: codes(answer) }).toEqual({ status: 200, codes: expected });
    if (expected.length > 0) expect(app.vendorCalls()).toEqual({});
    else expect(answer.text).toMatch(/Success/);
  });
});

describe("the mutation syncStudentNicknames, which reaches courses of the whole school", () => {
  const mutation = 'mutation { syncStudentNicknames(input: { classinUids: ["1001001"] }) { __typename } }';
  test.for<readonly [readonly string[] | null, readonly string[]]>([
    [null, ["UNAUTHENTICATED"]],
    [[], ["FORBIDDEN"]],
    [["read", "bulk", "write:own"], ["FORBIDDEN"]],
    [["write"], []],
  ])("with the scopes %j: %j", async ([scopes, expected]) => {
    const answer = await send(mutation, scopes);
    expect({ status: answer.status, codes: codes(answer) }).toEqual({ status: 200, codes: expected });
    if (expected.length > 0) expect(app.vendorCalls()).toEqual({});
    else expect(answer.text).toMatch(/Success/);
  });
});

test("a refusal names the required scopes and the token's scopes", async () => {
  const { errors } = await send(WRITES[0]?.[1] ?? "", ["read"]);
  expect(errors[0]?.message).toBe(
    "The token does not allow this. It needs the scope class-groups:write, or class-groups:write:own.",
  );
});

test("each entity is refused or answered separately", async () => {
  const { data, errors } = await send(ALL_READS, ["write"], { representations: REPRESENTATIONS });
  expect(data).toEqual({
    _entities: [
      { __typename: "Course", id: "1001", group: null },
      null,
      null,
      { __typename: "User", id: "student_001", groups: null },
    ],
  });
  expect(errors.map(({ path }) => path?.join("."))).toEqual(
    expect.arrayContaining(["_entities.0.group", "_entities.1", "_entities.2", "_entities.3.groups"]),
  );
  expect(app.vendorCalls()).toEqual({});
});

describe("a change whose answer would be refused is not made", () => {
  const REST = "role group { name }";
  test.for([
    ["directly", `... on UpdateGroupMemberSuccess { groupMember { ${REST} } }`],
    ["in a fragment", "...Answer"],
    ["in nested fragments", "... { ... on UpdateGroupMemberSuccess { ...Member } }"],
    [
      "where a variable includes it",
      "... on UpdateGroupMemberSuccess @include(if: $yes) { groupMember { id } }",
    ],
  ])("%s", async ([, selection]) => {
    const fragments = `
      fragment Answer on UpdateGroupMemberSuccess { groupMember { id } }
      fragment Member on UpdateGroupMemberSuccess { renamed: groupMember { id } }`;
    const used = [...fragments.matchAll(/fragment (\w+).*/g)].filter(([, name]) =>
      selection?.includes(`...${name}`),
    );
    const mutation = `mutation ($yes: Boolean = true) {
      updateGroupMember(input: { groupId: "course-1001", userId: "student_001", nameCard: "x" }) { __typename @include(if: $yes) ${selection} }
    } ${used.map(([text]) => text).join("\n")}`;
    const answer = await send(mutation, ["write"]);
    expect(codes(answer)).toEqual(["FORBIDDEN"]);
    expect(app.vendorCalls()).toEqual({});
    expect(codes(await send(mutation, ["write", "read"]))).toEqual([]);
  });

  test("but it is made if a variable skips the refused part", async () => {
    const mutation = `mutation ($no: Boolean = false) {
      updateGroupMember(input: { groupId: "course-1001", userId: "student_001", nameCard: "x" }) {
        __typename ... on UpdateGroupMemberSuccess { groupMember @include(if: $no) { id } }
      } }`;
    expect(codes(await send(mutation, ["write"]))).toEqual([]);
    expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1 });
  });

  test("also if another change of the same operation would be refused, before or after it", async () => {
    const rename =
      'a: updateGroupMember(input: { groupId: "course-1001", userId: "student_001", nameCard: "x" }) { __typename }';
    const cancel = 'b: cancelBulkOperation(id: "00000000-0000-4000-8000-000000000000") { __typename }';
    for (const mutation of [
      `mutation { ${rename} ${cancel} }`,
      `mutation { ${cancel} ${rename} }`,
      `mutation { ${rename} ...Cancel } fragment Cancel on Mutation { ${cancel} }`,
    ]) {
      const answer = await send(mutation, ["write", "read"]);
      expect({ data: answer.data, codes: codes(answer) }).toEqual({ data: null, codes: ["FORBIDDEN"] });
      expect(app.vendorCalls()).toEqual({});
    }
    expect(codes(await send(`mutation { ${rename} }`, ["write"]))).toEqual([]);
  });

  test("also if a course's group is selected after a sync", async () => {
    const mutation =
      'mutation { syncClassNicknames(courseId: "1001") { ... on SyncClassNicknamesSuccess { course { id group { name } } } } }';
    expect(codes(await send(mutation, ["write"]))).toEqual(["FORBIDDEN"]);
    expect(app.vendorCalls()).toEqual({});
  });
});

describe("the scopes in the SDL and the enforced ones", () => {
  const { sdl, schema } = buildSubgraph();
  const rules = readAccessRules(parse(sdl));
  const FEDERATION = new Set(["_entities", "_service"]);

  test("leave no field unguarded", () => {
    for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
      for (const field of Object.values(root?.getFields() ?? {})) {
        if (FEDERATION.has(field.name)) continue;
        expect({ field: field.name, rule: rules.ofField(root?.name ?? "", field.name)?.anyOf }).toEqual({
          field: field.name,
          rule: expect.arrayContaining([expect.arrayContaining([expect.stringMatching(/^class-groups:/)])]),
        });
      }
    }
  });

  test("allow every field that calls a vendor only with a read scope", () => {
    const guardedTypes = (name: string) => rules.ofType(name) !== null;
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        const costs = field.astNode?.directives?.some(({ name }) => name.value === "cost");
        if (costs !== true) continue;
        const guarded =
          guardedTypes(type.name) ||
          rules.ofField(type.name, field.name) !== null ||
          guardedTypes(getNamedType(field.type).name);
        expect({ field: `${type.name}.${field.name}`, guarded }).toEqual({
          field: `${type.name}.${field.name}`,
          guarded: true,
        });
      }
    }
  });

  test("name no scope that a token cannot hold", () => {
    const named = [...sdl.matchAll(/"(class-groups:[\w:]+)"/g)].map(([, scope]) => scope);
    const known: readonly (string | undefined)[] = SCOPES;
    expect(named.filter((scope) => !known.includes(scope))).toEqual([]);
    expect(named).toEqual(
      expect.arrayContaining(["class-groups:read", "class-groups:write", "class-groups:write:own"]),
    );
  });

  test("a scope that no token can hold stops the start", () => {
    const wrong: DocumentNode = parse(
      'type Query { a: Int @requiresScopes(scopes: [["class-groups:reed"]]) }',
    );
    expect(() => readAccessRules(wrong)).toThrow(/Query\.a requires the scope class-groups:reed/);
  });
});

describe("a mutation writes a line to the log", () => {
  const last = () => app.log.with("mutation").at(-1);

  test("with the caller, the change and the outcome, without names", async () => {
    const mutation = `mutation { updateGroupMembers(inputs: [
      { groupId: "course-1001", userId: "student_001", nameCard: "canary-card" },
      { groupId: "course-1001", userId: "canary\\ncard", nameCard: "canary-card" }
    ]) { __typename } }`;
    const { headers } = await send(mutation, ["write"]);
    expect(last()).toMatchObject({
      requestId: headers["x-request-id"],
      callerId: "teacher_li",
      mutation: "updateGroupMembers",
      targets: [MEMBER, { groupId: "course-1001", userId: "(invalid id)" }],
      targetCount: 2,
      outcomes: ["UpdateGroupMemberSuccess", "InvalidInputError"],
    });
    expect(app.log.text).not.toContain("canary");
  });

  test("also if it was refused or failed", async () => {
    await send(WRITES[0]?.[1] ?? "", ["read"]);
    expect(last()).toMatchObject({
      callerId: "teacher_li",
      targets: [{ courseId: "1001" }],
      outcomes: ["FORBIDDEN"],
    });
    await send(WRITES[0]?.[1] ?? "", null);
    expect(last()).toMatchObject({ callerId: null, outcomes: ["UNAUTHENTICATED"] });
    await send("mutation { updateGroupMembers(inputs: []) { __typename } }", ["write"]);
    expect(last()).toMatchObject({
      mutation: "updateGroupMembers",
      targetCount: 0,
      outcomes: ["BAD_USER_INPUT"],
    });
  });
});
