import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { VendorEventKind as KINDS } from "../../schema/vendor-event-enums.js";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Store } from "../../src/store/sql.js";
import { EVENT_NAMES, kindOf, type VendorEventKind } from "../../src/webhooks/event-kinds.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import type { TestApp } from "../support/app.js";
import { insertMessages, startWithStore } from "../support/webhook-rows.js";

let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;
let store: Store;

beforeAll(async () => {
  running = await startWithStore({
    env: ACCESS_ENV,
    school: aSchool({ groups: [aGroup({ id: "group-1", name: "Algebra", members: 3 })] }),
  });
  ({ app, store } = running);
});
afterEach(() => store.rows("truncate webhook_messages restart identity"));
afterAll(() => running[Symbol.asyncDispose]());

const FIELDS = `id kind state vendor command groupId courseId course { id } users { id } classinUids peopleCount
  occurredAt receivedAt processedAt tries failure`;

async function send(query: string, scopes = ["events"], variables = {}) {
  return app.send<any>(query, variables, asGateway(await tokenOf("operator", ...scopes)));
}
async function events(args = "", selection = FIELDS): Promise<any[]> {
  const { data, text } = await send(`{ vendorEvents${args} { nodes { ${selection} } } }`);
  if (data?.vendorEvents === undefined) throw new Error(text);
  return data.vendorEvents.nodes;
}
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => Number(id));

test("an event has everything but its body", async () => {
  await insertMessages(store, [
    {
      command: "Group.CallbackAfterNewMemberJoin",
      group_id: "group-1",
      body: { canary: "canary", NewMemberList: [{ Member_Account: "stu_1" }, { Member_Account: "stu_2" }] },
      occurred_at: "2026-11-20T07:59:59.123Z",
      processed_at: "2026-11-20T08:00:01Z",
    },
    {
      vendor: "classin",
      command: "eeoCourseStudentChange",
      course_id: "1001",
      body: { opData: { studentInfos: [{ studentUid: 77 }, { studentUid: 78 }, { studentUid: 77 }] } },
      tries: 5,
      failed_at: "2026-11-20T08:01:00Z",
      failure: "The store refused it.",
    },
  ]);
  const [ofClassin, ofTencent] = await events();
  expect(ofTencent).toEqual({
    id: "1",
    kind: "MEMBERS_JOINED",
    state: "PROCESSED",
    vendor: "TENCENT_IM",
    command: "Group.CallbackAfterNewMemberJoin",
    groupId: "group-1",
    courseId: null,
    course: null,
    users: [{ id: "stu_1" }, { id: "stu_2" }],
    classinUids: null,
    peopleCount: 2,
    occurredAt: "2026-11-20T07:59:59.123Z",
    receivedAt: "2026-11-20T08:00:00.000Z",
    processedAt: "2026-11-20T08:00:01.000Z",
    tries: 0,
    failure: null,
  });
  expect(ofClassin).toMatchObject({
    kind: "COURSE_STUDENTS_CHANGED",
    state: "FAILED",
    vendor: "CLASSIN",
    courseId: "1001",
    course: { id: "1001" },
    users: null,
    classinUids: ["77", "78"],
    peopleCount: 2,
    occurredAt: null,
    tries: 5,
    failure: "The store refused it.",
  });
});

test("pages are newest first, without gaps or repeats, also while events arrive", async () => {
  await insertMessages(
    store,
    Array.from({ length: 7 }, () => ({ group_id: "group-1" })),
  );
  const seen: number[] = [];
  let after: string | null = null;
  for (let page = 0; page < 3; page += 1) {
    const { data } = await send(
      "query($after: String) { vendorEvents(first: 3, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }",
      ["events"],
      { after },
    );
    const { edges, pageInfo } = data.vendorEvents;
    seen.push(...ids(edges.map(({ node }: any) => node)));
    expect(pageInfo).toEqual({
      hasNextPage: page < 2,
      hasPreviousPage: page > 0,
      endCursor: edges.at(-1).cursor,
    });
    after = pageInfo.endCursor;
    await insertMessages(store, [{ group_id: "group-1" }]);
  }
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
});

