import fc from "fast-check";
import { expect, test } from "vitest";
import { type PermitUse, TRAVEL_MS } from "../../../src/vendor/rate-limit/permit.js";
import { mostCountableInASecond } from "../../support/countable.js";
import { PacerHarness } from "../../support/pacer-harness.js";

const rates = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constantFrom(1, 2, 9, 10, 19, 20, 39, 40, 200));

/** Calls arrive, time passes, and sometimes the event loop stalls. */
const steps = fc.array(
  fc.record({
    calls: fc.nat({ max: 60 }),
    ms: fc.oneof(
      fc.nat({ max: 30 }),
      fc.nat({ max: 2500 }),
      fc.double({ min: 0, max: 900, noNaN: true, noDefaultInfinity: true }),
    ),
    stalls: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

/** The outcomes of consecutive calls: the time of each, there and back, and whether its answer is read. */
const outcomes = fc.array(
  fc.record({
    ms: fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 1_000 }), fc.constant(5_000)),
    use: fc.constantFrom<PermitUse>("answered", "answered", "answered", "lost", "not-sent"),
  }),
  { minLength: 1, maxLength: 40 },
);

/** Gives each call the next outcome. After the last one they start again. */
function applyOutcomes(harness: PacerHarness, outcomes: readonly { ms: number; use: PermitUse }[]): void {
  let next = 0;
  harness.nextCall = () => outcomes[next++ % outcomes.length] ?? { ms: 0, use: "answered" };
}

test("no second can hold more calls than the limit, with any network and stalls, whenever the vendor counts a call", async () => {
  await fc.assert(
    fc.asyncProperty(rates, outcomes, steps, async (callsPerSecond, outcomes, steps) => {
      const harness = new PacerHarness(callsPerSecond);
      applyOutcomes(harness, outcomes);
      for (const { calls, ms, stalls } of steps) {
        harness.askMany(calls);
        if (stalls) await harness.clock.stall(ms);
        else await harness.clock.advance(ms);
      }
      await harness.clock.advance(20_000);
      expect(mostCountableInASecond(harness.calls)).toBeLessThanOrEqual(callsPerSecond);
    }),
    { numRuns: 1_500 },
  );
});

test("no permit is lost", async () => {
  await fc.assert(
    fc.asyncProperty(rates, outcomes, fc.nat({ max: 300 }), async (callsPerSecond, outcomes, calls) => {
      const harness = new PacerHarness(callsPerSecond);
      applyOutcomes(harness, outcomes);
      harness.askMany(calls, 20_000);
      await harness.clock.advance(20_000 + 5_000 + TRAVEL_MS + 1_100);
      expect(harness.outstanding).toBe(0);
      expect(harness.clock.timers).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test("callers are served in order of arrival, and all of them in the end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 20, max: 200 }), steps, async (callsPerSecond, steps) => {
      const harness = new PacerHarness(callsPerSecond);
      for (const { calls, ms, stalls } of steps) {
        harness.askMany(Math.ceil(calls / 4));
        if (stalls) await harness.clock.stall(ms);
        else await harness.clock.advance(ms);
      }
      await harness.clock.advance(60_000);
      const { grants } = harness;
      expect(grants).toHaveLength(harness.asked.length);
      expect(grants).toEqual(grants.toSorted((a, b) => a - b));
      expect(harness.clock.timers).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test("with answers after 20 ms at least 95 % of the rate is used", async () => {
  await fc.assert(
    fc.asyncProperty(rates, async (callsPerSecond) => {
      const harness = new PacerHarness(callsPerSecond);
      const seconds = callsPerSecond < 10 ? 60 : 10;
      harness.askMany(callsPerSecond * (seconds + 1));
      await harness.clock.advance(1_000);
      const before = harness.grants.length;
      await harness.clock.advance(seconds * 1_000);
      expect(harness.grants.length - before).toBeGreaterThanOrEqual(
        Math.floor(0.95 * callsPerSecond * seconds),
      );
    }),
    { numRuns: 60 },
  );
});

test("a call that was never sent returns its permit at once", async () => {
  const harness = new PacerHarness(1);
  harness.nextCall = () => ({ ms: 10, use: "not-sent" });
  const [, second] = [harness.ask(), harness.ask()];
  await harness.clock.advance(1_000);
  expect(second.answer).toMatchObject({ refused: null });
});

test("a call whose answer was lost keeps its permit for the longest travel time plus a second", async () => {
  const harness = new PacerHarness(1);
  harness.nextCall = () => ({ ms: 10, use: "lost" });
  const [, second] = [harness.ask(), harness.ask()];
  await harness.clock.advance(10 + TRAVEL_MS + 1_000);
  expect(second.answer).toBeNull();
  await harness.clock.advance(10);
  expect(second.answer).toMatchObject({ refused: null });
});

test("an idle limiter grants a permit at once", async () => {
  const harness = new PacerHarness(1);
  expect(await harness.askNow()).toMatchObject({ refused: null });
  await harness.clock.advance(5000);
  expect(await harness.askNow()).toMatchObject({ refused: null });
});

test("calls that waited through a stall are spread out again, not sent at once", async () => {
  const harness = new PacerHarness(200);
  harness.askMany(1000);
  await harness.clock.advance(100);
  const before = harness.grants.length;
  await harness.clock.stall(3000);
  // A twentieth of a second's calls may go at once, plus those that a timer was late for.
  expect(harness.grants.length - before).toBeLessThanOrEqual(11);
});

test("setting the wall clock changes nothing", async () => {
  const harness = new PacerHarness(10);
  harness.askMany(50);
  await harness.clock.advance(1000);
  harness.clock.setWall(new Date("1999-01-01T00:00:00Z"));
  await harness.clock.advance(1000);
  harness.clock.setWall(new Date("2050-01-01T00:00:00Z"));
  await harness.clock.advance(1000);
  expect(harness.grants.length).toBeGreaterThanOrEqual(25);
  expect(mostCountableInASecond(harness.calls)).toBeLessThanOrEqual(10);
});
