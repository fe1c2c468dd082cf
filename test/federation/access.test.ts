import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compose, type Gateway, startHiveGateway } from "../../demo/gateway.js";
import { gatewayConfigFrom } from "../../ops/gateways/hive-gateway.config.js";
import { ACCESS_ENV, asGateway, aToken, KEY_ID, ROUTER_SECRET, tokenOf } from "../support/access.js";
import { type Answer, sendTo } from "../support/app.js";
import { type KeyServer, publicJwk, startKeyServer } from "../support/key-server.js";
import { startSupergraph, type TestSupergraph } from "../support/supergraph.js";

let issuer: KeyServer;
let supergraph: TestSupergraph;
beforeAll(async () => {
  issuer = await startKeyServer([await publicJwk(KEY_ID)]);
  const jwt = {
    JWT_JWKS_URL: issuer.url,
    JWT_ISSUER: ACCESS_ENV["JWT_ISSUER"],
    JWT_AUDIENCE: ACCESS_ENV["JWT_AUDIENCE"],
  };
  supergraph = await startSupergraph(
    { env: { ...ACCESS_ENV, JWT_PUBLIC_KEY: "", JWT_JWKS_URL: issuer.url, CLASSIN_CALLS_PER_SECOND: "200" } },
    gatewayConfigFrom({ ...jwt, ROUTER_SECRET }),
  );
});
beforeEach(() => {
  supergraph.app.simulator.world.reset();
  supergraph.app.forgetCalls();
});
afterAll(async () => {
  await supergraph.close();
  await issuer[Symbol.asyncDispose]();
});

/** The scopes of a token. Null is a request without a token. */
const CALLERS: readonly (readonly string[] | null)[] = [
  null,
  [],
  ["read"],
  ["read:own"],
  ["write"],
  ["write:own"],
  ["bulk"],
  ["read", "write"],
  ["read", "write:own"],
  ["read:own", "write:own"],
  ["write", "write:own"],
  ["events"],
  ["names"],
  ["read", "write", "write:own", "bulk"],
];

const rules = {
  everyone: () => true,
  read: (scopes: readonly string[]) => scopes.includes("read") || scopes.includes("read:own"),
  readOfAll: (scopes: readonly string[]) => scopes.includes("read"),
  events: (scopes: readonly string[]) => scopes.includes("events"),
  names: (scopes: readonly string[]) => scopes.includes("names"),
  write: (scopes: readonly string[]) => scopes.includes("write") || scopes.includes("write:own"),
  writeToAll: (scopes: readonly string[]) => scopes.includes("write"),
  both: (scopes: readonly string[]) => rules.read(scopes) && rules.write(scopes),
};
const SUCCESS = "... on UpdateGroupMemberSuccess";
const INPUT = '{ groupId: "course-561294", userId: "student_001", nameCard: "x" }';

/** Operations, and the rule for each. The caller owns the group of 561294, and is not in staff-room. */
const OPERATIONS: readonly (readonly [string, keyof typeof rules, string])[] = [
  ["nothing", "everyone", "{ __typename }"],
  ["a course", "read", '{ course(id: "561294") { id } }'],
  ["a course's group", "read", '{ course(id: "561294") { group { id name } } }'],
  ["what is known of a course", "read", '{ course(id: "561294") { name students { nodes { uid } } } }'],
  ["the known courses", "readOfAll", "{ courses { nodes { id name } } }"],
  ["the vendors' events", "events", "{ vendorEvents { nodes { id course { id } users { id } } } }"],
  ["the official names", "names", "{ officialNames { nodes { name user { id } } } }"],
  [
    "setting official names",
    "names",
    'mutation { setOfficialNames(input: { names: [{ userId: "u", name: "Anna" }] }) { __typename } }',
  ],
  ["erasing a person", "names", 'mutation { eraseUser(userId: "u") { __typename } }'],
  ["what is known of another subgraph's courses", "read", "{ schoolCourses { title name status asOf } }"],
  [
    "a sync of students",
    "writeToAll",
    'mutation { syncStudentNicknames(input: { classinUids: ["1001001"] }) { __typename } }',
  ],
  ["a group", "read", '{ group(id: "course-561294") { id name } }'],
  ["only the __typename of a group", "read", '{ group(id: "course-561294") { __typename } }'],
  ["groups", "read", '{ groups(ids: ["course-561294", "gone"]) { id } }'],
  ["a member", "read", '{ groupMember(groupId: "course-561294", userId: "student_001") { role nameCard } }'],
  [
    "a roster",
    "read",
    '{ group(id: "course-561294") { members(first: 2) { totalCount nodes { userId user { id } } } } }',
  ],
  [
    "two groups with aliases",
    "read",
    '{ a: group(id: "course-561294") { id } b: group(id: "staff-room") { id } }',
  ],
  ["a sync", "write", 'mutation { syncClassNicknames(courseId: "561294") { __typename } }'],
  [
    "a sync and the group after it",
    "both",
    'mutation { syncClassNicknames(courseId: "561294") { __typename ... on SyncClassNicknamesSuccess { course { id group { name } } } } }',
  ],
  ["a change", "write", `mutation { updateGroupMember(input: ${INPUT}) { __typename } }`],
  [
    "a change and the member after it",
    "both",
    `mutation { updateGroupMember(input: ${INPUT}) { __typename ${SUCCESS} { groupMember { nameCard } } } }`,
  ],
  ["changes", "write", `mutation { updateGroupMembers(inputs: [${INPUT}]) { __typename } }`],
  [
    "a change in another caller's group",
    "write",
    'mutation { updateGroupMember(input: { groupId: "staff-room", userId: "student_001", nameCard: "x" }) { __typename } }',
  ],
  ["another subgraph's courses", "everyone", "{ schoolCourses { id title } }"],
  ["another subgraph's courses with their groups", "read", "{ schoolCourses { title group { name } } }"],
  ["a member that another subgraph refers to", "read", "{ schoolCourses { monitor { nameCard } } }"],
  [
    "a member that another subgraph refers to by id only",
    "read",
    '{ bookmark(memberId: "bookmarked") { id } }',
  ],
  [
    "the groups of another subgraph's user",
    "read",
    "{ schoolCourses { teacher { fullName groups(first: 1) { totalCount } } } }",
  ],
];

