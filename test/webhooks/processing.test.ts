import { expect, test } from "vitest";
import type { Store } from "../../src/store/sql.js";
import { FakeClock } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";
import { signed, startWebhooks } from "../support/webhooks.js";

const POISON = "Poison";
const change = (courseId: number, courseName: string, id: string) =>
  signed({ Cmd: "eeoCourseInfoChange", opTime: 1700000000, opData: { courseId, courseName }, _id: id });

/** A store that refuses to write one course's name. */
function poisoned(store: Store): Store {
  return {
    ...store,
    rows: (text, values) => store.rows(text, values),
    transaction: (work) =>
      store.transaction((tx) =>
        work({
          rows(text, values) {
            return values?.includes(POISON) === true ? tx.rows("select 1 / 0") : tx.rows(text, values);
          },
        }),
      ),
  };
}

test("a message that cannot be processed ends after five tries; its course waits for it, others do not", async () => {
  await using webhooks = await startWebhooks({ wrap: poisoned });
  await webhooks.classin(change(1, POISON, "a"));
  await webhooks.classin(change(1, "After", "b"));
  await webhooks.classin(change(2, "Other", "c"));
  await expect
    .poll(() => webhooks.store.rows("select course_id, name from course_facts"), PATIENTLY)
    .toEqual([{ course_id: "2", name: "Other" }]);
  const skipWait = () =>
    webhooks.store.rows("update webhook_messages set not_before = null where not_before is not null");
  await expect
    .poll(async () => {
      await skipWait();
      return webhooks.store.rows("select name from course_facts where course_id = '1'");
    }, PATIENTLY)
    .toEqual([{ name: "After" }]);
  expect(await webhooks.messages()).toMatchObject([
    {
      key: "id:a",
      tries: 5,
      failure: "division by zero",
      failed_at: expect.any(Date),
      processed_at: null,
    },
    { key: "id:b", tries: 0, failure: null, processed_at: expect.any(Date) },
    { key: "id:c", tries: 0, processed_at: expect.any(Date) },
  ]);
  expect(webhooks.noted.filter((note) => note === "failed" || note === "given up")).toEqual([
    "failed",
    "failed",
    "failed",
    "failed",
    "given up",
  ]);
});

test("a message that cannot be read ends after five tries", async () => {
  await using webhooks = await startWebhooks();
  await webhooks.store.rows(
    `insert into webhook_messages (vendor, verified, key, command, topic, course_id, body, received_at)
     values ('classin', true, 'a', 'eeoCourseInfoChange', 'course:1', '1', 'no JSON', clock_timestamp())`,
  );
  await expect
    .poll(async () => {
      await webhooks.store.rows("update webhook_messages set not_before = null where not_before is not null");
      return (await webhooks.messages())[0]?.failed_at;
    }, PATIENTLY)
    .toEqual(expect.any(Date));
  expect(await webhooks.messages()).toMatchObject([{ tries: 5, failure: expect.stringContaining("JSON") }]);
});

test("messages that an earlier process left are processed", async () => {
  {
    await using webhooks = await startWebhooks({ clock: new FakeClock() });
    await webhooks.store.rows(
      `insert into webhook_messages (vendor, verified, key, command, topic, course_id, body, received_at)
       select 'classin', true, n::text, 'eeoCourseInfoChange', 'course:' || n, n::text,
              '{"opData":{"courseName":"Left"}}', clock_timestamp()
       from generate_series(1, 120) as n`,
    );
    await webhooks.classin(change(500, "Woken", "a"));
    await expect
      .poll(() => webhooks.store.rows("select count(*)::int as count from course_facts"), PATIENTLY)
      .toEqual([{ count: 121 }]);
  }
});

test("a gap in the receiving is announced, once, and only after one", async () => {
  const clock = new FakeClock();
  await using webhooks = await startWebhooks({ clock });
  const missed = () => webhooks.announced.filter(({ kind }) => kind === "webhooks-missed").length;
  const until = () => webhooks.store.rows<{ until: Date }>("select until from webhook_listening");
  await expect.poll(until, PATIENTLY).toHaveLength(1);
  expect(missed()).toBe(0);
  await clock.advance(5_000);
  expect(missed()).toBe(0);
  await webhooks.store.rows("update webhook_listening set until = until - interval '1 minute'");
  await expect
    .poll(async () => {
      await clock.advance(5_000);
      return webhooks.noted.filter((note) => note === "gap").length;
    }, PATIENTLY)
    .toBe(1);
  await clock.advance(5_000);
  await clock.advance(5_000);
  expect([missed(), webhooks.noted.filter((note) => note === "gap").length]).toEqual([1, 1]);
});
