import fc from "fast-check";
import { expect, test } from "vitest";
import { callContext } from "../../src/vendor/call-context.js";
import type { Clock } from "../../src/vendor/clock.js";
import { LeasedSlots, type LeaseSlots } from "../../src/vendor/leased-slots.js";
import { LinePacer } from "../../src/vendor/pacer.js";
import { FakeClock } from "../support/fake-clock.js";
import { mostInAnyClosedSecond } from "../support/pacer.js";

/** A lender with a clock of its own, as PostgreSQL is one; it can be away. */
class Lender {
  isAway = false;
  readonly leased: number[] = [];
  #nextAt = 0;
  constructor(readonly clock: FakeClock) {}

  lease(count: number, intervalMs: number): { nowMs: number; slotsMs: number[] } {
    const nowMs = this.clock.monotonicMs() + 1e9;
    const first = Math.max(this.#nextAt, nowMs - 40);
    this.#nextAt = first + count * intervalMs;
    const slotsMs = Array.from({ length: count }, (_, index) => first + index * intervalMs);
    this.leased.push(...slotsMs);
    return { nowMs, slotsMs };
  }
}

/** One replica's time: the same as everybody's, but its event loop can stand still by itself. */
class OwnClock implements Clock {
  #stalledUntil = 0;
  constructor(readonly base: FakeClock) {}
  now = () => this.base.now();
  monotonicMs = () => this.base.monotonicMs();
  stall(ms: number): void {
    this.#stalledUntil = this.monotonicMs() + ms;
  }
  after(ms: number, callback: () => void): () => void {
    let callOff = this.base.after(ms, () => {
      const stillMs = this.#stalledUntil - this.monotonicMs();
      if (stillMs <= 0) callback();
      else callOff = this.after(stillMs, callback);
    });
    return () => callOff();
  }
}

class Replica {
  readonly grants: number[] = [];
  readonly refusals: number[] = [];
  readonly told: boolean[] = [];
  readonly clock: OwnClock;
  readonly #pacer: LinePacer;

  constructor(lender: Lender, { callsPerSecond = 200, replicas = 3, tripMs = 2 } = {}) {
    const clock = new OwnClock(lender.clock);
    this.clock = clock;
    const trip = () => new Promise<void>((resolve) => clock.after(tripMs, resolve));
    const lease: LeaseSlots = async (count, intervalMs) => {
      await trip();
      if (lender.isAway) throw new Error("The lender is away.");
      const leased = lender.lease(count, intervalMs);
      await trip();
      return leased;
    };
    const onLeasing = (works: boolean) => this.told.push(works);
    this.#pacer = new LinePacer({
      clock,
      slots: new LeasedSlots({ callsPerSecond, replicas, clock, lease, onLeasing }),
    });
  }

  ask(count: number, timeoutMs = 3_600_000): void {
    for (let index = 0; index < count; index += 1) {
      void this.#pacer.slot(callContext(this.clock, { timeoutMs })).then(({ ok }) => {
        (ok ? this.grants : this.refusals).push(this.clock.monotonicMs());
      });
    }
  }
}

const three = (callsPerSecond = 200) => {
  const clock = new FakeClock();
  const lender = new Lender(clock);
  return {
    clock,
    lender,
    replicas: [2, 5, 9].map((tripMs) => new Replica(lender, { callsPerSecond, tripMs })),
  };
};
const grantsOf = (replicas: readonly Replica[]): number[] => replicas.flatMap(({ grants }) => grants);

test("three saturated replicas use the whole budget, and none is left out", async () => {
  const { clock, replicas } = three();
  for (const replica of replicas) replica.ask(1_000);
  await clock.advance(4_000);
  expect(grantsOf(replicas).length).toBeGreaterThanOrEqual(4 * 170);
  expect(mostInAnyClosedSecond(grantsOf(replicas))).toBeLessThanOrEqual(200);
  for (const { grants } of replicas) expect(grants.length).toBeGreaterThan(4 * 40);
});

