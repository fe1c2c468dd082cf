import fc from "fast-check";
import { expect, test } from "vitest";
import type { Lane } from "../../../src/vendor/rate-limit/fair-queue.js";
import { mostCountableInASecond } from "../../support/countable.js";
import { PacerHarness } from "../../support/pacer-harness.js";

const granted = (asked: readonly { answer: { refused: unknown } | null }[]): number =>
  asked.filter(({ answer }) => answer !== null && answer.refused === null).length;

test("interactive calls beside fifty thousand bulk calls wait less than 250 ms, and bulk goes on", async () => {
  const harness = new PacerHarness(200, 50_000);
  const bulk = harness.askIn("bulk", "import", 5_000);
  await harness.clock.advance(1_000);
  const people = [];
  for (let tenth = 0; tenth < 20; tenth += 1) {
    people.push(...harness.askIn("interactive", `person ${tenth}`, 1));
    await harness.clock.advance(100);
  }
  for (const { askedAt, answer } of people) expect((answer?.at ?? Number.NaN) - askedAt).toBeLessThan(250);
  expect(granted(bulk)).toBeGreaterThan(400);
});

test("ten interactive calls behind five thousand bulk calls wait less than 250 ms, at any time", () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 3_000 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 10, maxLength: 10 }),
      fc.integer({ min: 1, max: 4 }),
      async (startMs, gaps, imports) => {
        const harness = new PacerHarness(200);
        for (let one = 0; one < imports; one += 1) harness.askIn("bulk", `import ${one}`, 5_000 / imports);
        await harness.clock.advance(startMs);
        const people = [];
        for (const [person, gap] of gaps.entries()) {
          people.push(...harness.askIn("interactive", `person ${person}`, 1));
          await harness.clock.advance(gap);
        }
        await harness.clock.advance(250);
        for (const { askedAt, answer } of people) {
          expect(answer?.refused).toBeNull();
          expect((answer?.at ?? Number.NaN) - askedAt).toBeLessThan(250);
        }
      },
    ),
    { numRuns: 20 },
  ));

test("bulk gets its tenth under any interactive load", async () => {
  const harness = new PacerHarness(200);
  harness.askIn("interactive", "crowd", 2_000);
  const bulk = harness.askIn("bulk", "import", 500);
  await harness.clock.advance(10_000);
  expect(granted(bulk)).toBeGreaterThanOrEqual(Math.floor(harness.grants.length / 10) - 1);
});

test("two bulk callers get equal shares within a fifth, regardless of order and number", async () => {
  const harness = new PacerHarness(200);
  const first = harness.askIn("bulk", "first", 3_000);
  await harness.clock.advance(100);
  const before = granted(first);
  const second = harness.askIn("bulk", "second", 1_000);
  await harness.clock.advance(5_000);
  expect(granted(second) / (granted(first) - before)).toBeGreaterThan(0.8);
  expect(granted(second) / (granted(first) - before)).toBeLessThan(1.25);
});

test("a newcomer's 400 calls beside a flood take at most twice as long as alone, at any time", () =>
  fc.assert(
    fc.asyncProperty(
      // After half a second the flood holds all it can.
      fc.integer({ min: 500, max: 4_000 }),
      fc.constantFrom<Lane>("interactive", "bulk"),
      async (startMs, lane) => {
        const msFor400 = async (harness: PacerHarness) => {
          const own = harness.askIn(lane, "newcomer", 400);
          await harness.clock.advance(5_000);
          const startedAt = own[0]?.askedAt ?? Number.NaN;
          return Math.max(...own.map(({ answer }) => answer?.at ?? Number.NaN)) - startedAt;
        };
        const alone = new PacerHarness(200);
        await alone.clock.advance(5_000);
        const flooded = new PacerHarness(200);
        flooded.askIn(lane, "flooder", 2_500);
        await flooded.clock.advance(startMs);
        expect(await msFor400(flooded)).toBeLessThanOrEqual(2 * (await msFor400(alone)));
      },
    ),
    { numRuns: 10 },
  ));