const ACCESS_CODES = new Set(["UNAUTHENTICATED", "FORBIDDEN", "UNAUTHORIZED_FIELD_OR_TYPE"]);
const refused = ({ errors }: Answer): boolean =>
  errors.some(({ extensions }) => ACCESS_CODES.has(String(extensions["code"])));
const usesOtherSubgraph = (operation: string): boolean => /schoolCourses|bookmark/.test(operation);

describe.for(CALLERS.map((scopes) => [scopes] as const))("a caller with %j", ([scopes]) => {
  test.for(OPERATIONS)("%s", async ([, rule, operation]) => {
    const token = scopes === null ? null : await tokenOf("teacher_li", ...scopes);
    const bearer: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const allowed = rules[rule](scopes ?? []);

    const through = await supergraph.send(operation, undefined, bearer);
    expect({ refused: refused(through), other: through.errors.length }).toEqual({
      refused: !allowed,
      other: allowed ? 0 : through.errors.length,
    });
    if (!allowed) expect(supergraph.app.vendorCalls()).toEqual({});
    if (usesOtherSubgraph(operation)) return;

    supergraph.app.simulator.world.reset();
    supergraph.app.forgetCalls();
    const direct = await supergraph.app.send(operation, undefined, asGateway(token));
    expect(refused(direct)).toBe(!allowed);
    if (allowed) expect(through.data).toEqual(direct.data);
    else expect(supergraph.app.vendorCalls()).toEqual({});
  });
});

test("write:own allows changes in the caller's own groups through the gateway too", async () => {
  const authorization = `Bearer ${await tokenOf("teacher_li", "write:own")}`;
  const change = (groupId: string) =>
    supergraph.send(
      `mutation { updateGroupMember(input: { groupId: "${groupId}", userId: "student_001", nameCard: "x" }) { __typename } }`,
      undefined,
      { authorization },
    );
  const typenames = await Promise.all(["course-561294", "staff-room", "gone"].map(change));
  expect(typenames.map(({ data }) => data?.["updateGroupMember"])).toEqual([
    { __typename: "UpdateGroupMemberSuccess" },
    { __typename: "NotPermittedError" },
    { __typename: "NotPermittedError" },
  ]);
});

describe("behind a gateway without scope checks, the subgraph still refuses", () => {
  let unchecked: Gateway;
  beforeAll(async () => {
    const config = gatewayConfigFrom({ NODE_ENV: "development", ROUTER_SECRET });
    unchecked = await startHiveGateway(compose(supergraph.subgraphs), 0, config);
  });
  afterAll(() => unchecked.close());

  test.for<readonly [string, string]>([
    ["another subgraph's courses with their groups", "{ schoolCourses { title group { name } } }"],
    ["a member that another subgraph refers to", "{ schoolCourses { monitor { nameCard } } }"],
    ["a change", `mutation { updateGroupMember(input: ${INPUT}) { __typename } }`],
  ])("%s", async ([, operation]) => {
    const token = await tokenOf("teacher_li");
    const { data, errors } = await sendTo(unchecked.url, operation, undefined, {
      authorization: `Bearer ${token}`,
    });
    expect(errors.map(({ extensions }) => extensions["code"])).toContain("FORBIDDEN");
    expect(JSON.stringify(data ?? null)).not.toContain("Algebra 2B");
    expect(supergraph.app.vendorCalls()).toEqual({});
  });
});

test.for<readonly [string, () => Promise<string>]>([
  ["expired", () => aToken({ claims: { exp: 1 } })],
  ["from another issuer", () => aToken({ claims: { iss: "https://evil.example/" } })],
  ["without exp", () => aToken({ claims: { exp: undefined } })],
])("neither the gateway nor the subgraph accepts an invalid token: %s", async ([, make]) => {
  const authorization = `Bearer ${await make()}`;
  const operation = '{ group(id: "course-561294") { name } }';
  const through = await supergraph.send(operation, undefined, { authorization });
  expect(refused(through)).toBe(true);
  const direct = await supergraph.app.send(operation, undefined, { ...asGateway(), authorization });
  expect(direct.status).toBe(401);
  expect(supergraph.app.vendorCalls()).toEqual({});
});

test("the gateway sends its secret only to Class Groups, whatever a client sends", async () => {
  const authorization = `Bearer ${await tokenOf("teacher_li", "read")}`;
  await supergraph.send("{ schoolCourses { title group { name } } }", undefined, {
    authorization,
    "router-authorization": "forged",
  });
  expect(supergraph.app.vendorCalls()).toEqual({ get_group_info: 1 });
  expect(supergraph.school.requests.length).toBeGreaterThan(0);
  for (const headers of supergraph.school.requests)
    expect(headers).not.toHaveProperty("router-authorization");
});

test("a request around the gateway is refused", async () => {
  const token = await tokenOf("teacher_li", "read", "write");
  const { status } = await sendTo(supergraph.app.url, "{ __typename }", undefined, {
    authorization: `Bearer ${token}`,
  });
  expect(status).toBe(401);
});
