import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.js";
import type { Store } from "../../src/store/sql.js";
import { FakeClock } from "../support/fake-clock.js";
import {
  advanceUntil,
  RELAY_SECRET,
  relayTo,
  storeMessages,
  targetsKnown,
  textsOf,
  until,
} from "../support/relay.js";
import { storeFolder } from "../support/store.js";
import { startReceiver } from "../support/webhook-receiver.js";

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
  clock = new FakeClock(new Date(), { passesMs: 100 });
  await store.rows("truncate webhook_messages, webhook_relays");
});

const failure = async (): Promise<unknown> =>
  (await store.rows<{ failure: string | null }>("select failure from webhook_relays"))[0]?.failure;

test("redirects are not followed", async () => {
  await using elsewhere = await startReceiver();
  await using receiver = await startReceiver((_received, response) => {
    response.writeHead(307, { location: elsewhere.url }).end();
  });
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [{ text: "1" }]);
  relay.wake();
  await until(async () => (await failure()) === "HTTP status 307");
  expect(relay.outcomes).toMatchObject([{ outcome: "refused" }]);
  expect(elsewhere.received).toEqual([]);
});

test("a target that does not answer within ten seconds has failed", async () => {
  await using receiver = await startReceiver(() => undefined);
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [{ text: "1" }, { text: "2" }]);
  relay.wake();
  await until(() => receiver.received.length === 1);
  await clock.advance(9_500);
  expect(relay.outcomes).toEqual([]);
  await clock.advance(600);
  await until(async () => (await failure()) === "no answer in time");
  expect(relay.outcomes[0]).toMatchObject({ outcome: "timed-out" });
  receiver.answer = () => 200;
  await advanceUntil(clock, 1_000, () => textsOf(receiver.received).includes("2"));
});

test.for([
  ["endless", {}],
  ["huge", { "content-length": "1000000000000" }],
] as const)("an answer that is %s is cut off, and its status counts", async ([, headers]) => {
  const cutOff: Promise<unknown>[] = [];
  await using receiver = await startReceiver((_received, response) => {
    cutOff.push(once(response, "close"));
    response.writeHead(200, headers);
    const chunk = Buffer.alloc(64 * 1024);
    const write = (): void => {
      if (response.destroyed) return;
      if (response.write(chunk)) setImmediate(write);
      else response.once("drain", write);
    };
    write();
  });
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [{ text: "1" }, { text: "2" }, { text: "3" }]);
  relay.wake();
  await until(() => relay.outcomes.length === 3);
  expect(relay.outcomes.map(({ outcome }) => outcome)).toEqual(["delivered", "delivered", "delivered"]);
  await Promise.all(cutOff);
  expect(textsOf(receiver.received)).toEqual(["1", "2", "3"]);
});

test("an answer that stops in its body is left after a second, and its status counts", async () => {
  await using receiver = await startReceiver((_received, response) => {
    response.writeHead(200, { "content-length": "100" }).write("{");
  });
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [{ text: "1" }, { text: "2" }]);
  relay.wake();
  await advanceUntil(clock, 1_100, () => receiver.received.length >= 2);
  await advanceUntil(clock, 1_100, () => relay.outcomes.length >= 2);
  expect(relay.log.saying("failed")).toEqual([]);
});

test("an answer that begins just in time counts, even if the ten seconds end in its body", async () => {
  let respond: (() => void) | undefined;
  await using receiver = await startReceiver(({ body }, response) => {
    if (body.includes("2")) return 200;
    respond = () => response.writeHead(200, { "content-length": "100" }).write("{");
    return undefined;
  });
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [{ text: "1" }, { text: "2" }]);
  relay.wake();
  await until(() => respond !== undefined);
  await clock.advance(9_500);
  const timers = clock.timers;
  respond?.();
  // The time-out of the body is set when the status is known.
  await until(() => clock.timers > timers);
  await clock.advance(600);
  await until(() => receiver.received.length === 2);
  expect(textsOf(receiver.received)).toEqual(["1", "2"]);
  expect(relay.outcomes[0]).toMatchObject({ outcome: "delivered" });
});

test("headers that are too long, and answers that are not HTTP, are failures of this target", async () => {
  await using receiver = await startReceiver(({ body }, response, request) => {
    if (body.includes("1")) response.writeHead(200, { "x-long": "a".repeat(100_000) }).end();
    else request.socket.end("not http\r\n\r\n");
  });
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [{ text: "1" }]);
  relay.wake();
  await until(async () => (await failure()) === "an answer with too long headers");
  await store.rows("truncate webhook_messages");
  await storeMessages(store, [{ text: "2" }]);
  await advanceUntil(clock, 1_000, async () => (await failure()) === "no readable answer");
  expect(new Set(relay.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(["unreachable"]));
});

test.for(["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0"])(
  "nothing is sent to %s unless it is configured as private",
  async (host) => {
    await using receiver = await startReceiver();
    const url = new URL(receiver.url);
    url.hostname = host;
    await using relay = relayTo([url.href], { store, clock, privateHosts: ["another.example"] });
    await targetsKnown(store, 1);
    await storeMessages(store, [{ text: "1" }]);
    relay.wake();
    await until(async () => (await failure()) === "the host has no public address");
    expect(relay.outcomes).toMatchObject([{ outcome: "address-refused" }]);
    expect(receiver.received).toEqual([]);
    expect(relay.log.saying("a relay target failed")).toMatchObject([
      { target: url.host, why: "the host has no public address" },
    ]);
    const [key = ""] = RELAY_SECRET.split("_").slice(1);
    expect(relay.log.text).not.toContain(key);
    expect(relay.log.text).not.toContain("path-is-secret");
  },
);
