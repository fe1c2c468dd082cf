import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openEmbedded } from "../../src/store/embedded.js";
import type { Store } from "../../src/store/sql.js";
import { readPage } from "../../src/webhooks/relay/positions.js";
import { FakeClock } from "../support/fake-clock.js";
import { advanceUntil, relayTo, storeMessages, targetsKnown, textsOf, until } from "../support/relay.js";
import { storeFolder } from "../support/store.js";
import { startReceiver } from "../support/webhook-receiver.js";

let folder: Awaited<ReturnType<typeof storeFolder>>;
let store: Store;
beforeAll(async () => {
  folder = await storeFolder();
  store = await openEmbedded(folder.path, new AbortController().signal);
});
afterAll(async () => {
  await store.close();
  await folder[Symbol.asyncDispose]();
});
beforeEach(() => store.rows("truncate webhook_messages, webhook_relays"));

const MIB = 1024 * 1024;

test("a page ends after 4 MiB of bodies, but has at least one message", async () => {
  const sizes = [2.5, 2.5, 0.1, 6, 0.1];
  await storeMessages(
    store,
    sizes.map((size) => ({ text: "a".repeat(size * MIB) })),
  );
  const lengths: number[][] = [];
  for (let after = 0; ;) {
    const { messages, end } = await readPage(store, after, 100);
    if (end === null) break;
    lengths.push(messages.map(({ body }) => Number((body.length / MIB).toFixed(1))));
    after = end;
  }
  expect(lengths).toEqual([[2.5, 2.5], [0.1, 6], [0.1]]);
});

test("messages that did not verify are passed a page at a time, and their bodies are not read", async () => {
  await storeMessages(
    store,
    Array.from({ length: 250 }, (_, index) => ({ text: "forged", verified: index === 249 })),
  );
  const first = await readPage(store, 0, 100);
  expect(first.messages).toEqual([]);
  const second = await readPage(store, first.end ?? 0, 100);
  expect((second.end ?? 0) - (first.end ?? 0)).toBe(100);
  const third = await readPage(store, second.end ?? 0, 100);
  expect(third.messages).toMatchObject([{ number: third.end, body: '{"text":"forged"}' }]);
  expect(await readPage(store, third.end ?? 0, 100)).toEqual({ messages: [], end: null });
});

test("forged messages are neither delivered nor counted, and the position passes them", async () => {
  const clock = new FakeClock(new Date(), { passesMs: 100 });
  await using receiver = await startReceiver();
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(
    store,
    Array.from({ length: 150 }, () => ({ text: "forged", verified: false })),
  );
  relay.wake();
  await until(
    async () =>
      (
        await store.rows(
          "select from webhook_relays where position = (select max(number) from webhook_messages)",
        )
      ).length === 1,
  );
  await advanceUntil(clock, 10_000, () => relay.states().length === 1);
  expect(relay.states()).toMatchObject([{ waiting: 0, failingSeconds: 0 }]);
  expect(receiver.received).toEqual([]);
});

test("a target that fails again after a success begins with short waits, and is reported again", async () => {
  const clock = new FakeClock(new Date(), { passesMs: 100 });
  let refused = 6;
  await using receiver = await startReceiver(({ body }) => {
    if (body.includes("2")) return 500;
    return (refused -= 1) > 0 ? 500 : 200;
  });
  await using relay = relayTo([receiver.url], { store, clock });
  await targetsKnown(store, 1);
  await storeMessages(store, [{ text: "1" }, { text: "2" }]);
  await advanceUntil(clock, 10_000, () => relay.log.saying("a relay target failed").length === 2);
  const [row] = await store.rows<{ tries: number; first_tried_at: Date; not_before: Date }>(
    "select tries, first_tried_at, not_before from webhook_relays",
  );
  expect(row?.tries).toBe(1);
  expect((row?.not_before.getTime() ?? 0) - (row?.first_tried_at.getTime() ?? 0)).toBeLessThanOrEqual(1_000);
});

test("a wait that is impossibly long, because a clock was set back, ends at once", async () => {
  const clock = new FakeClock(new Date(), { passesMs: 1_000 });
  await using receiver = await startReceiver();
  await relayTo([receiver.url], { store, clock }).stop();
  await store.rows("update webhook_relays set tries = 1, not_before = now() + interval '1 day'");
  await storeMessages(store, [{ text: "1" }]);
  await using _relay = relayTo([receiver.url], { store, clock });
  await until(() => receiver.received.length === 1);
  expect(textsOf(receiver.received)).toEqual(["1"]);
});
