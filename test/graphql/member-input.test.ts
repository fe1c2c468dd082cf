import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { UpdateGroupMemberDocument, type UpdateGroupMemberInput } from "../operations/generated/graphql.js";
import { bodiesOf, memberIn, sharedApp } from "../support/graphql-suite.js";

const ids = { groupId: "group-1", userId: "student_001" };
const app = await sharedApp({
  school: aSchool({
    groups: [aGroup({ id: ids.groupId, members: 60 })],
    customKeys: { member: { Public: ["seat", "note"] } },
  }),
});

type Change = Omit<UpdateGroupMemberInput, "groupId" | "userId">;
const update = async (change: Change) =>
  (await app.run(UpdateGroupMemberDocument, { input: { ...ids, ...change } })).updateGroupMember;
const problem = (path: string, limit: number | null = null, actual: number | null = null) => ({
  path,
  message: expect.stringMatching(/\S/),
  limit,
  actual,
});
const stored = () => memberIn(app, ids.groupId, ids.userId);

test("all problems of one input are reported together, with paths, limits and sizes", async () => {
  const { updateGroupMember } = await app.run(UpdateGroupMemberDocument, {
    input: {
      groupId: "课程",
      userId: "li\nya",
      nameCard: "课".repeat(17),
      customFields: [
        { key: "seat", value: "x".repeat(65) },
        { key: "a key of 19 letters", value: "ok" },
        { key: "seat", value: "\u202e" },
        { key: "", value: "" },
        { key: "k5", value: "" },
        { key: "k6", value: "" },
      ],
      muteForSeconds: 4294967296,
    },
  });
  expect(updateGroupMember).toEqual({
    __typename: "InvalidInputError",
    message: expect.stringContaining("input.nameCard"),
    problems: expect.toSatisfy((list: { path: string }[]) => list.length === 11),
  });
  expect("problems" in updateGroupMember && updateGroupMember.problems).toEqual(
    expect.arrayContaining([
      problem("input.groupId"),
      problem("input.userId"),
      problem("input.nameCard", 50, 51),
      problem("input.customFields", 5, 6),
      problem("input.customFields[0].value", 64, 65),
      problem("input.customFields[1].key", 16, 19),
      problem("input.customFields[1].key"),
      problem("input.customFields[2].key"),
      problem("input.customFields[2].value"),
      problem("input.customFields[3].key", 16, 0),
      problem("input.muteForSeconds", 4294967295, 4294967296),
    ]),
  );
  expect(app.vendorCalls()).toEqual({});
});

