import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { JSON_TYPE, sendRaw, sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({ school: aSchool({ groups: [aGroup({ id: "group-1" })] }) });
const MIB = 2 ** 20;
const MAX_ANSWER_BYTES = 64 * 1024;

const UPDATE =
  "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename ... on InvalidInputError { problems { path message limit actual } } } }";
const post = (query: string, variables: unknown) =>
  sendRaw(app.url, { headers: JSON_TYPE, body: JSON.stringify({ query, variables }) });
const CANARY = "canary-value";
const LONG = CANARY + "x".repeat(3 * MIB);
const ids = { groupId: "group-1", userId: "student_001" };

const manyFields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`nothing${index}`, CANARY]));

describe("invalid variables are refused with a short message, without their values", () => {
  test.for<[string, string, unknown, RegExp]>([
    [
      "60 unknown fields beside a string of 3 MiB",
      UPDATE,
      { input: { ...ids, ...manyFields(60), nameCard: LONG } },
      /has no field nothing0/,
    ],
    ["900 unknown fields", UPDATE, { input: { ...ids, ...manyFields(900) } }, /has no field/],
    ["a field with a name of 3 MiB", UPDATE, { input: { ...ids, [LONG]: 1 } }, /has no field canary-value/],
    [
      "a string of 3 MiB instead of an enum value",
      UPDATE,
      { input: { ...ids, role: LONG } },
      /\$input\.role must be a value of AssignableGroupRole/,
    ],
    [
      "a string of 3 MiB instead of a number",
      UPDATE,
      { input: { ...ids, muteForSeconds: LONG } },
      /\$input\.muteForSeconds must be UnsignedInt32/,
    ],
    [
      "an object instead of a string",
      UPDATE,
      { input: { ...ids, nameCard: { [CANARY]: LONG } } },
      /\$input\.nameCard must be String/,
    ],
    ["a list instead of an input", UPDATE, { input: [ids, ids] }, /\$input must be UpdateGroupMemberInput/],
    ["a missing input", UPDATE, {}, /\$input is missing/],
    ["null instead of an id", UPDATE, { input: { ...ids, userId: null } }, /\$input\.userId is missing/],
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
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_ANSWER_BYTES);
    expect(text).not.toContain(`"${CANARY}"`);
  });
});

test("valid variables are accepted: one item for a list, omitted values with defaults, null if allowed", async () => {
  const query =
    "query ($ids: [ID!]!, $first: Int = 1, $after: String) { groups(ids: $ids) { members(first: $first, after: $after) { nodes { userId } } } }";
  expect(await app.run(query, { ids: "group-1", after: null })).toEqual({
    groups: [{ members: { nodes: [{ userId: "teacher_li" }] } }],
  });
});

test.for<[string, string]>([
  ["of combining marks in the wrong order", `a${"\u0315".repeat(200_000)}${"\u0316".repeat(200_000)}`],
  ["of letters", "x".repeat(3 * MIB)],
])("a far too long text %s is measured and not normalized", async ([, nameCard]) => {
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

test("a decomposed text that fits after composition is accepted", async () => {
  // NFC composes each four code points into one of three bytes.
  const nameCard = "\u03b1\u0313\u0300\u0345".repeat(16);
  const { text } = await post(UPDATE, { input: { ...ids, nameCard } });
  expect(text).toContain("UpdateGroupMemberSuccess");
});

test("an operation name of 3 MiB is refused, and not repeated in the answer", async () => {
  const body = JSON.stringify({ query: "query a { __typename }", operationName: LONG });
  const { status, text } = await sendRaw(app.url, { headers: JSON_TYPE, body });
  expect(status).toBe(400);
  expect(text).toContain("The operationName is longer than 256 characters");
  expect(text).not.toContain(CANARY);
});

describe("input with very many problems", () => {
  test.for([
    [20, '"limit":5,"actual":20'],
    [21, "$input.customFields has 21 items, far more than are allowed"],
    [12_000, "$input.customFields has 12000 items, far more than are allowed"],
    [12_001, "LIMIT_JSON_ITEMS"],
    [150_000, "LIMIT_JSON_ITEMS"],
  ] as const)("%i custom fields are counted, but not checked one by one", async ([length, says]) => {
    const customFields = Array.from({ length }, () => ({ key: "?", value: "" }));
    const { text } = await post(UPDATE, { input: { ...ids, customFields } });
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_ANSWER_BYTES);
    expect(text).toContain(says);
  });

  test("a variable with 600 changes is accepted for a bulk operation, and refused for updateGroupMembers", async () => {
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

  test("for 10,000 invalid items the answer has the first problems and the number of others", async () => {
    const query = `mutation ($input: StartBulkGroupMemberUpdateInput!) { startBulkGroupMemberUpdate(input: $input) {
      ... on InvalidInputError { problems { path message limit actual } } } }`;
    const updates = Array.from({ length: 10_000 }, () => ({ groupId: "é", userId: "" }));
    const { text } = await post(query, { input: { updates, idempotencyKey: "wrong" } });
    expect(Buffer.byteLength(text)).toBeLessThan(MAX_ANSWER_BYTES);
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