test("events are filtered by group, course and kind", async () => {
  await insertMessages(store, [
    { group_id: "group-1" },
    { group_id: "group-2" },
    { vendor: "classin", command: "eeoCourseInfoChange", course_id: "1001" },
    { vendor: "classin", command: "67371107", course_id: "1001" },
    { vendor: "classin", command: "ExamScore" },
    { vendor: "classin", command: "eeoCourseInfoChange", verified: false, body: "" },
    // A name of the other vendor is not a kind.
    { vendor: "tencent-im", command: "eeoCourseInfoChange", group_id: "group-1" },
  ]);
  expect(ids(await events('(groupId: "group-1")'))).toEqual([7, 1]);
  expect(ids(await events('(courseId: "1001")'))).toEqual([4, 3]);
  expect(ids(await events("(kind: COURSE_CHANGED)"))).toEqual([3]);
  expect(ids(await events("(kind: ROOM_ENTERED)"))).toEqual([4]);
  expect(ids(await events("(kind: OTHER)"))).toEqual([7, 5]);
  expect(ids(await events("(kind: UNVERIFIED)"))).toEqual([6]);
  expect(ids(await events('(kind: GROUP_CHANGED, groupId: "group-2")'))).toEqual([2]);
  expect(ids(await events('(kind: TEST, courseId: "1001")'))).toEqual([]);
});

test("an event that did not verify is kept apart, and nothing is read from it", async () => {
  const body = { UID: 77 };
  await insertMessages(store, [{ vendor: "classin", command: "AccountCancellation", verified: false, body }]);
  expect(await events()).toEqual([
    expect.objectContaining({
      kind: "UNVERIFIED",
      state: "KEPT_APART",
      command: "AccountCancellation",
      classinUids: null,
      peopleCount: null,
    }),
  ]);
});

test("at most 100 people are listed, all are counted, and odd messages list nobody", async () => {
  const many = Array.from({ length: 250 }, (_, index) => ({ Member_Account: `stu_${index}` }));
  await insertMessages(store, [
    { command: "Group.CallbackAfterMemberExit", body: { ExitMemberList: many } },
    { body: "{ not JSON" },
    { body: "[]" },
    { body: { MemberList: "nobody", NewMemberList: [null, 3, { Member_Account: "" }] } },
    { body: { NewMemberList: [{ Member_Account: "stu_1" }], filler: "x".repeat(64 * 1024) } },
  ]);
  const [tooLarge, odd, list, broken, full] = await events("", "users { id } peopleCount");
  expect(full.users).toHaveLength(100);
  expect(full.peopleCount).toBe(250);
  expect(broken).toEqual({ users: null, peopleCount: null });
  expect(list).toEqual({ users: null, peopleCount: null });
  expect(odd).toEqual({ users: [], peopleCount: 0 });
  expect(tooLarge).toEqual({ users: null, peopleCount: null });
});

test.for<[string, VendorEventKind, object, readonly string[]]>([
  ["classin", "LESSON_STUDENTS_CHANGED", { UID: 5, opData: { studentInfos: [{ studentUid: 1 }] } }, ["1"]],
  ["classin", "ATTENDANCE_COUNTED", { Data: [{ Uid: 1 }, { Uid: "2" }, { Uid: 0 }] }, ["1", "2"]],
  ["classin", "PHONE_NUMBER_REPLACED", { UID: 9 }, ["9"]],
  ["classin", "ROOM_ENTERED", { UID: 9 }, ["9"]],
  ["classin", "COURSE_CHANGED", { UID: 9 }, []],
  ["tencent-im", "MEMBER_CHANGED", { Operator_Account: "op", Member_Account: "a" }, ["a"]],
  ["tencent-im", "MEMBER_CHANGED", { Operator_Account: "op", Modified_Account: "a" }, ["a"]],
  ["tencent-im", "OWNER_CHANGED", { OldOwner_Account: "a", NewOwner_Account: "b" }, ["a", "b"]],
  ["tencent-im", "JOIN_REQUESTED", { Requestor_Account: "a" }, ["a"]],
  ["tencent-im", "INVITATION_REQUESTED", { DestinationMembers: [{ Member_Account: "a" }] }, ["a"]],
  ["tencent-im", "PROFILE_CHANGED", { From_Account: "a" }, ["a"]],
])("the people of %s's %s are found", async ([vendor, kind, body, people]) => {
  const name = EVENT_NAMES.get(kind);
  if (name === undefined) throw new Error(kind);
  await insertMessages(store, [{ ...name, body }]);
  const [event] = await events();
  expect(event.kind).toBe(kind);
  const found = vendor === "classin" ? event.classinUids : event.users.map(({ id }: any) => id);
  expect(found).toEqual(people);
});

