import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Store } from "../../src/store/sql.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import type { TestApp } from "../support/app.js";
import { insertMessages, insertStudents, startWithStore } from "../support/webhook-rows.js";

let running: Awaited<ReturnType<typeof startWithStore>>;
let app: TestApp;
let store: Store;
beforeAll(async () => {
  running = await startWithStore({ env: ACCESS_ENV });
  ({ app, store } = running);
});
afterEach(() =>
  store.rows(
    "truncate official_names, webhook_messages, webhook_relays, course_students, nickname_syncs, bulk_operations, bulk_items, bulk_chunks",
  ),
);
afterAll(() => running[Symbol.asyncDispose]());

const ERASE = `mutation ($userId: ID!, $classinUid: ID) { erased: eraseUser(userId: $userId, classinUid: $classinUid) {
  __typename
  ... on EraseUserSuccess { userId classinUid officialNameRemoved eventsBlanked eventsLeft courseStudentsRemoved
    bulkItemsBlanked bulkItemsLeft syncsBlanked renamesRemoved nameCorrectionsRemoved }
  ... on InvalidInputError { problems { path } }
} }`;
async function erase(userId: string, classinUid?: string) {
  const headers = asGateway(await tokenOf("office", "names"));
  const { data, errors, text } = await app.send<any>(ERASE, { userId, classinUid }, headers);
  if (errors.length > 0) throw new Error(text);
  return data.erased;
}
const NOTHING = {
  __typename: "EraseUserSuccess",
  classinUid: null,
  officialNameRemoved: false,
  eventsBlanked: 0,
  eventsLeft: 0,
  courseStudentsRemoved: 0,
  bulkItemsBlanked: 0,
  bulkItemsLeft: 0,
  syncsBlanked: 0,
  renamesRemoved: 0,
  nameCorrectionsRemoved: 0,
};
const addName = (userId: string, classinUid: string | null, updatedBy: string | null = null) =>
  store.rows("insert into official_names values ($1, $2, 'Anna', 'anna', '2026-11-20T08:00:00Z', $3)", [
    userId,
    classinUid,
    updatedBy,
  ]);
const bodies = async () =>
  (await store.rows<{ body: string }>("select body from webhook_messages order by number")).map(
    ({ body }) => body,
  );
const PROCESSED = { processed_at: "2026-11-20T08:00:01Z" };

test("the official name goes, and the names that the person set for others stay", async () => {
  await addName("u1", "1001");
  await addName("u2", "1002", "u1");
  expect(await erase("u1")).toEqual({
    ...NOTHING,
    userId: "u1",
    classinUid: "1001",
    officialNameRemoved: true,
  });
  expect(await store.rows("select user_id, updated_by from official_names")).toEqual([
    { user_id: "u2", updated_by: null },
  ]);
  expect(await erase("u1")).toEqual({ ...NOTHING, userId: "u1" });
});

test("events that name the person lose their content, by the user id and by the number in ClassIn", async () => {
  await addName("u1", "1001");
  const others = [
    { NewMemberList: [{ Member_Account: "u11" }] },
    { GroupName: "u1 and friends" },
    { studentInfos: [{ studentUid: 10010, studentName: "x" }] },
  ];
  await insertMessages(store, [
    {
      ...PROCESSED,
      body: { NewMemberList: [{ Member_Account: "u2" }, { Member_Account: "u1" }], Name: "Canary" },
    },
    { ...PROCESSED, body: '{"From_Account":"\\u0075\\u0031","Name":"Canary"}' },
    {
      ...PROCESSED,
      vendor: "classin",
      body: { opData: { studentInfos: [{ studentUid: 1001, studentName: "Canary" }] } },
    },
    { ...PROCESSED, vendor: "classin", body: { UID: "1001", Name: "Canary" } },
    { verified: false, body: "Member_Account=u1&Name=Canary" },
    { failed_at: "2026-11-20T08:00:01Z", body: { Operator_Account: "u1", Name: "Canary" } },
    ...others.map((body) => ({ ...PROCESSED, body })),
  ]);
  expect(await erase("u1")).toMatchObject({ eventsBlanked: 6, eventsLeft: 0 });
  expect(await bodies()).toEqual(["", "", "", "", "", "", ...others.map((body) => JSON.stringify(body))]);
  expect(await erase("u1", "1001")).toMatchObject({ eventsBlanked: 0 });
});

test.for([
  ["用户1", String.raw`{"From_Account":"\u7528\u62371"}`],
  ["a/b", String.raw`{"From_Account":"a\/b"}`],
  ["a b", '{"From_Account":"a b"}'],
])("events that name %j in any spelling of JSON lose their content", async ([userId = "", body = ""]) => {
  await insertMessages(store, [{ ...PROCESSED, body }]);
  expect(await erase(userId)).toMatchObject({ eventsBlanked: 1 });
});

test("an event without content is still listed", async () => {
  await insertMessages(store, [{ ...PROCESSED, body: { Member_Account: "u1" } }]);
  await erase("u1");
  const headers = asGateway(await tokenOf("operator", "events"));
  const { data } = await app.send<any>("{ vendorEvents { nodes { state users { id } } } }", {}, headers);
  expect(data.vendorEvents.nodes).toEqual([{ state: "PROCESSED", users: null }]);
});

