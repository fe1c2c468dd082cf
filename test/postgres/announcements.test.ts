import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Announcement, Announcements } from "../../src/announcements/announcements.js";
import { postgresAnnouncements } from "../../src/announcements/postgres-announcements.js";
import { openDatabase } from "../../src/store/database.js";
import { systemClock } from "../../src/vendor/clock.js";
import { PATIENTLY } from "../support/patiently.js";
import { type Postgres, startPostgres } from "../support/postgres.js";

let postgres: Postgres;
const open: Announcements[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((announcements) => announcements.close()));
});
afterAll(() => postgres[Symbol.asyncDispose]());

const aClient = () => new pg.Client({ connectionString: postgres.url, application_name: "listens" });

/** One replica, what it has heard, and what it has said about the connection. */
async function aReplica({ waits = true, client = aClient } = {}) {
  const heard: Announcement[] = [];
  const changes: (string | null)[] = [];
  const announcements = postgresAnnouncements({
    database: Promise.resolve({
      pool: openDatabase(postgres.url, () => undefined),
      client,
    }),
    clock: systemClock,
    random: () => 0,
    onError: (error) => expect.fail(String(error)),
    onChange: (why) => changes.push(why),
  });
  open.push(announcements);
  announcements.listen((announcement) => heard.push(announcement));
  if (waits) await untilItHears(announcements);
  return { announcements, heard, changes };
}

async function untilItHears(announcements: Announcements): Promise<void> {
  await expect.poll(() => announcements.heardSince(), PATIENTLY).not.toBeNull();
}

async function asAdministrator(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const changed = (index: number): Announcement => ({ kind: "group-changed", groupId: `course-${index}` });

test("every replica hears an announcement once, in order, however many there are", async () => {
  const [one, two] = await Promise.all([aReplica(), aReplica()]);
  const all = Array.from({ length: 1_000 }, (_, index) => changed(index));
  await Promise.all([
    one.announcements.announce(all.slice(0, 500)),
    one.announcements.announce(all.slice(500)),
  ]);
  expect(one.heard).toEqual(all);
  await expect.poll(() => two.heard.length, PATIENTLY).toBe(all.length);
  expect(two.heard).toEqual(all);
  expect(one.heard).toHaveLength(all.length);
});

test("every kind of announcement arrives as it was sent", async () => {
  const [one, two] = await Promise.all([aReplica(), aReplica()]);
  const all: Announcement[] = [
    { kind: "group-write-begins", groupId: "course-1", writeId: "w1" },
    { kind: "group-changed", groupId: "course-1", writeId: "w1", outcomeUnknown: true },
    { kind: "group-changed", groupId: 'a "quoted" group \\' },
    { kind: "course-changed", courseId: "1001" },
    { kind: "webhooks-missed" },
  ];
  await one.announcements.announce(all);
  await expect.poll(() => two.heard, PATIENTLY).toEqual(all);
});

test("an announcement in a transaction is heard when that commits, and never if it is rolled back", async () => {
  const [one, two] = await Promise.all([aReplica(), aReplica()]);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const tx = {
    rows: async (text: string, values: readonly unknown[] = []) =>
      (await client.query(text, [...values])).rows as never[],
  };
  for (const [index, end] of (["rollback", "commit"] as const).entries()) {
    await client.query("begin");
    await one.announcements.announceIn(tx, [changed(index)]);
    await client.query(end);
  }
  await client.end();
  await expect.poll(() => two.heard, PATIENTLY).toEqual([changed(1)]);
  // This replica is told by the caller.
  expect(one.heard).toEqual([]);
});

test("what others send on the channel changes nothing", async () => {
  const replica = await aReplica();
  for (const payload of [
    "",
    "x",
    "[]",
    "{}",
    '{"from":1}',
    '{"from":"x","all":[null,{"kind":"new"},{"kind":"group-changed"}]}',
  ])
    await asAdministrator(`select pg_notify('class_groups', '${payload}')`);
  await asAdministrator(
    `select pg_notify('class_groups', '{"from":"x","all":[{"kind":"webhooks-missed"}]}')`,
  );
  await expect.poll(() => replica.heard, PATIENTLY).toEqual([{ kind: "webhooks-missed" }]);
});

test("after the listening connection was lost, only what is read later counts as heard of", async () => {
  const { announcements, changes } = await aReplica();
  const before = announcements.heardSince() ?? expect.fail("it does not hear");
  await asAdministrator(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listens'",
  );
  await expect.poll(() => announcements.heardSince() !== before, PATIENTLY).toBe(true);
  await untilItHears(announcements);
  expect(announcements.heardSince()).toBeGreaterThan(before);
  // So short a gap is no news.
  expect(changes).toEqual([]);
});

test("behind a pooler that drops LISTEN it never counts as hearing, and says so once", async () => {
  const { announcements, changes } = await aReplica({
    waits: false,
    client: () => Object.assign(aClient(), { query: () => Promise.resolve() }),
  });
  await expect.poll(() => changes, PATIENTLY).toEqual(["the database did not send back a heartbeat"]);
  expect(announcements.heardSince()).toBeNull();
});

test("while the database is down it says so once, and lost announcements become one that everything may have changed", async () => {
  const one = await aReplica();
  await postgres.stop();
  await expect.poll(() => one.announcements.heardSince(), PATIENTLY).toBeNull();
  await one.announcements.announce([changed(1)]);
  await expect.poll(() => one.changes.at(-1), PATIENTLY).toEqual(expect.any(String));
  await postgres.start();
  const two = await aReplica();
  await untilItHears(one.announcements);
  await expect.poll(() => one.changes.at(-1), PATIENTLY).toBeNull();
  // A busy machine may be late with a heartbeat before or after. Each trouble is said once, and ends.
  expect(one.changes).toEqual(one.changes.map((_, index) => (index % 2 === 0 ? expect.any(String) : null)));
  await one.announcements.announce([changed(2)]);
  await expect.poll(() => two.heard.at(-1), PATIENTLY).toEqual(changed(2));
  // It may have been sent before the second replica listened.
  expect(two.heard.filter(({ kind }) => kind !== "webhooks-missed")).toEqual([changed(2)]);
});