/** A lease that took too long, then a stall: once taken for a lender that is gone, while the others still leased. */
const ONE_FAILURE_THEN_A_STALL = [
  { who: 2, calls: 71, ms: 9, stallMs: 0 },
  { who: 2, calls: 68, ms: 27, stallMs: 900 },
  { who: 1, calls: 52, ms: 370, stallMs: 120 },
  { who: 1, calls: 23, ms: 73, stallMs: 900 },
  { who: 2, calls: 10, ms: 87, stallMs: 30 },
  { who: 1, calls: 20, ms: 112, stallMs: 120 },
  { who: 1, calls: 26, ms: 237, stallMs: 0 },
  { who: 2, calls: 8, ms: 277, stallMs: 900 },
  { who: 0, calls: 41, ms: 144, stallMs: 30 },
  { who: 0, calls: 78, ms: 354, stallMs: 0 },
];

test("no second holds more than the limit, however calls come and whichever replica stalls", async () => {
  const steps = fc.array(
    fc.record({
      who: fc.nat({ max: 2 }),
      calls: fc.nat({ max: 80 }),
      ms: fc.nat({ max: 400 }),
      stallMs: fc.constantFrom(0, 0, 30, 120, 900),
    }),
    { minLength: 1, maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), steps, async (callsPerSecond, steps) => {
      const { clock, replicas } = three(callsPerSecond);
      for (const { who, calls, ms, stallMs } of steps) {
        replicas[who]?.ask(calls);
        replicas[who]?.clock.stall(stallMs);
        await clock.advance(ms);
      }
      await clock.advance(2_000);
      expect(mostInAnyClosedSecond(grantsOf(replicas))).toBeLessThanOrEqual(callsPerSecond);
    }),
    { numRuns: 40, examples: [[6, ONE_FAILURE_THEN_A_STALL]] },
  );
});

test("a call that waits alone leases one slot, and gets it at once", async () => {
  const { clock, lender, replicas } = three();
  replicas[0]?.ask(1);
  await clock.advance(5);
  expect(replicas[0]?.grants).toHaveLength(1);
  expect(lender.leased).toHaveLength(1);
});

test("without the lender each replica keeps to its share, and returns when the lender does", async () => {
  const { clock, lender, replicas } = three();
  for (const replica of replicas) replica.ask(5_000);
  await clock.advance(2_000);
  lender.isAway = true;
  await clock.advance(3_000);
  const before = replicas.map(({ grants }) => grants.length);
  await clock.advance(4_000);
  for (const [index, { grants, told }] of replicas.entries()) {
    const perSecond = (grants.length - (before[index] ?? 0)) / 4;
    expect(perSecond).toBeGreaterThan(55);
    expect(perSecond).toBeLessThanOrEqual(200 / 3);
    expect(told).toEqual([false]);
  }
  lender.isAway = false;
  await clock.advance(6_000);
  expect(mostInAnyClosedSecond(grantsOf(replicas))).toBeLessThanOrEqual(200);
  const end = clock.monotonicMs();
  expect(grantsOf(replicas).filter((at) => at > end - 2_000).length).toBeGreaterThanOrEqual(2 * 170);
  for (const { told } of replicas) expect(told).toEqual([false, true]);
});

test("a lender that never answers counts as gone, and whoever waits is served at the share", async () => {
  const clock = new FakeClock();
  const pacer = new LinePacer({
    clock,
    slots: new LeasedSlots({
      callsPerSecond: 30,
      replicas: 3,
      clock,
      lease: () => new Promise(() => undefined),
    }),
  });
  const slot = pacer.slot(callContext(clock, { timeoutMs: 5_000 }));
  await clock.advance(1_600);
  expect(await Promise.race([slot, Promise.resolve("still waits")])).toMatchObject({ ok: true });
});