test("events that wait to be processed or relayed are left, and a later request finds them by the number", async () => {
  await addName("u1", "1001");
  await insertMessages(store, [
    { ...PROCESSED, body: { UID: 1001, of: "relayed" } },
    { ...PROCESSED, body: { UID: 1001, of: "not relayed yet" } },
    { body: { UID: 1001, of: "waiting" } },
  ]);
  await store.rows("update webhook_messages set received_at = clock_timestamp()");
  await store.rows(
    "insert into webhook_relays (target, host, position) select 't', 'h', min(number) from webhook_messages",
  );
  expect(await erase("u1")).toMatchObject({ eventsBlanked: 1, eventsLeft: 2, officialNameRemoved: true });
  await store.rows("update webhook_relays set position = (select max(number) from webhook_messages)");
  await store.rows("update webhook_messages set processed_at = clock_timestamp()");
  expect(await erase("u1", "1001")).toMatchObject({ eventsBlanked: 2, eventsLeft: 0 });
  expect(new Set(await bodies())).toEqual(new Set([""]));
});

test("a relay target that has been down for more than 14 days holds nothing back", async () => {
  await insertMessages(store, [{ ...PROCESSED, body: { Member_Account: "u1" } }]);
  await store.rows("update webhook_messages set received_at = clock_timestamp() - interval '15 days'");
  await store.rows("insert into webhook_relays (target, host, position) values ('t', 'h', 0)");
  expect(await erase("u1")).toMatchObject({ eventsBlanked: 1, eventsLeft: 0 });
});

test("many events are searched to the last one", async () => {
  await insertMessages(
    store,
    Array.from({ length: 95 }, (_, index) => ({
      ...PROCESSED,
      body: { Member_Account: index % 2 === 0 ? "u1" : "u2\\" },
    })),
  );
  expect(await erase("u1")).toMatchObject({ eventsBlanked: 48 });
  expect((await bodies()).filter((body) => body === "")).toHaveLength(48);
});

test("lists of students and the history of syncs forget the person", async () => {
  await insertStudents(store, [
    { course_id: "1", student_uid: "1001", name: "Canary" },
    { course_id: "2", student_uid: "1001" },
    { course_id: "2", student_uid: "1002" },
  ]);
  await store.rows(
    `insert into nickname_syncs (id, course_id, started_at, finished_at, requested_by, request_id, outcome)
     select gen_random_uuid(), '1', now(), now(), who, 'r', 'succeeded' from unnest(array['u1', 'u1', 'u2']) who`,
  );
  expect(await erase("u1", "1001")).toMatchObject({ courseStudentsRemoved: 2, syncsBlanked: 2 });
  expect(await store.rows("select course_id, student_uid from course_students")).toEqual([
    { course_id: "2", student_uid: "1002" },
  ]);
  expect(await store.rows("select requested_by from nickname_syncs order by 1")).toEqual([
    { requested_by: "u2" },
    { requested_by: null },
    { requested_by: null },
  ]);
});

test("finished bulk changes lose their texts, and those that are still to be made keep them", async () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const ended = "00000000-0000-4000-8000-000000000002";
  await store.rows(
    `insert into bulk_operations (id, kind, state, idempotency_key, input_hash, created_at, finished_at, total)
     values ($1, 'group-member-update', 'running', 'a', 'h', now(), null, 3),
            ($2, 'group-member-update', 'cancelled', 'b', 'h', now(), now(), 1)`,
    [id, ended],
  );
  const target = {
    groupId: "g",
    userId: "u1",
    nameCard: "Canary",
    customFields: [{ key: "k", value: "Canary" }],
    role: "ADMIN",
  };
  const add = (operation: string, position: number, of: object, outcome: string | null) =>
    store.rows(
      "insert into bulk_items (operation_id, position, chunk, target, outcome) values ($1, $2, 0, $3, $4)",
      [operation, position, JSON.stringify(of), outcome],
    );
  await add(id, 0, target, "succeeded");
  await add(id, 1, target, null);
  await add(id, 2, { ...target, userId: "u2" }, "failed");
  await add(ended, 0, target, null);
  expect(await erase("u1")).toMatchObject({ bulkItemsBlanked: 2, bulkItemsLeft: 1 });
  const blank = { groupId: "g", userId: "u1", role: "ADMIN" };
  const targets = await store.rows<{ target: object }>(
    "select target from bulk_items order by operation_id, position",
  );
  expect(targets.map((row) => row.target)).toEqual([blank, target, { ...target, userId: "u2" }, blank]);
});

test("ids that nobody can have are refused", async () => {
  expect((await erase("")).problems).toEqual([{ path: "userId" }]);
  expect((await erase("@TLS#NOT_FOUND", "x")).problems).toEqual([{ path: "userId" }, { path: "classinUid" }]);
});

test("the log says who was erased, and no content", async () => {
  await addName("u9", "1001");
  await erase("u9");
  const [line] = app.log.saying("mutation").filter((one: any) => one.targets[0]?.userId === "u9") as any[];
  expect(line).toMatchObject({ mutation: "eraseUser", callerId: "office", outcomes: ["EraseUserSuccess"] });
  expect(app.log.text).not.toContain("Canary");
});
