import fc from "fast-check";
import { expect, test } from "vitest";
import { mostInAnyClosedSecond, PacerDesk } from "../support/pacer.js";

const rates = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constantFrom(1, 2, 9, 10, 19, 20, 39, 40, 200));

/** Calls arrive, time passes, and now and then the event loop stands still. */
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

test("no second, closed at both ends, ever holds more grants than the limit, however calls come and the loop stalls", async () => {
  await fc.assert(
    fc.asyncProperty(rates, steps, async (callsPerSecond, steps) => {
      const desk = new PacerDesk(callsPerSecond);
      for (const { calls, ms, stalls } of steps) {
        desk.askMany(calls);
        if (stalls) await desk.clock.stall(ms);
        else await desk.clock.advance(ms);
      }
      expect(mostInAnyClosedSecond(desk.grants)).toBeLessThanOrEqual(callsPerSecond);
    }),
    { numRuns: 150 },
  );
});

test("whoever came first is served first, and everyone is served in the end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 20, max: 200 }), steps, async (callsPerSecond, steps) => {
      const desk = new PacerDesk(callsPerSecond);
      for (const { calls, ms, stalls } of steps) {
        desk.askMany(Math.ceil(calls / 4));
        if (stalls) await desk.clock.stall(ms);
        else await desk.clock.advance(ms);
      }
      await desk.clock.advance(60_000);
      const { grants } = desk;
      expect(grants).toHaveLength(desk.asked.length);
      expect(grants).toEqual(grants.toSorted((a, b) => a - b));
      expect(desk.clock.timers).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test("a saturated pacer grants at least 85 % of the rate", async () => {
  await fc.assert(
    fc.asyncProperty(rates, async (callsPerSecond) => {
      const desk = new PacerDesk(callsPerSecond);
      const seconds = callsPerSecond < 10 ? 60 : 6;
      desk.askMany(callsPerSecond * (seconds + 1));
      await desk.clock.advance(seconds * 1000);
      expect(desk.grants.length).toBeGreaterThanOrEqual(Math.floor(0.85 * callsPerSecond * seconds));
    }),
    { numRuns: 60 },
  );
});

test("a pacer at rest grants at once", async () => {
  const desk = new PacerDesk(1);
  expect(await desk.askNow()).toMatchObject({ refused: null });
  await desk.clock.advance(5000);
  expect(await desk.askNow()).toMatchObject({ refused: null });
});

test("a stall does not save up calls: what was missed is not sent in one go", async () => {
  const desk = new PacerDesk(200);
  desk.askMany(1000);
  await desk.clock.advance(100);
  const before = desk.grants.length;
  await desk.clock.stall(3000);
  // A twentieth of a second's worth may go at once, and no more.
  expect(desk.grants.length - before).toBeLessThanOrEqual(10);
});

test("a wall clock that is set changes nothing", async () => {
  const desk = new PacerDesk(10);
  desk.askMany(50);
  await desk.clock.advance(1000);
  desk.clock.setWall(new Date("1999-01-01T00:00:00Z"));
  await desk.clock.advance(1000);
  desk.clock.setWall(new Date("2050-01-01T00:00:00Z"));
  await desk.clock.advance(1000);
  expect(desk.grants.length).toBeGreaterThanOrEqual(25);
  expect(mostInAnyClosedSecond(desk.grants)).toBeLessThanOrEqual(10);
});
