import { afterEach, beforeEach, expect, test } from "vitest";
import { createProgressFeed, type ProgressFeed } from "../../src/bulk/api/progress-feed.js";
import type { BulkOperation } from "../../src/bulk/model.js";
import { FakeClock } from "../support/fake-clock.js";

const ID = "7f1f4d2e-2c57-4d5e-9a43-0d2f6f5f0001";
const OTHER = "7f1f4d2e-2c57-4d5e-9a43-0d2f6f5f0002";

const anOperation = (fields: Partial<BulkOperation> = {}): BulkOperation => ({
  id: ID,
  kind: "group-member-update",
  state: "running",
  caller: "li",
  createdAt: new Date(0),
  startedAt: new Date(0),
  finishedAt: null,
  total: 100,
  succeeded: 0,
  failed: 0,
  unknown: 0,
  ...fields,
});

let clock: FakeClock;
let stored: Map<string, BulkOperation>;
let reads: (readonly string[])[];
let estimates: number;
let isStoreDown: boolean;
let feed: ProgressFeed;
beforeEach(() => {
  clock = new FakeClock();
  stored = new Map([[ID, anOperation()]]);
  reads = [];
  estimates = 0;
  isStoreDown = false;
  feed = createProgressFeed({
    clock,
    mostWatchers: 5,
    mostWatchersOfACaller: 3,
    async read(ids) {
      reads.push(ids);
      if (isStoreDown) throw new Error("the store is down");
      return ids.flatMap((id) => stored.get(id) ?? []);
    },
    async estimateFinish() {
      estimates += 1;
      return null;
    },
  });
});
afterEach(() => feed.close());

const store = (fields: Partial<BulkOperation>) => {
  const id = fields.id ?? ID;
  stored.set(id, { ...(stored.get(id) ?? anOperation()), ...fields });
};

async function watch(viewer: string | null = "li", id = ID) {
  const watched = await feed.watch(id, viewer);
  if (!watched.ok) throw new Error(watched.error);
  const stream = watched.value;
  return {
    stream,
    /** The number of successes in each message; null marks the end. */
    async next(): Promise<number | null> {
      const step = await stream.next();
      return step.done === true ? null : step.value.operation.succeeded;
    },
  };
}

test("all watchers of an operation share one store read per second", async () => {
  const [one, two, three] = await Promise.all([watch("li"), watch("li"), watch(null)]);
  expect(reads).toEqual([[ID]]);
  const all = [one, two, three];
  expect(await Promise.all(all.map((watcher) => watcher.next()))).toEqual([0, 0, 0]);
  for (const succeeded of [10, 20, 30]) {
    store({ succeeded });
    await clock.advance(1_000);
    expect(await Promise.all(all.map((watcher) => watcher.next()))).toEqual(Array(3).fill(succeeded));
  }
  expect(reads).toHaveLength(4);
});

test("several operations are read together", async () => {
  store({ id: OTHER, succeeded: 1 });
  await watch("li");
  await watch("li", OTHER);
  await clock.advance(1_000);
  expect(reads.at(-1)?.toSorted()).toEqual([ID, OTHER]);
  expect(reads).toHaveLength(3);
});

test("a change is sent once, and a slow watcher gets only the newest", async () => {
  const watcher = await watch();
  for (const succeeded of [1, 2, 3]) {
    store({ succeeded });
    await clock.advance(1_000);
  }
  expect(await watcher.next()).toBe(3);
  let hasMessage = false;
  void watcher.next().then(() => (hasMessage = true));
  await clock.advance(5_000);
  expect(hasMessage).toBe(false);
});

test("the last state is sent, then the stream ends and polling stops", async () => {
  const watcher = await watch();
  expect(await watcher.next()).toBe(0);
  store({ succeeded: 100, state: "completed", finishedAt: new Date(5) });
  await clock.advance(1_000);
  expect(await watcher.next()).toBe(100);
  expect(await watcher.next()).toBeNull();
  const readsAtEnd = reads.length;
  await clock.advance(10_000);
  expect(reads).toHaveLength(readsAtEnd);
  const later = await watch();
  expect([await later.next(), await later.next()]).toEqual([100, null]);
});

test("ids are case-insensitive", async () => {
  const watcher = await watch("li", ID.toUpperCase());
  await watcher.next();
  store({ succeeded: 1 });
  await clock.advance(1_000);
  expect(await watcher.next()).toBe(1);
});

test("a deleted operation ends the stream without a message", async () => {
  const watcher = await watch();
  await watcher.next();
  stored.clear();
  await clock.advance(1_000);
  expect(await watcher.next()).toBeNull();
});

test("another caller's operation is not found, whether or not it is being watched", async () => {
  expect(await feed.watch(ID, "wang")).toEqual({ ok: false, error: "not-found" });
  await watch("li");
  expect(await feed.watch(ID, "wang")).toEqual({ ok: false, error: "not-found" });
  expect(await feed.watch(OTHER, "wang")).toEqual({ ok: false, error: "not-found" });
});

test("watches are limited per caller and in total, and ended ones make room", async () => {
  const first = await watch("li");
  await watch("li");
  await watch("li");
  expect(await feed.watch(ID, "li")).toEqual({ ok: false, error: "too-many" });
  store({ id: OTHER, caller: "wang" });
  await watch("wang", OTHER);
  await watch("wang", OTHER);
  expect(await feed.watch(OTHER, "wang")).toEqual({ ok: false, error: "too-many" });
  await first.stream.return?.();
  expect((await feed.watch(ID, "li")).ok).toBe(true);
});

test("a watcher who leaves gets nothing more, and the last one ends the polling", async () => {
  const watcher = await watch();
  const waiting = [watcher.next(), watcher.next()];
  expect(await waiting[0]).toBe(0);
  await watcher.stream.return?.();
  expect(await waiting[1]).toBeNull();
  await clock.advance(5_000);
  expect(reads).toHaveLength(1);
});

test("while the store is unavailable nothing is sent; afterwards messages continue", async () => {
  const watcher = await watch();
  await watcher.next();
  isStoreDown = true;
  await clock.advance(5_000);
  isStoreDown = false;
  store({ succeeded: 7 });
  await clock.advance(1_000);
  expect(await watcher.next()).toBe(7);
});

test("the remaining time is estimated once per store read, for all watchers", async () => {
  const [one, two] = [await watch(), await watch()];
  const steps = await Promise.all([one.stream.next(), two.stream.next()]);
  await Promise.all(steps.map(({ value }) => value?.estimateFinish()));
  expect(estimates).toBe(1);
});

test("closing ends every stream", async () => {
  const watcher = await watch();
  await watcher.next();
  const next = watcher.next();
  feed.close();
  expect(await next).toBeNull();
  await clock.advance(5_000);
  expect(reads).toHaveLength(1);
});