describe("a name card", () => {
  test.for([
    ["16 Chinese characters and two letters: 50 bytes", `${"课".repeat(16)}ab`],
    ["50 letters", "a".repeat(50)],
    ["an emoji family of 25 bytes, twice", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦"],
    ["a flag", "🇨🇳 Lin"],
    ["Arabic", "يوسف حداد"],
    ["quotes, backslash and markup", `"\\<b>&'%0a`],
    ["outer blanks, which are not trimmed", " Lin "],
    ["a zero-width non-joiner", "نمی‌دانم"],
  ])("is stored unchanged: %s", async ([, nameCard = ""]) => {
    expect(await update({ nameCard })).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
    expect(stored().nameCard).toBe(nameCard);
    expect(bodiesOf(app, "modify_group_member_info")).toEqual([
      { GroupId: ids.groupId, Member_Account: ids.userId, NameCard: nameCard },
    ]);
  });

  test("is normalized to NFC before its bytes are counted", async () => {
    const decomposed = "e\u0301".repeat(25);
    expect(await update({ nameCard: decomposed })).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
    expect(stored().nameCard).toBe("é".repeat(25));
  });

  test.for([
    ["51 bytes of Chinese", "课".repeat(17), 50, 51],
    ["51 letters", "a".repeat(51), 50, 51],
    ["three emoji families of 25 bytes", "👩‍👩‍👧‍👦".repeat(3), 50, 75],
    ["a lone surrogate", "Lin \ud800 Ya", null, null],
    ["a lone low surrogate", "\udc00", null, null],
    ["NUL", "Lin\u0000", null, null],
    ["a line feed", "Lin\nYa", null, null],
    ["a C1 control", "Lin\u0085", null, null],
    ["a line separator", "Lin\u2028Ya", null, null],
    ["a bidi override", "Lin\u202eaY", null, null],
    ["a bidi isolate", "Lin\u2066Ya", null, null],
    ["a zero-width space", "Lin\u200bYa", null, null],
    ["a right-to-left mark", "Lin\u200fYa", null, null],
    ["blanks only", "   ", null, null],
    ["ideographic blanks only", "\u3000\u3000", null, null],
  ] as const)("is refused for %s", async ([, nameCard, limit, actual]) => {
    expect(await update({ nameCard })).toMatchObject({
      __typename: "InvalidInputError",
      problems: expect.arrayContaining([problem("input.nameCard", limit, actual)]),
    });
    expect(app.vendorCalls()).toEqual({});
    expect(stored().nameCard).toBe("");
  });

  test("with half a character is refused, also as the JSON escape \\ud800", async () => {
    const { data } = await app.send(UpdateGroupMemberDocument, { input: { ...ids, nameCard: "\ud800" } });
    expect(JSON.stringify({ nameCard: "\ud800" })).toBe('{"nameCard":"\\ud800"}');
    expect(data?.updateGroupMember).toMatchObject({
      __typename: "InvalidInputError",
      problems: [{ path: "input.nameCard", message: expect.stringContaining("surrogate") }],
    });
  });

  test("with half a character in the query's text is a syntax error", async () => {
    const mutation = `mutation { updateGroupMember(input: { groupId: "group-1", userId: "student_001", nameCard: "\\ud800" }) { __typename } }`;
    const { status, errors } = await app.send(mutation);
    expect({ status, code: errors[0]?.extensions["code"] }).toEqual({
      status: 400,
      code: "GRAPHQL_PARSE_FAILED",
    });
    expect(app.vendorCalls()).toEqual({});
  });
});

describe("a mute", () => {
  const literal = (seconds: string) =>
    `mutation { updateGroupMember(input: { groupId: "group-1", userId: "student_001", muteForSeconds: ${seconds} }) { __typename ... on InvalidInputError { problems { path limit actual message } } } }`;

  test.for([0, 1, 2147483648, 4294967295])(
    "of %i seconds passes, as a literal and as a variable",
    async (seconds) => {
      expect(await update({ muteForSeconds: seconds })).toMatchObject({
        __typename: "UpdateGroupMemberSuccess",
      });
      expect((await app.send(literal(String(seconds)))).data).toEqual({
        updateGroupMember: { __typename: "UpdateGroupMemberSuccess" },
      });
      expect(bodiesOf(app, "modify_group_member_info").map(({ MuteTime }) => MuteTime)).toEqual([
        seconds,
        seconds,
      ]);
    },
  );

  test.for([
    [-1, 0],
    [4294967296, 4294967295],
    [1.5, null],
    [1e300, 4294967295],
  ] as const)("of %d seconds is refused, as a literal and as a variable", async ([seconds, limit]) => {
    const expected = {
      __typename: "InvalidInputError",
      problems: [problem("input.muteForSeconds", limit, limit === null ? null : seconds)],
    };
    expect(await update({ muteForSeconds: seconds })).toMatchObject(expected);
    expect((await app.send(literal(String(seconds)))).data).toEqual({ updateGroupMember: expected });
    expect(app.vendorCalls()).toEqual({});
  });

  test.for(['"60"', "true", "[60]", "{}", "FOREVER", "1e999"])(
    "of %s is not a number and fails validation",
    async (seconds) => {
      const { status, errors } = await app.send(literal(seconds));
      expect({ status, code: errors[0]?.extensions["code"] }).toEqual({
        status: 400,
        code: "GRAPHQL_VALIDATION_FAILED",
      });
      expect(app.vendorCalls()).toEqual({});
    },
  );
});

test.for([
  ["nothing at all", {}],
  [
    "nulls only",
    { nameCard: null, role: null, muteForSeconds: null, customFields: null, messageDelivery: null },
  ],
] as const)("a change of %s is refused", async ([, change]) => {
  expect(await update(change)).toMatchObject({
    __typename: "InvalidInputError",
    problems: [problem("input")],
  });
  expect(app.vendorCalls()).toEqual({});
});

test("an empty list of custom fields is refused", async () => {
  expect(await update({ customFields: [] })).toMatchObject({
    __typename: "InvalidInputError",
    problems: [problem("input.customFields")],
  });
});

test("the owner's role, unknown values and unknown fields fail validation", async () => {
  for (const change of ["role: OWNER", "role: TEACHER", "messageDelivery: LOUD", "level: 5"]) {
    const mutation = `mutation { updateGroupMember(input: { groupId: "group-1", userId: "student_001", ${change} }) { __typename } }`;
    const { status, errors } = await app.send(mutation);
    expect({ change, status, code: errors[0]?.extensions["code"] }).toEqual({
      change,
      status: 400,
      code: "GRAPHQL_VALIDATION_FAILED",
    });
  }
  expect(app.vendorCalls()).toEqual({});
});
