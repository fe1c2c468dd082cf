import { doubling, type HostileInput, marks, operation, times } from "./hostile-input.js";
import { HOSTILE_NAMES } from "./hostile-names.js";

const UPDATE =
  "mutation ($input: UpdateGroupMemberInput!) { updateGroupMember(input: $input) { __typename } }";
const UPDATES =
  "mutation ($inputs: [UpdateGroupMemberInput!]!) { updateGroupMembers(inputs: $inputs) { __typename ... on InvalidInputError { problems { path message } } } }";
const BULK_UPDATE =
  "mutation ($input: StartBulkGroupMemberUpdateInput!) { startBulkGroupMemberUpdate(input: $input) { __typename ... on InvalidInputError { problems { path message } } } }";
const BULK_SYNC =
  "mutation ($input: StartBulkNicknameSyncInput!) { startBulkNicknameSync(input: $input) { __typename ... on InvalidInputError { problems { path message } } } }";
const member = { groupId: "g", userId: "u" };

/** All inputs that accept text, lists or keys. */
export const HOSTILE_INPUTS: readonly HostileInput[] = [
  {
    name: "spaces in the document",
    sizes: doubling(4_000_000),
    body: (n) => operation(`{ __typename ${" ".repeat(n)} }`),
  },
  {
    name: "fields in the document",
    sizes: doubling(800_000),
    body: (n) => operation(`{ ${"a ".repeat(n)} }`),
  },
  { name: "a nested selection", sizes: doubling(1_200_000), body: (n) => operation("{a".repeat(n)) },
  {
    name: "fragments that each spread the next twice",
    sizes: doubling(60_000),
    body: (n) =>
      operation(times(n, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`).join(" ")),
  },
  {
    name: "directives",
    sizes: doubling(400_000),
    body: (n) => operation(`{ __typename ${"@skip(if:true) ".repeat(n / 2)} }`),
  },
  {
    name: "an operation name",
    sizes: doubling(4_000_000),
    body: (n) => operation("query A { __typename }", {}, { operationName: "A".repeat(n) }),
  },
  {
    name: "nesting levels of JSON",
    sizes: doubling(2_000_000),
    body: (n) => `{"query":"{__typename}","variables":{"a":${"[".repeat(n)}${"]".repeat(n)}}}`,
  },
  {
    name: "keys in variables",
    sizes: doubling(350_000),
    body: (n) => `{"query":"{__typename}","variables":{${times(n, (i) => `"k${i}":1`).join(",")}}}`,
  },
  {
    name: "unique field names in JSON",
    sizes: doubling(3_500),
    body: (n) =>
      `{"query":"{__typename}","extensions":{"x":[${times(n, (j) => `{${times(100, (i) => `"k${j * 100 + i}":1`).join(",")}}`).join(",")}]}}`,
  },
  {
    name: "JSON objects with different fields",
    sizes: doubling(20_000),
    body: (n) =>
      `{"query":"{__typename}","extensions":{"x":[${times(Math.ceil(n / 2_000), (l) => `[${times(2_000, (j) => `{${times(20, (i) => `"k${(l * 7 + j * 13 + i * (1 + (j % 17))) % 900}":1`).join(",")}}`).join(",")}]`).join(",")}]}}`,
  },
  {
    name: "lists of lists",
    sizes: doubling(180),
    body: (n) =>
      `{"query":"{__typename}","variables":{"x":[${times(n, () => `[${times(10_000, () => "1").join(",")}]`).join(",")}]}}`,
  },
  {
    name: "invalid custom fields in many changes",
    sizes: doubling(1_200),
    body: (n) =>
      operation(UPDATES, {
        inputs: times(n, () => ({ ...member, customFields: times(90, () => ({ key: "!", value: "" })) })),
      }),
  },
  {
    name: "extensions",
    sizes: doubling(350_000),
    body: (n) => `{"query":"{__typename}","extensions":{${times(n, (i) => `"k${i}":1`).join(",")}}}`,
  },
  {
    name: "unknown input fields and a large text",
    sizes: doubling(300_000),
    body: (n) =>
      operation(UPDATE, {
        input: {
          ...member,
          nameCard: "x".repeat(1_000_000),
          ...Object.fromEntries(times(n / 2, (i) => [`f${i}`, 1])),
        },
      }),
  },
  {
    name: "an enum value",
    sizes: doubling(4_000_000),
    body: (n) => operation(UPDATE, { input: { ...member, role: "A".repeat(n) } }),
  },
  {
    name: "digits of a number",
    sizes: doubling(4_000_000),
    body: (n) =>
      `{"query":${JSON.stringify(UPDATE)},"variables":{"input":{"groupId":"g","userId":"u","muteForSeconds":${"9".repeat(n)}}}}`,
  },
  {
    name: "an id",
    sizes: doubling(4_000_000),
    body: (n) => operation("query ($id: ID!) { group(id: $id) { name } }", { id: "x".repeat(n) }),
  },
  {
    name: "ids in a list",
    sizes: doubling(800_000),
    body: (n) =>
      operation("query ($ids: [ID!]!) { groups(ids: $ids) { name } }", { ids: times(n, () => "x") }),
  },
  {
    name: "a cursor",
    sizes: doubling(4_000_000),
    body: (n) =>
      operation("query ($after: String) { bulkOperations(after: $after) { nodes { id } } }", {
        after: "x".repeat(n),
      }),
  },
  {
    name: "references",
    sizes: doubling(80_000),
    body: (n) =>
      operation("query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }", {
        r: times(n, () => ({ __typename: "Group", id: "g" })),
      }),
  },
  {
    name: "a name card",
    sizes: doubling(4_000_000),
    body: (n) => operation(UPDATE, { input: { ...member, nameCard: "x".repeat(n) } }),
  },
  {
    name: "a name card of combining marks",
    sizes: doubling(4_000_000),
    body: (n) => operation(UPDATE, { input: { ...member, nameCard: marks(n) } }),
  },
  {
    name: "invalid custom fields",
    sizes: doubling(130_000),
    body: (n) =>
      operation(UPDATE, { input: { ...member, customFields: times(n, () => ({ key: "!", value: "" })) } }),
  },
  {
    name: "a custom field value of combining marks",
    sizes: doubling(4_000_000),
    body: (n) =>
      operation(UPDATE, { input: { ...member, customFields: [{ key: "seat", value: marks(n) }] } }),
  },
  {
    name: "changes in a list",
    sizes: doubling(120_000),
    body: (n) => operation(UPDATES, { inputs: times(n, () => member) }),
  },
  {
    name: "invalid changes in a bulk operation",
    sizes: doubling(10_000),
    body: (n) =>
      operation(BULK_UPDATE, {
        input: {
          idempotencyKey: "k",
          updates: times(n, () => ({ groupId: "\u0000", userId: "", nameCard: "x".repeat(300) })),
        },
      }),
  },
  {
    name: "invalid custom fields in a bulk operation",
    sizes: doubling(10_000),
    body: (n) =>
      operation(BULK_UPDATE, {
        input: {
          idempotencyKey: "k",
          updates: times(n, () => ({ ...member, customFields: times(5, () => ({ key: "!", value: "" })) })),
        },
      }),
  },
  {
    name: "many more custom fields in a bulk operation",
    sizes: doubling(8_000),
    body: (n) =>
      operation(BULK_UPDATE, {
        input: {
          idempotencyKey: "k",
          updates: times(n, () => ({ ...member, customFields: times(19, () => ({ key: "!", value: "" })) })),
        },
      }),
  },
  {
    name: "one invalid input for five bulk operations",
    sizes: doubling(10_000),
    body: (n) =>
      operation(
        `mutation ($input: StartBulkGroupMemberUpdateInput!) { ${times(5, (i) => `b${i}: startBulkGroupMemberUpdate(input: $input) { __typename }`).join(" ")} }`,
        {
          input: {
            idempotencyKey: "k",
            updates: times(n, () => ({ ...member, customFields: times(5, () => ({ key: "!", value: "" })) })),
          },
        },
      ),
  },
  {
    name: "name cards of combining marks in a bulk operation",
    sizes: doubling(10_000),
    body: (n) =>
      operation(BULK_UPDATE, {
        input: { idempotencyKey: "k", updates: times(n, () => ({ ...member, nameCard: marks(96) })) },
      }),
  },
  {
    name: "too many changes in a bulk operation",
    sizes: doubling(120_000),
    body: (n) => operation(BULK_UPDATE, { input: { idempotencyKey: "k", updates: times(n, () => member) } }),
  },
  {
    name: "too many courses in a bulk operation",
    sizes: doubling(800_000),
    body: (n) => operation(BULK_SYNC, { input: { idempotencyKey: "k", courseIds: times(n, () => "1") } }),
  },
  {
    name: "an idempotency key",
    sizes: doubling(4_000_000),
    body: (n) => operation(BULK_SYNC, { input: { courseIds: ["1"], idempotencyKey: "k".repeat(n) } }),
  },
  ...HOSTILE_NAMES,
  {
    name: "a token",
    sizes: doubling(28_000),
    body: () => operation("{ __typename }"),
    headers: (n) => ({ authorization: `Bearer ${"a".repeat(n)}` }),
  },
  {
    name: "other headers",
    sizes: doubling(28_000),
    body: () => operation("{ __typename }"),
    headers: (n) => ({ "x-other": "a".repeat(n), accept: `application/json,${"a/b,".repeat(10)}` }),
  },
];
