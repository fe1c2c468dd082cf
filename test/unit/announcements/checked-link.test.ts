import { EventEmitter } from "node:events";
import type { Client } from "pg";
import { expect, test } from "vitest";
import { CheckedLink } from "../../../src/announcements/checked-link.js";
import { heartbeatPayload } from "../../../src/announcements/payload.js";
import { FakeClock, settled } from "../../support/fake-clock.js";

const REPLICA = "this-replica";

/** A database that the test can make silent, and what the link says about it. */
function aLink() {
  const clock = new FakeClock();
  const clients: EventEmitter[] = [];
  const changes: (string | null)[] = [];
  const heard: unknown[] = [];
  const database = { sendsBack: true, refuses: false };
  const notify = (payload: string) =>
    clients.at(-1)?.emit("notification", { channel: "class_groups", payload });
  const link = new CheckedLink({
    async client() {
      const client = Object.assign(new EventEmitter(), {
        connect: () => (database.refuses ? Promise.reject(new Error("refused")) : Promise.resolve()),
        query: () => Promise.resolve(),
        end: () => Promise.resolve(),
      });
      clients.push(client);
      return client as unknown as Client;
    },
    clock,
    random: () => 1,
    replica: REPLICA,
    beat: (number) => database.sendsBack && notify(heartbeatPayload(REPLICA, number)),
    onMessage: ({ announcements }) => heard.push(...announcements),
    onChange: (why) => changes.push(why),
  });
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 500) {
      await clock.advance(500);
      await settled();
    }
  };
  return { link, clock, clients, changes, heard, database, notify, pass };
}

test("it hears since LISTEN, once a heartbeat has come back", async () => {
  const { link, clock, pass, changes } = aLink();
  const startedMs = clock.monotonicMs();
  expect(link.heardSince()).toBeNull();
  await pass(60_000);
  expect(link.heardSince()).toBe(startedMs);
  expect(changes).toEqual([]);
  await link.close();
  expect(clock.timers).toBe(0);
});

test("after three seconds without a heartbeat it does not count as hearing, says so once, and listens anew", async () => {
  const { link, clients, database, pass, changes } = aLink();
  await pass(2_000);
  const before = link.heardSince() ?? expect.fail("it does not hear");
  database.sendsBack = false;
  await pass(3_500);
  expect(link.heardSince()).toBeNull();
  await pass(60_000);
  expect(changes).toEqual(["the database did not send back a heartbeat"]);
  expect(clients.length).toBeGreaterThan(1);
  database.sendsBack = true;
  await pass(20_000);
  expect(link.heardSince()).toBeGreaterThan(before);
  expect(changes).toEqual(["the database did not send back a heartbeat", null]);
  await link.close();
});

test("a lost connection ends hearing at once, and a quick return is no news", async () => {
  const { link, clients, pass, changes } = aLink();
  await pass(2_000);
  const before = link.heardSince() ?? expect.fail("it does not hear");
  clients[0]?.emit("error", new Error("connection reset"));
  expect(link.heardSince()).toBeNull();
  await pass(2_000);
  expect(link.heardSince()).toBeGreaterThan(before);
  expect(changes).toEqual([]);
  await link.close();
});

test("connections that break again and again are one piece of news, with the cause", async () => {
  const { link, clients, database, pass, changes } = aLink();
  await pass(1_000);
  database.sendsBack = false;
  for (let second = 0; second < 10; second += 1) {
    clients.at(-1)?.emit("error", new Error("connection reset"));
    await pass(1_000);
  }
  expect(changes).toHaveLength(1);
  expect(link.heardSince()).toBeNull();
  await link.close();
});

test("attempts to connect become rare while the database is down", async () => {
  const { link, clients, database, pass, changes } = aLink();
  database.refuses = true;
  await pass(300_000);
  expect(changes).toEqual(["refused"]);
  expect(clients.length).toBeLessThan(30);
  await link.close();
});

test("messages of others are heard, and own ones are not", async () => {
  const { link, heard, notify, pass } = aLink();
  await pass(1_000);
  const all = [{ kind: "course-changed", courseId: "1001" }];
  notify(JSON.stringify({ from: REPLICA, all }));
  notify(JSON.stringify({ from: "another", all }));
  expect(heard).toEqual(all);
  await link.close();
});
