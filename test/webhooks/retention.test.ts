import { expect, test } from "vitest";
import { expireMessages, MAX_UNVERIFIED } from "../../src/webhooks/process/retention.js";
import { emptyStore } from "../support/webhooks.js";

const ADD = `
  insert into webhook_messages (vendor, verified, key, command, topic, body, received_at, processed_at, failed_at)
  select 'classin', $1::boolean, $2 || n, 'Test', 'classin', '', clock_timestamp() - $3::int * interval '1 day',
         case when $4 = 'processed' then clock_timestamp() end, case when $4 = 'failed' then clock_timestamp() end
  from generate_series(1, $5::int) as n`;

test("old messages are deleted, but none that waits to be processed or relayed", async () => {
  const store = await emptyStore();
  const add = (key: string, days: number, state: string, { verified = true, count = 1 } = {}) =>
    store.rows(ADD, [verified, key, days, state, count]);
  const keys = async () =>
    (await store.rows<{ key: string }>("select key from webhook_messages order by number")).map(
      ({ key }) => key,
    );
  await add("old failed ", 91, "failed");
  await add("old ", 91, "processed", { count: 2_500 });
  await add("old waiting ", 91, "waiting");
  await add("old unverified ", 91, "waiting", { verified: false });
  await add("new ", 89, "processed");
  await add("new unverified ", 0, "waiting", { verified: false });
  await expireMessages(store, 90);
  expect(await keys()).toEqual(["old waiting 1", "new 1", "new unverified 1"]);

  await store.rows("insert into webhook_relays (target, host, position) values ('a', 'b', 0)");
  await add("very old ", 15, "processed");
  await add("recent ", 10, "processed");
  await expireMessages(store, 1);
  expect(await keys()).toEqual(["old waiting 1", "new unverified 1", "recent 1"]);
  await store.rows("update webhook_relays set position = 1000000");
  await expireMessages(store, 1);
  expect(await keys()).toEqual(["old waiting 1", "new unverified 1"]);
});

test("only the newest of the messages that did not verify are kept", async () => {
  const store = await emptyStore();
  await store.rows(ADD, [false, "forged ", 0, "waiting", MAX_UNVERIFIED + 20]);
  await expireMessages(store, 90);
  expect(
    await store.rows("select count(*)::int as count, min(number)::int as first from webhook_messages"),
  ).toEqual([{ count: MAX_UNVERIFIED, first: 21 }]);
});

test("courses that ended long ago are forgotten with their students, and students who left long ago", async () => {
  const store = await emptyStore();
  const course = (id: string, status: string, days: number) =>
    store.rows(
      `insert into course_facts (course_id, as_of, status, status_at)
       select $1, at, $2, at from (select clock_timestamp() - $3::int * interval '1 day' as at) as moment`,
      [id, status, days],
    );
  const student = (courseId: string, uid: string, isIn: boolean, days: number) =>
    store.rows(
      `insert into course_students (course_id, student_uid, is_in, name, as_of)
       values ($1, $2, $3::boolean, 'Ann', clock_timestamp() - $4::int * interval '1 day')`,
      [courseId, uid, isIn, days],
    );
  await course("1", "ENDED", 91);
  await course("2", "DELETED", 91);
  await course("3", "RUNNING", 900);
  await course("4", "ENDED", 89);
  for (const id of ["1", "2", "3", "4"]) await student(id, "10", true, 900);
  await student("3", "11", false, 91);
  await student("3", "12", false, 89);
  await expireMessages(store, 90);
  expect(await store.rows("select course_id from course_facts order by course_id")).toEqual([
    { course_id: "3" },
    { course_id: "4" },
  ]);
  expect(
    await store.rows("select course_id, student_uid from course_students order by course_id, student_uid"),
  ).toEqual([
    { course_id: "3", student_uid: "10" },
    { course_id: "3", student_uid: "12" },
    { course_id: "4", student_uid: "10" },
  ]);
});
