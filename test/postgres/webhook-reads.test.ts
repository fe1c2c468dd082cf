import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.js";
import { migratePostgres } from "../../src/store/migrate.js";
import { postgresStore } from "../../src/store/postgres.js";
import type { Sql, Store } from "../../src/store/sql.js";
import { findCourses, listCourses, listStudents } from "../../src/webhooks/queries/courses.js";
import { type EventsQuery, listEvents } from "../../src/webhooks/queries/events.js";
import { type Postgres, startPostgres } from "../support/postgres.js";
import { insertCourses, insertStudents } from "../support/webhook-rows.js";

let postgres: Postgres;
let store: Store;
beforeAll(async () => {
  postgres = await startPostgres();
  const pool = openDatabase(postgres.url, () => undefined, {
    answerWithinMs: 60_000,
    connectWithinMs: 10_000,
  });
  store = postgresStore(pool, () => migratePostgres(pool));
  await migratePostgres(pool);
  // A school's messages of some weeks. One in ten is about a course, and one in a hundred did not verify.
  await store.rows(`
    insert into webhook_messages (vendor, verified, key, command, topic, group_id, course_id, body, received_at)
    select case when n % 10 = 0 then 'classin' else 'tencent-im' end, n % 100 <> 1, n::text,
      case when n % 10 = 0 then 'eeoCourseInfoChange' when n % 10 = 5 then 'Group.CallbackAfterMemberExit'
        else 'Group.CallbackAfterSendMsg' end,
      '', case when n % 10 <> 0 then 'group-' || n % 1000 end, case when n % 10 = 0 then (1 + n % 1000)::text end,
      '{}', now()
    from generate_series(1, 50000) n`);
  await store.rows("analyze");
}, 120_000);
afterAll(async () => {
  await store.close();
  await postgres[Symbol.asyncDispose]();
});

const ALL: EventsQuery = {
  kind: null,
  groupId: null,
  courseId: null,
  withPeople: true,
  before: null,
  limit: 51,
};

/** Runs a read, but returns its plan. */
async function planOf(read: (sql: Sql) => Promise<unknown>): Promise<string> {
  let plan = "";
  const explaining: Sql = {
    async rows(text, values) {
      const lines = await store.rows<{ "QUERY PLAN": string }>(`explain ${text}`, values);
      plan = lines.map((line) => line["QUERY PLAN"]).join("\n");
      return [];
    },
  };
  await read(explaining);
  return plan;
}

test.for<[string, Partial<EventsQuery>, number, string]>([
  ["all", {}, 50_000, "webhook_messages_pkey"],
  ["a later page", { before: "1001" }, 1_000, "webhook_messages_pkey"],
  ["of a group", { groupId: "group-7" }, 49_007, "webhook_messages_group"],
  ["of a course", { courseId: "11" }, 49_010, "webhook_messages_course"],
  ["of a kind", { kind: "MEMBERS_LEFT" }, 49_995, "webhook_messages_command"],
  ["of a rare kind", { kind: "GROUP_FULL" }, 0, "webhook_messages_command"],
])("a page of events uses an index: %s", async ([, query, newest, index]) => {
  const found = await listEvents(store, { ...ALL, ...query });
  expect(Number(found[0]?.number ?? 0)).toBe(newest);
  const plan = await planOf((sql) => listEvents(sql, { ...ALL, ...query }));
  expect(plan).toContain(index);
});

test("events that did not verify, or have no kind, are found", async () => {
  const unverified = await listEvents(store, { ...ALL, kind: "UNVERIFIED" });
  expect(unverified).toHaveLength(51);
  expect(unverified.every(({ state }) => state === "KEPT_APART")).toBe(true);
  const other = await listEvents(store, { ...ALL, kind: "OTHER" });
  expect(new Set(other.map(({ command }) => command))).toEqual(new Set(["Group.CallbackAfterSendMsg"]));
});

test("courses and students are read as from the embedded store", async () => {
  await insertCourses(store, [
    { course_id: "9", name: "Maths" },
    { course_id: "10", status: "ENDED" },
    { course_id: "18446744073709551615" },
  ]);
  await insertStudents(store, [
    { course_id: "9", student_uid: "2" },
    { course_id: "9", student_uid: "10", name: "Bea" },
    { course_id: "9", student_uid: "3", is_in: false },
  ]);
  const all = await listCourses(store, { status: null, after: null, limit: 10 });
  expect(all.map(({ courseId }) => courseId)).toEqual(["9", "10", "18446744073709551615"]);
  const rest = await listCourses(store, { status: null, after: "9", limit: 1 });
  expect(rest).toMatchObject([{ courseId: "10", status: "ENDED", asOf: expect.any(Date) }]);
  expect(await findCourses(store, ["9", "11"])).toMatchObject([{ courseId: "9", name: "Maths" }]);
  const students = await listStudents(store, { courseId: "9", after: null, limit: 10 });
  expect(students.map(({ uid }) => uid)).toEqual(["10", "2"]);
  expect(await listStudents(store, { courseId: "9", after: "10", limit: 10 })).toMatchObject([{ uid: "2" }]);
});
