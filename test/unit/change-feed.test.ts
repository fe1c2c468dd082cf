import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChangeStream, createChangeFeed, type Topic } from "../../src/webhooks/change-feed.js";
import { announcementsOf } from "../support/announcements.js";
import { FakeClock, settled } from "../support/fake-clock.js";

const GROUP: Topic = { of: "group", id: "group-1" };

function makeFeed(limits: { mostWatchers?: number; mostWatchersOfACaller?: number } = {}) {
  const clock = new FakeClock();
  const announcements = announcementsOf(clock);
  const feed = createChangeFeed({ announcements, clock, ...limits });
  const watch = (topic = GROUP, caller: string | null = "teacher_li"): ChangeStream => {
    const watched = feed.watch(topic, caller);
    if (!watched.ok) throw new Error(watched.error);
    return watched.value;
  };
  const change = (groupId = "group-1") => announcements.heard([{ kind: "group-changed", groupId }]);
  return { clock, announcements, feed, watch, change };
}

/** Reads a stream at once. Counts its steps. */
function count(stream: ChangeStream) {
  const state = { steps: 0, hasEnded: false };
  void (async () => {
    for await (const _ of stream) state.steps += 1;
    state.hasEnded = true;
  })();
  return state;
}

test("a change is passed on at once, and one during the pause at its end", async () => {
  const { clock, watch, change } = makeFeed();
  const seen = count(watch());
  await clock.advance(5_000);
  expect(seen.steps).toBe(0);
  change();
  await settled();
  expect(seen.steps).toBe(1);
  change();
  change();
  await clock.advance(999);
  expect(seen.steps).toBe(1);
  await clock.advance(1);
  expect(seen.steps).toBe(2);
  await clock.advance(5_000);
  expect(seen.steps).toBe(2);
});

test("only the watched group or course has steps", async () => {
  const { announcements, watch, change } = makeFeed();
  const [group, course, other] = [
    count(watch()),
    count(watch({ of: "course", id: "group-1" })),
    count(watch({ of: "group", id: "group-2" })),
  ];
  change();
  announcements.heard([{ kind: "group-write-begins", groupId: "group-2" }]);
  await settled();
  expect([group.steps, course.steps, other.steps]).toEqual([1, 0, 0]);
  announcements.heard([{ kind: "course-changed", courseId: "group-1" }]);
  await settled();
  expect([group.steps, course.steps, other.steps]).toEqual([1, 1, 0]);
});

test("missed webhooks may have changed everything", async () => {
  const { announcements, clock, watch, change } = makeFeed();
  const seen = [count(watch()), count(watch({ of: "course", id: "1001" }))];
  change();
  await settled();
  announcements.heard([{ kind: "webhooks-missed" }]);
  await settled();
  expect(seen.map(({ steps }) => steps)).toEqual([1, 1]);
  await clock.advance(1_000);
  expect(seen.map(({ steps }) => steps)).toEqual([2, 1]);
});

test("a slow reader gets one step for many changes", async () => {
  const { clock, watch, change } = makeFeed();
  const stream = watch();
  for (let second = 0; second < 5; second += 1) {
    change();
    await clock.advance(1_000);
  }
  expect(await stream.next()).toEqual({ done: false, value: null });
  const later = count(stream);
  await clock.advance(5_000);
  expect(later.steps).toBe(0);
});

test("watchers are limited for each caller and in all, and leaving frees a place", async () => {
  const { feed, watch } = makeFeed({ mostWatchers: 3, mostWatchersOfACaller: 2 });
  const first = watch();
  watch({ of: "course", id: "1001" });
  expect(feed.watch(GROUP, "teacher_li")).toEqual({ ok: false, error: "too-many" });
  watch(GROUP, "teacher_wu");
  expect(feed.watch(GROUP, "teacher_wang")).toEqual({ ok: false, error: "too-many" });
  await first.return?.();
  await first.return?.();
  watch(GROUP, "teacher_wang");
  expect(feed.watch(GROUP, null)).toEqual({ ok: false, error: "too-many" });
});

test("a reader who comes back within the pause waits for its end", async () => {
  const { clock, watch, change } = makeFeed();
  const first = watch();
  change();
  await first.return?.();
  const again = count(watch());
  change();
  await clock.advance(999);
  expect(again.steps).toBe(0);
  await clock.advance(1);
  expect(again.steps).toBe(1);
});

test("closing ends all streams and leaves no timer", async () => {
  const { clock, feed, watch, change } = makeFeed();
  const seen = [count(watch()), count(watch(GROUP, null))];
  change();
  await settled();
  feed.close();
  await settled();
  expect(seen).toEqual([
    { steps: 1, hasEnded: true },
    { steps: 1, hasEnded: true },
  ]);
  expect(count(watch())).toEqual({ steps: 0, hasEnded: false });
  expect(await watch().next()).toEqual({ done: true, value: undefined });
  change();
  expect(clock.timers).toBe(0);
});

test("steps are at least a second apart, and each change is followed by a step within a second", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 30 }), async (gaps) => {
      const { clock, watch, change } = makeFeed();
      const steps: number[] = [];
      const changes: number[] = [];
      const stream = watch();
      void (async () => {
        for await (const _ of stream) steps.push(clock.monotonicMs());
      })();
      for (const gap of gaps) {
        await clock.advance(gap);
        changes.push(clock.monotonicMs());
        change();
        await settled();
      }
      await clock.advance(5_000);
      for (const [index, at] of steps.entries()) {
        if (index > 0) expect(at - (steps[index - 1] ?? 0)).toBeGreaterThanOrEqual(1_000);
      }
      for (const at of changes) expect(steps.some((step) => step >= at && step <= at + 1_000)).toBe(true);
      expect(steps.length).toBeLessThanOrEqual(changes.length);
      await stream.return?.();
      await clock.advance(1_000);
      expect(clock.timers).toBe(0);
    }),
  ));
