import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.js";
import type { Store } from "../../src/store/sql.js";
import { StoreUnavailable } from "../../src/store/sql.js";
import { FakeClock } from "../support/fake-clock.js";
import {
  advanceUntil,
  RELAY_SECRET,
  relayTo,
  storeMessages,
  targetsKnown,
  textsOf,
  until,
  withoutRepeats,
} from "../support/relay.js";
import { storeFolder } from "../support/store.js";
import { startReceiver } from "../support/webhook-receiver.js";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let folder: Awaited<ReturnType<typeof storeFolder>>;
let store: Store;
let clock: FakeClock;
beforeAll(async () => {
  folder = await storeFolder();
  store = await openEmbedded(folder.path, new AbortController().signal);
});
afterAll(async () => {
  await store.close();
  await folder[Symbol.asyncDispose]();
});
beforeEach(async () => {
  // The short pauses of the relay pass by themselves.
  clock = new FakeClock(new Date(), { passesMs: 100 });
  await store.rows("truncate webhook_messages, webhook_relays");
});

const numbered = (count: number, name = "message") =>
  Array.from({ length: count }, (_, index) => ({ text: `${name} ${index + 1}` }));
const rowOfTarget = async () =>
  (await store.rows<Record<string, unknown>>("select * from webhook_relays"))[0];

test("a target gets each verified message as it is, signed, with its vendor and command", async () => {
  await using receiver = await startReceiver();
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [
    { text: "\u4f60\u597d \ud83d\ude00", command: "Group.CallbackAfterNewMemberJoin" },
    { text: "from somebody else", verified: false },
    { text: "second", command: "\u547d\u4ee4 50%\n" },
  ]);
  relay.wake();
  await until(() => receiver.received.length === 2);
  const [first, second] = receiver.received;
  expect(first?.body).toBe('{"text":"\u4f60\u597d \ud83d\ude00"}');
  expect(first?.path).toBe("/hooks/path-is-secret");
  expect(first?.headers).toMatchObject({
    "content-type": "application/json",
    "class-groups-vendor": "classin",
    "class-groups-command": "Group.CallbackAfterNewMemberJoin",
  });
  expect(second?.headers["class-groups-command"]).toBe("%E5%91%BD%E4%BB%A4%2050%25%0A");
  const webhook = new Webhook(RELAY_SECRET);
  for (const { headers, body } of receiver.received) {
    const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    expect(webhook.verify(body, signed)).toEqual(JSON.parse(body));
    expect(() => webhook.verify(`${body} `, signed)).toThrow("No matching signature found");
  }
  expect(first?.headers["webhook-id"]).toMatch(/^msg_[0-9a-f]{32}$/);
  expect(second?.headers["webhook-id"]).not.toBe(first?.headers["webhook-id"]);
});

test("a new target begins with the next message, and a target that comes back goes on where it was", async () => {
  await using receiver = await startReceiver();
  await storeMessages(store, numbered(3, "old"));
  const first = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, numbered(2, "new"));
  first.wake();
  await until(() => receiver.received.length === 2);
  await first.stop();
  await storeMessages(store, numbered(2, "while away"));
  // Another target is configured meanwhile.
  await relayTo([`${receiver.url}/other`], { store, clock }).stop();
  await using _second = relayTo([receiver.url], { store, clock });
  await until(() => receiver.received.length === 4);
  expect(textsOf(receiver.received)).toEqual(["new 1", "new 2", "while away 1", "while away 2"]);
  const [key] = await store.rows<{ target: string; host: string }>(
    "select target, host from webhook_relays order by position desc",
  );
  expect(key?.target).toMatch(/^[0-9a-f]{64}$/);
  expect(key?.host).toBe(new URL(receiver.url).host);
});

