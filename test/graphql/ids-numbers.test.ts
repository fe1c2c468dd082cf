import { describe, expect, test } from "vitest";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { entitiesQuery, JSON_TYPE, sendRaw, sharedApp } from "../support/graphql-suite.js";

const app = await sharedApp({
  school: aSchool({
    courses: [aCourse({ id: "561294" })],
    groups: [
      aGroup({ id: "42", name: "Answers", members: ["7"] }),
      aGroup({ id: "course-561294" }),
      aGroup({ id: "course-0561294" }),
    ],
  }),
});

/** Sends variables as text. JavaScript would round some of these numbers before they are sent. */
async function sendVariables(query: string, variables: string) {
  const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
  const answer = await sendRaw(app.url, { headers: JSON_TYPE, body });
  return { status: answer.status, ...answer.json() };
}

const COURSE = "query ($id: ID!) { course(id: $id) { id } }";
const GROUPS = "query ($ids: [ID!]!) { groups(ids: $ids) { id } }";
const MEMBER = 'query ($id: ID!) { groupMember(groupId: "42", userId: $id) { userId } }';
const SYNC = "mutation ($id: ID!) { syncClassNicknames(courseId: $id) { __typename } }";
const UPDATE =
  "mutation ($inputs: [UpdateGroupMemberInput!]!) { updateGroupMembers(inputs: $inputs) { __typename } }";
const START =
  "mutation ($input: StartBulkNicknameSyncInput!) { startBulkNicknameSync(input: $input) { __typename } }";
const REFER = entitiesQuery(
  "... on Course { id } ... on Group { id name } ... on GroupMember { userId role } ... on User { id }",
);
/** The first integer that a double cannot hold. */
const UNSAFE = "9007199254740993";
const ADVICE = "Send the id as a string.";

describe("ids that are sent as numbers", () => {
  test.for([
    [COURSE, '{"id":561294}', { course: { id: "561294" } }],
    [COURSE, '{"id":"561294"}', { course: { id: "561294" } }],
    [COURSE, '{"id":9007199254740991}', { course: { id: "9007199254740991" } }],
    [COURSE, `{"id":"${UNSAFE}"}`, { course: { id: UNSAFE } }],
    [COURSE, '{"id":"18446744073709551615"}', { course: { id: "18446744073709551615" } }],
    [GROUPS, '{"ids":[42,"42",561294]}', { groups: [{ id: "42" }, { id: "42" }, null] }],
    [GROUPS, '{"ids":42}', { groups: [{ id: "42" }] }],
    [MEMBER, '{"id":7}', { groupMember: { userId: "7" } }],
    [SYNC, '{"id":561294}', { syncClassNicknames: { __typename: "SyncClassNicknamesSuccess" } }],
    [
      UPDATE,
      '{"inputs":[{"groupId":42,"userId":7,"nameCard":"seven"}]}',
      { updateGroupMembers: [{ __typename: "UpdateGroupMemberSuccess" }] },
    ],
  ] as const)("mean the same as strings: %s with %s", async ([query, variables, data]) => {
    expect(await sendVariables(query, variables)).toEqual({ status: 200, data });
  });

  test.for([
    [COURSE, `{"id":${UNSAFE}}`],
    [COURSE, '{"id":9007199254740992}'],
    [COURSE, '{"id":-9007199254740993}'],
    [COURSE, '{"id":18446744073709551615}'],
    [COURSE, '{"id":1e300}'],
    [COURSE, '{"id":561294.5}'],
    [GROUPS, `{"ids":["42",${UNSAFE}]}`],
    [GROUPS, `{"ids":${UNSAFE}}`],
    [MEMBER, `{"id":${UNSAFE}}`],
    [SYNC, `{"id":${UNSAFE}}`],
    [
      UPDATE,
      `{"inputs":[{"groupId":42,"userId":7,"nameCard":"x"},{"groupId":42,"userId":${UNSAFE},"nameCard":"x"}]}`,
    ],
    [START, `{"input":{"courseIds":[561294,${UNSAFE}],"idempotencyKey":"k"}}`],
  ] as const)("are refused unless they are safe integers: %s with %s", async ([query, variables]) => {
    const { status, data, errors = [] } = await sendVariables(query, variables);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors[0]?.message).toContain(ADVICE);
    expect(app.vendorCalls()).toEqual({});
  });

  test.for(["true", "null", "{}", '["1"]'])("a value of another type is refused: %s", async (id) => {
    const { status, errors } = await sendVariables(COURSE, `{"id":${id}}`);
    expect({ status, code: errors?.[0]?.extensions["code"] }).toEqual({
      status: 400,
      code: "BAD_USER_INPUT",
    });
  });

  test("are exact in the text of a query and in its defaults", async () => {
    expect(
      await app.run(`{ number: course(id: ${UNSAFE}) { id } text: course(id: "${UNSAFE}") { id } }`),
    ).toEqual({
      number: { id: UNSAFE },
      text: { id: UNSAFE },
    });
    expect(await app.run(`query ($id: ID! = ${UNSAFE}) { course(id: $id) { id } }`)).toEqual({
      course: { id: UNSAFE },
    });
    expect(await app.run("{ groups(ids: [42]) { id } }")).toEqual({ groups: [{ id: "42" }] });
  });
});