test("an early refusal considers the lane: a bulk call waits for all others, an interactive one for few", async () => {
  const harness = new PacerHarness(200);
  harness.askIn("bulk", "import", 5_000);
  const [late] = harness.askIn("bulk", "import", 1, 20_000);
  const [person] = harness.askIn("interactive", "teacher", 1, 100);
  await harness.clock.advance(100);
  expect(late?.answer?.refused).toMatchObject({ why: "would-wait-too-long" });
  expect(person?.answer).toMatchObject({ refused: null });
});

test("a full lane does not block the other", async () => {
  const harness = new PacerHarness(10, 20);
  harness.askIn("bulk", "import", 30);
  const [person] = harness.askIn("interactive", "teacher", 1);
  await harness.clock.advance(1_000);
  expect(person?.answer).toMatchObject({ refused: null });
});

test("a waiting caller that others overtake is refused at the deadline, and no later", async () => {
  const harness = new PacerHarness(10);
  harness.askIn("interactive", "crowd", 1);
  const [import_] = harness.askIn("bulk", "import", 1, 800);
  harness.askIn("interactive", "crowd", 100);
  await harness.clock.advance(5_000);
  const answer = import_?.answer;
  expect(answer?.refused).toMatchObject({ why: "would-wait-too-long" });
  expect((answer?.at ?? Number.NaN) - (import_?.askedAt ?? 0)).toBe(800);
});

test("a throttling answer halves the pace, many at once halve it once, and it recovers", async () => {
  const harness = new PacerHarness(200);
  harness.askMany(5_000);
  const grantsIn = async (ms: number) => {
    const before = harness.grants.length;
    await harness.clock.advance(ms);
    return harness.grants.length - before;
  };
  await harness.clock.advance(500);
  for (let answer = 0; answer < 20; answer += 1) harness.throttled();
  // First, unused permits cool down. Then calls go at half the rate, plus a tenth each second.
  expect(await grantsIn(500)).toBeLessThan(60);
  await grantsIn(500);
  const then = await grantsIn(1_000);
  expect(then).toBeGreaterThan(95);
  expect(then).toBeLessThan(140);
  await harness.clock.advance(5_000);
  expect(await grantsIn(1_000)).toBeGreaterThanOrEqual(190);
});

test("a slowed limiter's refusal gives the right time to retry", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 20, max: 200 }),
      fc.nat({ max: 600 }),
      fc.nat({ max: 4 }),
      async (rate, waiting, slowed) => {
        const harness = new PacerHarness(rate);
        for (let time = 0; time < slowed; time += 1) {
          harness.throttled();
          await harness.clock.advance(1_000);
        }
        const all = harness.askMany(20 + waiting);
        const answer = (await harness.askNow(1))?.refused;
        if (answer == null || answer.why === "caller-left") return;
        const askedAt = harness.clock.monotonicMs();
        await harness.clock.advance(answer.retryAfterMs + 1_000);
        expect(all.at(-1)?.answer).toMatchObject({ refused: null });
        expect((all.at(-1)?.answer?.at ?? 0) - askedAt).toBeGreaterThan(answer.retryAfterMs - 1_000);
      },
    ),
    { numRuns: 50 },
  );
});

test("no second holds more than the limit, with any lanes, while the pace falls and recovers", async () => {
  const steps = fc.array(
    fc.record({
      calls: fc.nat({ max: 60 }),
      ms: fc.nat({ max: 1_500 }),
      lane: fc.constantFrom("interactive" as const, "bulk" as const),
      happens: fc.constantFrom("time", "stall", "throttle", "clock step"),
    }),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), steps, async (rate, steps) => {
      const harness = new PacerHarness(rate);
      for (const { calls, ms, lane, happens } of steps) {
        harness.askIn(lane, `caller ${calls % 3}`, calls);
        if (happens === "throttle") harness.throttled();
        if (happens === "clock step") harness.clock.setWall(new Date(ms * 1e9));
        if (happens === "stall") await harness.clock.stall(ms);
        else await harness.clock.advance(ms);
      }
      expect(mostCountableInASecond(harness.calls)).toBeLessThanOrEqual(rate);
    }),
    { numRuns: 80 },
  );
});