test("whatever fails, a target gets every message, in order and without a gap", async () => {
  const outcome = fc.constantFrom(200, 202, 302, 400, 410, 429, 500, 503, "lost", "lost after 200");
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
      fc.array(outcome, { maxLength: 12 }),
      fc.array(fc.boolean(), { maxLength: 12 }),
      fc.noShrink(fc.double({ min: 0, max: 1, noNaN: true })),
      async (verified, outcomes, storeFails, jitter) => {
        await store.rows("truncate webhook_messages, webhook_relays");
        const script = [...outcomes];
        await using receiver = await startReceiver((_received, response) => {
          const next = script.shift() ?? 200;
          if (typeof next === "number") return next;
          if (next === "lost after 200") response.writeHead(200, { "content-length": "5" }).write("a");
          response.destroy();
          return undefined;
        });
        const troubles = [...storeFails];
        const flaky: Store = {
          ...store,
          // What happens if the process ends after a delivery, and before it is stored.
          rows: (text, values) =>
            text.includes("position = $4") && troubles.shift() === true
              ? Promise.reject(new StoreUnavailable("down"))
              : store.rows(text, values),
        };
        await using relay = relayTo([receiver.url], { store: flaky, clock, random: () => jitter });
        await targetsKnown(store, 1);
        const texts = await storeMessages(
          store,
          verified.map((isVerified, index) => ({ text: String(index), verified: isVerified })),
        );
        const expected = texts.filter((_, index) => verified[index]);
        relay.wake();
        const position = async () => Number((await rowOfTarget())?.["position"]);
        const [last] = await store.rows<{ number: number }>(
          "select max(number)::float8 as number from webhook_messages",
        );
        await advanceUntil(clock, 20_000, async () => (await position()) === last?.number);
        expect(withoutRepeats(textsOf(receiver.received))).toEqual(expected);
        expect(relay.givenUp).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});

test("a target that is down for an hour delays no other, and then gets everything in order", async () => {
  const COUNT = 1_000;
  const placeholder = await startReceiver();
  const port = Number(new URL(placeholder.url).port);
  await placeholder[Symbol.asyncDispose]();
  await using up = await startReceiver();
  await using relay = relayTo([placeholder.url, up.url], { store, clock });
  await targetsKnown(store, 2);
  const texts = await storeMessages(store, numbered(COUNT));
  relay.wake();
  await until(() => up.received.length === COUNT);
  expect(textsOf(up.received)).toEqual(texts);

  const startedAt = clock.now().getTime();
  await advanceUntil(clock, 10_000, () => clock.now().getTime() >= startedAt + HOUR_MS);
  const states = relay.states();
  expect(states.map(({ place, waiting }) => ({ place, waiting }))).toEqual([
    { place: 1, waiting: COUNT },
    { place: 2, waiting: 0 },
  ]);
  expect(states[0]?.failure).toBeTypeOf("string");
  expect(states[0]?.failingSeconds).toBeGreaterThan(3_500);
  expect(states[1]?.failingSeconds).toBe(0);
  const failures = relay.outcomes.filter(({ outcome }) => outcome !== "delivered");
  // Twelve waits of five minutes, after nine shorter ones.
  expect(failures.length).toBeGreaterThan(10);
  expect(failures.length).toBeLessThan(30);
  expect(relay.log.saying("a relay target failed")).toHaveLength(1);

  await using back = await startReceiver(undefined, port);
  await advanceUntil(clock, 10_000, () => back.received.length > 0);
  await advanceUntil(clock, 1_000, () => back.received.length >= COUNT);
  expect(withoutRepeats(textsOf(back.received))).toEqual(texts);
  expect(up.received).toHaveLength(COUNT);
  await advanceUntil(clock, 10_000, () => relay.states().every(({ waiting }) => waiting === 0));
  expect(relay.states()[0]).toMatchObject({ failingSeconds: 0, failure: null });
  expect(relay.log.saying("accepts messages again")).toMatchObject([{ failures: expect.any(Number) }]);
});

test("a message that a target refuses for three days is given up, and the next one is delivered", async () => {
  await using receiver = await startReceiver(({ body }) => (body.includes("poison") ? 410 : 200));
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [{ text: "poison", command: "Bad" }, { text: "after" }]);
  relay.wake();
  await until(() => receiver.received.length === 1);
  const startedAt = clock.now().getTime();
  const hoursPassed = () => (clock.now().getTime() - startedAt) / HOUR_MS;
  await advanceUntil(clock, HOUR_MS, () => hoursPassed() >= 71);
  expect(relay.givenUp).toEqual([]);
  await advanceUntil(clock, HOUR_MS, () => receiver.received.some(({ body }) => body.includes("after")));
  expect(hoursPassed()).toBeLessThan(76);
  expect(relay.givenUp).toHaveLength(1);
  const [line, ...others] = relay.log.saying("will not get it");
  expect(others).toEqual([]);
  expect(line).toMatchObject({ level: 50, vendor: "classin", command: "Bad", why: "HTTP status 410" });
  expect(line?.["number"]).toBeTypeOf("number");
  await until(async () => (await rowOfTarget())?.["tries"] === 0);
  expect(Number((await rowOfTarget())?.["given_up"])).toBe(1);
  expect(new Set(receiver.received.slice(0, -1).map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(relay.log.text).not.toMatch(/poison|path-is-secret/);
  expect(relay.log.text).not.toContain(RELAY_SECRET.slice("whsec_".length));
});

test("each message is tried for three days of its own while a target is down", async () => {
  await using receiver = await startReceiver(() => 500);
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, numbered(2));
  relay.wake();
  await advanceUntil(clock, HOUR_MS, () => relay.givenUp.length === 1);
  const givenUpAt = clock.now().getTime();
  await advanceUntil(clock, HOUR_MS, () => clock.now().getTime() >= givenUpAt + 48 * HOUR_MS);
  expect(relay.givenUp).toHaveLength(1);
  expect(relay.states()[0]?.failingSeconds).toBeGreaterThan(100 * 3_600);
  receiver.answer = () => 200;
  await advanceUntil(clock, MINUTE_MS, () => relay.outcomes.some(({ outcome }) => outcome === "delivered"));
  expect(textsOf(receiver.received).at(-1)).toBe("message 2");
});

test("a message has three days of its own, even if the one before it was deleted because of its age", async () => {
  await using receiver = await startReceiver(() => 500);
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, numbered(2));
  const startedAt = clock.now().getTime();
  const daysPassed = () => (clock.now().getTime() - startedAt) / (24 * HOUR_MS);
  await advanceUntil(clock, HOUR_MS, () => daysPassed() >= 2.5);
  await store.rows("delete from webhook_messages where number = (select min(number) from webhook_messages)");
  await advanceUntil(clock, HOUR_MS, () => daysPassed() >= 5);
  expect(textsOf(receiver.received).at(-1)).toBe("message 2");
  expect(relay.givenUp).toEqual([]);
  await advanceUntil(clock, HOUR_MS, () => relay.givenUp.length === 1);
  expect(daysPassed()).toBeGreaterThan(5.5);
  expect(relay.log.saying("will not get it")).toHaveLength(1);
});

test("a target that asks for time gets it, at most five minutes", async () => {
  let header = "120";
  await using receiver = await startReceiver((_received, response) => {
    response.writeHead(429, { "retry-after": header }).end();
  });
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, numbered(1));
  /** No time passes while the target is asked, so the result is exact but for the relay's short pauses. */
  const waitMs = async (tries: number): Promise<number> => {
    await until(() => {
      relay.wake();
      return relay.outcomes.length === tries;
    });
    await until(async () => {
      const row = await rowOfTarget();
      return row?.["tries"] === tries && row["lease_until"] === null;
    });
    const { not_before: notBefore } = (await rowOfTarget()) ?? {};
    return (notBefore as Date).getTime() - clock.now().getTime();
  };
  const first = await waitMs(1);
  expect(first).toBeGreaterThan(60_000);
  expect(first).toBeLessThanOrEqual(120_001);
  header = "86400";
  await clock.stall(121_000);
  const second = await waitMs(2);
  expect(second).toBeGreaterThan(200_000);
  expect(second).toBeLessThanOrEqual(300_001);
});
