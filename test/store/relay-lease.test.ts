import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.js";
import { type Store, StoreUnavailable } from "../../src/store/sql.js";
import { FakeClock } from "../support/fake-clock.js";
import { relayTo, storeMessages, targetsKnown, textsOf, until } from "../support/relay.js";
import { storeFolder } from "../support/store.js";
import { startReceiver } from "../support/webhook-receiver.js";

let folder: Awaited<ReturnType<typeof storeFolder>>;
let embedded: Store;
/** Two relays use it like two replicas. */
let shared: Store;
beforeAll(async () => {
  folder = await storeFolder();
  embedded = await openEmbedded(folder.path, new AbortController().signal);
  shared = { ...embedded, isShared: true };
});
afterAll(async () => {
  await embedded.close();
  await folder[Symbol.asyncDispose]();
});
beforeEach(() => embedded.rows("truncate webhook_messages, webhook_relays"));

/** The relay's pauses pass by themselves. */
const aClock = () => new FakeClock(new Date(), { passesMs: 1_000 });
/** Only its shortest pauses do. */
const slowClock = () => new FakeClock(new Date(), { passesMs: 100 });
const leaseEnds = () =>
  embedded.rows(
    "update webhook_relays set lease_until = now() - interval '1 second' where lease_until > now()",
  );
const leases = () => embedded.rows("select from webhook_relays where lease_until > now()");
const position = async (): Promise<number> => {
  const [row] = await embedded.rows<{ position: number }>("select position::float8 from webhook_relays");
  return row?.position ?? -1;
};
const lastNumber = async (): Promise<number> => {
  const [row] = await embedded.rows<{ number: number }>(
    "select max(number)::float8 as number from webhook_messages",
  );
  return row?.number ?? -1;
};

const MESSAGES = Array.from({ length: 5 }, (_, index) => ({ text: `${index + 1}` }));

/** Holds the answer to the third message until `release` is called. Only its first delivery is held. */
async function receiverThatHolds() {
  let release: (() => void) | undefined;
  const receiver = await startReceiver(({ body }) => {
    if (release !== undefined || !body.includes("3")) return 200;
    return new Promise((resolve) => {
      release = () => resolve(200);
    });
  });
  return { receiver, release: () => release?.(), isHolding: () => release !== undefined };
}

test("while one replica delivers, another does not. If it was killed, the other goes on after the lease", async () => {
  const { receiver, release, isHolding } = await receiverThatHolds();
  await using _receiver = receiver;
  const life = { isKilled: false };
  const die = () => Promise.reject(new StoreUnavailable("killed"));
  const mortal: Store = {
    ...shared,
    rows: (text, values) => (life.isKilled ? die() : shared.rows(text, values)),
  };
  await using killed = relayTo([receiver.url], { store: mortal, clock: slowClock() });
  await targetsKnown(embedded, 1);
  await storeMessages(embedded, MESSAGES);
  killed.wake();
  await until(isHolding);
  life.isKilled = true;

  const clock = aClock();
  await using other = relayTo([receiver.url], { store: shared, clock });
  const startedAt = clock.monotonicMs();
  await until(() => clock.monotonicMs() > startedAt + 5_000);
  expect(textsOf(receiver.received)).toEqual(["1", "2", "3"]);
  await leaseEnds();
  await until(async () => (await position()) === (await lastNumber()));
  // At least once: nobody knows whether the third message was accepted.
  expect(textsOf(receiver.received)).toEqual(["1", "2", "3", "3", "4", "5"]);
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(5);
  expect(other.log.saying("stalled")).toEqual([]);
  release();
});

test("a replica that stalled does not move the position back", async () => {
  const { receiver, release, isHolding } = await receiverThatHolds();
  await using _receiver = receiver;
  await using stalled = relayTo([receiver.url], { store: shared, clock: aClock() });
  await targetsKnown(embedded, 1);
  await storeMessages(embedded, MESSAGES);
  stalled.wake();
  await until(isHolding);
  await leaseEnds();
  await using _other = relayTo([receiver.url], { store: shared, clock: aClock() });
  await until(async () => (await position()) === (await lastNumber()));
  release();
  await until(() => stalled.log.saying("stalled").length === 1);
  expect(await position()).toBe(await lastNumber());
  expect(await leases()).toEqual([]);
  // It goes on with new messages, as any replica may.
  await storeMessages(embedded, [{ text: "6" }]);
  stalled.wake();
  await until(() => textsOf(receiver.received).at(-1) === "6");
});

test("two replicas deliver each message once, in order", async () => {
  await using receiver = await startReceiver();
  const relays = [1, 2].map(() => relayTo([receiver.url], { store: shared, clock: aClock() }));
  await using _first = relays[0];
  await using _second = relays[1];
  await targetsKnown(embedded, 1);
  const texts: string[] = [];
  for (let batch = 0; batch < 20; batch += 1) {
    texts.push(...(await storeMessages(embedded, [{ text: `${batch} a` }, { text: `${batch} b` }])));
    for (const relay of relays) relay.wake();
    await until(() => receiver.received.length === texts.length);
  }
  expect(textsOf(receiver.received)).toEqual(texts);
});

test("an embedded store has no other users, so a lease of an earlier run is not waited for", async () => {
  await using receiver = await startReceiver();
  await relayTo([receiver.url], { store: shared, clock: aClock() }).stop();
  await embedded.rows("update webhook_relays set lease_until = now() + interval '1 hour'");
  await storeMessages(embedded, MESSAGES);
  await using _relay = relayTo([receiver.url], { store: embedded, clock: aClock() });
  await until(() => receiver.received.length === MESSAGES.length);
  expect(textsOf(receiver.received)).toEqual(["1", "2", "3", "4", "5"]);
});

test("a relay that stops waits for its delivery, stores it, and releases the target", async () => {
  const { receiver, release, isHolding } = await receiverThatHolds();
  await using _receiver = receiver;
  const relay = relayTo([receiver.url], { store: shared, clock: slowClock() });
  await targetsKnown(embedded, 1);
  await storeMessages(embedded, MESSAGES);
  relay.wake();
  await until(isHolding);
  const stopping = relay.stop();
  release();
  await stopping;
  expect(textsOf(receiver.received)).toEqual(["1", "2", "3"]);
  expect(await leases()).toEqual([]);
  await using _next = relayTo([receiver.url], { store: shared, clock: aClock() });
  await until(() => receiver.received.length === 5);
  expect(textsOf(receiver.received)).toEqual(["1", "2", "3", "4", "5"]);
});