test("people are found wherever events are selected", async () => {
  await insertMessages(store, [{ body: { NewMemberList: [{ Member_Account: "stu_1" }] } }]);
  const inEdges = await send("{ vendorEvents { edges { node { peopleCount } } } }");
  expect(inEdges.data.vendorEvents.edges).toEqual([{ node: { peopleCount: 1 } }]);
  const inFragment = await send(
    "{ vendorEvents { nodes { ...people } } } fragment people on VendorEvent { users { id } }",
  );
  expect(inFragment.data.vendorEvents.nodes).toEqual([{ users: [{ id: "stu_1" }] }]);
});

describe("access", () => {
  const query = "{ vendorEvents { nodes { id } } }";
  test.for([
    [["events"], []],
    [["read", "read:own", "write", "write:own", "bulk"], ["FORBIDDEN"]],
    [[], ["FORBIDDEN"]],
  ] as const)("with the scopes %j: %j", async ([scopes, codes]) => {
    await insertMessages(store, [{ group_id: "group-1" }]);
    const { errors } = await send(query, [...scopes]);
    expect(errors.map(({ extensions }) => extensions["code"])).toEqual(codes);
  });

  test("the group of an event also needs a read scope, and what the caller may not see is null", async () => {
    await insertMessages(store, [{ group_id: "group-1" }, { group_id: "gone" }]);
    const ofGroup = "{ vendorEvents { nodes { group { name } } } }";
    const both = await send(ofGroup, ["events", "read"]);
    expect(both.data.vendorEvents.nodes).toEqual([{ group: null }, { group: { name: "Algebra" } }]);
    const own = await send(ofGroup, ["events", "read:own"]);
    expect(own.data.vendorEvents.nodes).toEqual([{ group: null }, { group: null }]);
    const { errors } = await send(ofGroup);
    expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });
});

test.for([
  ['groupId: "\\u0000", courseId: "x"', ["groupId", "courseId"]],
  ['first: 101, after: "ZXZlbnQ6OTk5OTk5OTk5OTk5OTk5OTk5OQ"', ["first", "after"]],
  ['after: ""', ["after"]],
] as const)("odd arguments are refused together: %s", async ([args, paths]) => {
  const { errors } = await send(`{ vendorEvents(${args}) { nodes { id } } }`);
  expect(errors.map(({ extensions }: any) => extensions.problems.map(({ path }: any) => path))).toEqual([
    paths,
  ]);
});

test("a compiled operation answers the same", async () => {
  await insertMessages(store, [
    {
      command: "Group.CallbackAfterMemberExit",
      group_id: "group-1",
      body: { ExitMemberList: [{ Member_Account: "a" }] },
    },
    { vendor: "classin", command: "AccountCancellation", course_id: "1001", body: { UID: 7 } },
  ]);
  const query = `{ vendorEvents { edges { cursor node { ${FIELDS} group { name } } } pageInfo { endCursor } } }`;
  const answers = [];
  // An operation is compiled at its third use.
  for (let use = 1; use <= 5; use += 1) answers.push((await send(query, ["events", "read"])).text);
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? "").data.vendorEvents.edges).toMatchObject([
    { node: { classinUids: ["7"], course: { id: "1001" }, group: null } },
    { node: { users: [{ id: "a" }], group: { name: "Algebra" } } },
  ]);
});

test("each kind has one name, each name one kind, and the graph has exactly these kinds", () => {
  const kinds = [...EVENT_NAMES.keys()];
  expect([...kinds, "UNVERIFIED", "OTHER"].sort()).toEqual(Object.keys(KINDS).sort());
  const names = [...EVENT_NAMES.values()].map(({ vendor, command }) => `${vendor} ${command}`);
  expect(new Set(names).size).toBe(names.length);
  for (const [kind, name] of EVENT_NAMES) {
    expect(kindOf({ ...name, verified: true })).toBe(kind);
    expect(kindOf({ ...name, verified: false })).toBe("UNVERIFIED");
  }
  expect(kindOf({ vendor: "classin", command: "constructor", verified: true })).toBe("OTHER");
});
