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
