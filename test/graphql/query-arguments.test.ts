import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { sharedApp } from "../support/graphql-suite.js";

const COMMUNITY = "@TGS#_community-1";
const app = await sharedApp({
  school: aSchool({
    groups: [aGroup({ id: "group-1" }), aGroup({ id: COMMUNITY, type: "Community" })],
    accounts: ["stu_1"],
  }),
});

const cursor = (text: string) => Buffer.from(text).toString("base64url");
const problem = (path: string, limit: number | null = null, actual: number | null = null) => ({
  path,
  message: expect.stringMatching(/\S/),
  limit,
  actual,
});
const members = (args: string, group = "group-1") =>
  `{ group(id: "${group}") { id members(${args}) { totalCount } } }`;
const userGroups = (args: string) =>
  `{ _entities(representations: [{ __typename: "User", id: "stu_1" }]) { ... on User { groups(${args}) { totalCount } } } }`;

/** A query, the path of its field that fails, and the problems. */
const BAD: readonly (readonly [string, readonly (string | number)[], readonly object[]])[] = [
  ['{ course(id: "abc") { id } }', ["course"], [problem("id")]],
  ['{ course(id: "") { id } }', ["course"], [problem("id")]],
  [`{ course(id: "${"9".repeat(21)}") { id } }`, ["course"], [problem("id")]],
  ['{ group(id: "") { id } }', ["group"], [problem("id")]],
  ['{ group(id: "课") { id } }', ["group"], [problem("id")]],
  ['{ group(id: "a\\nb") { id } }', ["group"], [problem("id")]],
  [`{ group(id: "${"g".repeat(49)}") { id } }`, ["group"], [problem("id")]],
  ['{ groupMember(groupId: "group-1", userId: "li\\nya") { id } }', ["groupMember"], [problem("userId")]],
  [
    `{ groupMember(groupId: "", userId: "${"u".repeat(33)}") { id } }`,
    ["groupMember"],
    [problem("groupId"), problem("userId", 32, 33)],
  ],
  ['{ groups(ids: ["group-1", "课", "", "b"]) { id } }', ["groups"], [problem("ids[1]"), problem("ids[2]")]],
  [
    `{ groups(ids: [${Array.from({ length: 101 }, (_, index) => `"g${index}"`).join(" ")}]) { id } }`,
    ["groups"],
    [problem("ids", 100, 101)],
  ],
  ['{ group(id: "group-1") { member(userId: "") { id } } }', ["group", "member"], [problem("userId")]],
  [members("first: 0"), ["group", "members"], [problem("first", 1, 0)]],
  [members("first: -5"), ["group", "members"], [problem("first", 1, -5)]],
  [members("first: 101"), ["group", "members"], [problem("first", 100, 101)]],
  [members('after: "nonsense"'), ["group", "members"], [problem("after")]],
  [members('after: ""'), ["group", "members"], [problem("after")]],
  [members(`after: "${cursor("offset:-1")}"`), ["group", "members"], [problem("after")]],
  [members(`after: "${cursor("offset:9999999999")}"`), ["group", "members"], [problem("after")]],
  [members(`after: "${cursor("next:100:0")}"`), ["group", "members"], [problem("after")]],
  [members(`after: "${cursor("offset:5")}"`, COMMUNITY), ["group", "members"], [problem("after")]],
  [members('first: 101, after: "x"'), ["group", "members"], [problem("first", 100, 101), problem("after")]],
  [userGroups("first: 0"), ["_entities", 0, "groups"], [problem("first", 1, 0)]],
  [userGroups("first: 101"), ["_entities", 0, "groups"], [problem("first", 100, 101)]],
  [userGroups('after: "nonsense"'), ["_entities", 0, "groups"], [problem("after")]],
  [userGroups(`after: "${cursor("next:5:0")}"`), ["_entities", 0, "groups"], [problem("after")]],
];

test.for(BAD)("reports the problems of %s", async ([query, path, problems]) => {
  const { status, errors } = await app.send(query);
  expect(status).toBe(200);
  expect(errors).toEqual([
    {
      message: expect.stringMatching(/^The arguments are not valid: /),
      locations: expect.anything(),
      path,
      extensions: { code: "BAD_USER_INPUT", problems },
    },
  ]);
  // The group itself may be read, but no call is made for the invalid arguments.
  const { get_group_info: _, ...others } = app.vendorCalls();
  expect(others).toEqual({});
});

test("invalid ids at the root cause no call", async () => {
  const { errors } = await app.send(
    '{ group(id: "课") { name } groups(ids: ["", "x"]) { name } course(id: "x") { id } }',
  );
  expect(errors.map(({ extensions }) => extensions["code"])).toEqual(
    Array.from({ length: 3 }, () => "BAD_USER_INPUT"),
  );
  expect(app.vendorCalls()).toEqual({});
});

test("an invalid argument does not affect the rest of the answer", async () => {
  const { data, errors } = await app.send(
    '{ bad: group(id: "课") { id } good: group(id: "group-1") { id } }',
  );
  expect(data).toEqual({ bad: null, good: { id: "group-1" } });
  expect(errors).toHaveLength(1);
});

test.for([
  "@TGS#1&identifier=admin",
  "../",
  "%0d%0a",
  "__proto__",
  "constructor",
  'a\\"}{',
  "' OR 1=1",
  "g".repeat(48),
])("requests the group %j by exactly this id, and there is no such group", async (id) => {
  const { data, errors } = await app.send("query ($id: ID!) { group(id: $id) { name } }", { id });
  expect({ data, errors }).toEqual({ data: { group: null }, errors: [] });
  const [call] = app.simulator.calls.list();
  expect(call?.body).toMatchObject({ GroupIdList: [id] });
  expect(Object.keys(call?.query ?? {}).sort()).toEqual([
    "contenttype",
    "identifier",
    "random",
    "sdkappid",
    "usersig",
  ]);
});

test("an id of 1 MB is refused, and not repeated in the answer", async () => {
  const { status, text, errors } = await app.send("query ($id: ID!) { group(id: $id) { name } }", {
    id: "x".repeat(1024 * 1024),
  });
  expect({ status, code: errors[0]?.extensions["code"] }).toEqual({ status: 200, code: "BAD_USER_INPUT" });
  expect(text.length).toBeLessThan(1000);
  expect(app.vendorCalls()).toEqual({});
});

test("an id given as a number is the same as its text", async () => {
  const { data } = await app.send("{ group(id: 42) { id } }");
  expect(data).toEqual({ group: null });
  expect(app.simulator.calls.list()[0]?.body).toMatchObject({ GroupIdList: ["42"] });
});

test("arguments of null count as omitted", async () => {
  const { data, errors } = await app.send(members("first: null, after: null, roles: null"));
  expect({ data, errors }).toEqual({
    data: { group: { id: "group-1", members: { totalCount: 3 } } },
    errors: [],
  });
});
