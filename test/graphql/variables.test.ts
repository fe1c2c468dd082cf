import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { JSON_TYPE, sendRaw, sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({ school: aSchool({ groups: [aGroup({ id: "group-1" })] }) });
const MIB = 2 ** 20;
/** What an answer to bad input may hold. */
const MOST_ANSWERED = 64 * 1024;

const UPDATE =
  "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename ... on InvalidInputError { problems { path message limit actual } } } }";
const post = (query: string, variables: unknown) =>
  sendRaw(app.url, { headers: JSON_TYPE, body: JSON.stringify({ query, variables }) });
const CANARY = "canary-value";
const LONG = CANARY + "x".repeat(3 * MIB);
const ids = { groupId: "group-1", userId: "student_001" };

const manyFields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`nothing${index}`, CANARY]));

describe("variables that do not fit are refused in few words, without their values", () => {
  test.for<[string, string, unknown, RegExp]>([
    [
      "60 unknown fields beside a text of 3 MiB",
      UPDATE,
      { input: { ...ids, ...manyFields(60), nameCard: LONG } },
      /has no field nothing0/,
    ],
    ["900 unknown fields", UPDATE, { input: { ...ids, ...manyFields(900) } }, /has no field/],
    [
      "a field whose name is a text of 3 MiB",
      UPDATE,
      { input: { ...ids, [LONG]: 1 } },
      /has no field canary-value/,
    ],
    [
      "a text of 3 MiB in the place of a word",
      UPDATE,
      { input: { ...ids, role: LONG } },
      /\$input\.role must be a value of AssignableGroupRole/,
    ],
    [
      "a text of 3 MiB in the place of a number",
      UPDATE,
      { input: { ...ids, muteForSeconds: LONG } },
      /\$input\.muteForSeconds must be UnsignedInt32/,
    ],
    [
      "an object in the place of a text",
      UPDATE,
      { input: { ...ids, nameCard: { [CANARY]: LONG } } },
      /\$input\.nameCard must be String/,
    ],
    [
      "a list in the place of an input",
      UPDATE,
      { input: [ids, ids] },
      /\$input must be UpdateGroupMemberInput/,
    ],
    ["a missing input", UPDATE, {}, /\$input is missing/],
    [
      "a null in the place of an id",
      UPDATE,
      { input: { ...ids, userId: null } },
      /\$input\.userId is missing/,
    ],
    [
      "10,000 wrong items",
      "query ($ids: [ID!]!) { groups(ids: $ids) { id } }",
      { ids: Array.from({ length: 10_000 }, () => ({ id: CANARY })) },
      /\$ids\[9\] must be ID/,
    ],
  ])("%s", async ([, query, variables, message]) => {
    const { status, text, json } = await post(query, variables);
    expect(status).toBe(400);
    const { errors = [] } = json();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: "BAD_USER_INPUT" },
    });
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_ANSWERED);
    expect(text).not.toContain(`"${CANARY}"`);
  });
});

test("what fits is taken: one item for a list, values left to their defaults, null for what may be null", async () => {
  const query =
    "query ($ids: [ID!]!, $first: Int = 1, $after: String) { groups(ids: $ids) { members(first: $first, after: $after) { nodes { userId } } } }";
  expect(await app.run(query, { ids: "group-1", after: null })).toEqual({
    groups: [{ members: { nodes: [{ userId: "teacher_li" }] } }],
  });
});

test.for<[string, string]>([
  ["of combining marks in the wrong order", `a${"\u0315".repeat(200_000)}${"\u0316".repeat(200_000)}`],
  ["of letters", "x".repeat(3 * MIB)],
])("a text %s that is far too long is measured and not normalised", async ([, nameCard]) => {
  const { status, text } = await post(UPDATE, { input: { ...ids, nameCard } });
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    data: {
      updateGroupMember: {
        __typename: "InvalidInputError",
        problems: [{ path: "input.nameCard", limit: 50, actual: Buffer.byteLength(nameCard) }],
      },
    },
  });
});

test("a decomposed text that fits once it is composed is taken", async () => {
  // Four code points each, of which composing makes one of three bytes.
  const nameCard = "\u03b1\u0313\u0300\u0345".repeat(16);
  const { text } = await post(UPDATE, { input: { ...ids, nameCard } });
  expect(text).toContain("UpdateGroupMemberSuccess");
});

test("an operation's name of 3 MiB is refused, and not repeated", async () => {
  const body = JSON.stringify({ query: "query a { __typename }", operationName: LONG });
  const { status, text } = await sendRaw(app.url, { headers: JSON_TYPE, body });
  expect(status).toBe(400);
  expect(text).toContain("The operationName is longer than 256 characters");
  expect(text).not.toContain(CANARY);
});

describe("input with more problems than anybody reads", () => {
  test.for([
    [20, '"limit":5,"actual":20'],
    [21, "$input.customFields has 21 items, far more than are allowed"],
    [12_000, "$input.customFields has 12000 items, far more than are allowed"],
    [12_001, "LIMIT_JSON_ITEMS"],
    [150_000, "LIMIT_JSON_ITEMS"],
  ] as const)("%i custom fields are counted, and not looked into", async ([length, says]) => {
    const customFields = Array.from({ length }, () => ({ key: "?", value: "" }));
    const { text } = await post(UPDATE, { input: { ...ids, customFields } });
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_ANSWERED);
    expect(text).toContain(says);
  });

  test("600 changes of a bulk operation are taken as a variable of their own, where updateGroupMembers refuses them", async () => {
    const updates = Array.from({ length: 600 }, () => ({ ...ids, nameCard: "" }));
    const bulk = await post(
      `mutation ($updates: [UpdateGroupMemberInput!]!) { startBulkGroupMemberUpdate(input: { updates: $updates, idempotencyKey: "k" }) { __typename } }`,
      { updates },
    );
    expect(bulk.text).not.toContain("items");
    for (const type of ["[UpdateGroupMemberInput!]!", "[UpdateGroupMemberInput!] = []"]) {
      const query = `mutation ($updates: ${type}) { updateGroupMembers(inputs: $updates) { __typename } }`;
      expect((await post(query, { updates })).text).toContain("$updates has 600 items");
    }
  });

  test("of 10,000 wrong items the first problems are told, and how many more there are", async () => {
    const query = `mutation ($input: StartBulkGroupMemberUpdateInput!) { startBulkGroupMemberUpdate(input: $input) {
      ... on InvalidInputError { problems { path message limit actual } } } }`;
    const updates = Array.from({ length: 10_000 }, () => ({ groupId: "é", userId: "" }));
    const { text } = await post(query, { input: { updates, idempotencyKey: "wrong" } });
    expect(Buffer.byteLength(text)).toBeLessThan(MOST_ANSWERED);
    const { data } = JSON.parse(text) as {
      data: { startBulkGroupMemberUpdate: { problems: { path: string; message: string }[] } };
    };
    const { problems } = data.startBulkGroupMemberUpdate;
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toEqual({
      path: "",
      message: "There are 29900 more problems. Fix these first.",
      limit: 100,
      actual: 30_000,
    });
  });
});