describe("numbers in references", () => {
  const refer = (representations: string) => sendVariables(REFER, `{"representations":[${representations}]}`);

  test("mean the same as strings", async () => {
    expect(
      await refer(
        [
          '{"__typename":"Course","id":561294}',
          '{"__typename":"Group","id":42}',
          '{"__typename":"GroupMember","groupId":42,"userId":7}',
          '{"__typename":"GroupMember","groupId":"42","userId":7}',
          '{"__typename":"User","id":7}',
          '{"__typename":"GroupMember","id":7}',
          '{"__typename":"Course","id":-1}',
        ].join(),
      ),
    ).toEqual({
      status: 200,
      data: {
        _entities: [
          { id: "561294" },
          { id: "42", name: "Answers" },
          { userId: "7", role: "MEMBER" },
          { userId: "7", role: "MEMBER" },
          { id: "7" },
          null,
          null,
        ],
      },
    });
  });

  test.for([
    `{"__typename":"Course","id":${UNSAFE}}`,
    '{"__typename":"Course","id":1.5}',
    `{"__typename":"Group","id":${UNSAFE}}`,
    `{"__typename":"GroupMember","id":${UNSAFE}}`,
    `{"__typename":"GroupMember","groupId":"42","userId":${UNSAFE}}`,
    `{"__typename":"GroupMember","groupId":${UNSAFE},"userId":"7"}`,
    `{"__typename":"User","id":${UNSAFE}}`,
  ])("are refused at their own place unless they are safe integers: %s", async (reference) => {
    const {
      status,
      data,
      errors = [],
    } = await refer(`{"__typename":"Course","id":"1"},${reference},{"__typename":"Course","id":2}`);
    expect({ status, data }).toEqual({ status: 200, data: { _entities: [{ id: "1" }, null, { id: "2" }] } });
    expect(errors).toMatchObject([
      {
        path: ["_entities", 1],
        message: expect.stringContaining(ADVICE),
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
    expect(app.vendorCalls()).toEqual({});
  });

  test("are not checked in fields that are not ids", async () => {
    expect(await refer(`{"__typename":"Course","id":"1","students":${UNSAFE}}`)).toEqual({
      status: 200,
      data: { _entities: [{ id: "1" }] },
    });
  });
});

describe("a course has one number", () => {
  test.for(["0561294", "00", "0", "", " 561294", "561294 ", "+561294", "5.6e5", "٥٦١٢٩٤", "1".repeat(21)])(
    "%j is not a course number",
    async (id) => {
      const queried = await app.send(COURSE, { id });
      expect(queried.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
      expect(await app.run(SYNC, { id })).toEqual({
        syncClassNicknames: { __typename: "InvalidInputError" },
      });
      const input = { courseIds: ["561294", id], idempotencyKey: "k" };
      expect(await app.run(START, { input })).toEqual({
        startBulkNicknameSync: { __typename: "InvalidInputError" },
      });
      const { data, errors } = await app.send(REFER, { representations: [{ __typename: "Course", id }] });
      expect({ data, errors }).toEqual({ data: { _entities: [null] }, errors: [] });
      expect(app.vendorCalls()).toEqual({});
    },
  );

  test("a group named with another spelling belongs to no course", async () => {
    const course = (id: string) => app.run(`{ group(id: "${id}") { course { id } } }`);
    expect(await course("course-561294")).toEqual({ group: { course: { id: "561294" } } });
    expect(await course("course-0561294")).toEqual({ group: { course: null } });
  });
});
