import fc from "fast-check";
import { expect, test } from "vitest";
import { mostCountableInASecond } from "../../support/countable.js";
import { FakeClock } from "../../support/fake-clock.js";
import { BUDGET, type Fates, MemoryLedger, Replica } from "../../support/replica-world.js";

const QUICK: Fates = {
  call: () => ({ thereMs: 10, backMs: 10, isLost: false }),
  trip: () => ({ ms: 1, isLost: false }),
};

/** Replicas that share one budget, and their ledger. */
class World {
  readonly clock = new FakeClock();
  readonly ledger = new MemoryLedger();
  readonly all: Replica[] = [];
  constructor(
    readonly callsPerSecond: number,
    readonly replicas: number,
    readonly fates = QUICK,
  ) {}

  join(): Replica {
    const replica = new Replica(`replica-${this.all.length + 1}`, this);
    this.all.push(replica);
    return replica;
  }

  get running(): Replica[] {
    return this.all.filter(({ isDead }) => !isDead);
  }

  get mostInASecond(): number {
    return mostCountableInASecond(this.all.flatMap(({ calls }) => calls));
  }

  get granted(): number {
    return this.all.reduce((sum, { granted }) => sum + granted, 0);
  }

  /** For this long, every replica always wants more permits than there are. */
  async saturate(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 250) {
      for (const replica of this.running) {
        const missing = this.callsPerSecond * 2 - replica.limiter.waiting("interactive");
        replica.ask(Math.max(0, missing), 3_600_000);
      }
      await this.clock.advance(250);
    }
  }
}

/** A new replica may use its reserve after 10,005 ms. */
const UNTIL_RESERVES_MS = 11_000;

test("three busy replicas use at least 95 % of the budget, in equal parts", async () => {
  const world = new World(200, 3);
  for (let one = 0; one < 3; one += 1) world.join();
  await world.saturate(UNTIL_RESERVES_MS);
  const before = world.all.map(({ granted }) => granted);
  await world.saturate(10_000);
  const parts = world.all.map(({ granted }, index) => granted - (before[index] ?? 0));
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeGreaterThanOrEqual(0.95 * 200 * 10);
  expect(Math.max(...parts) / Math.min(...parts)).toBeLessThan(1.1);
  expect(world.mostInASecond).toBeLessThanOrEqual(200);
});

test("calls that come before the database has answered wait for it and are not refused", async () => {
  const world = new World(200, 3, { ...QUICK, trip: () => ({ ms: 200, isLost: false }) });
  const replica = world.join();
  replica.ask(150, 15_000);
  await world.clock.advance(5_000);
  expect(replica.granted).toBe(150);
});

test("the only busy replica gets nearly all of the budget, and shares it when another has work too", async () => {
  const world = new World(200, 3);
  const [busy, other] = [world.join(), world.join(), world.join()];
  const work = async (ms: number, ...workers: Replica[]) => {
    const before = workers.map(({ granted }) => granted);
    for (let passed = 0; passed < ms; passed += 250) {
      for (const worker of workers) worker.ask(400 - worker.limiter.waiting("interactive"), 3_600_000);
      await world.clock.advance(250);
    }
    return workers.map(({ granted }, index) => ((granted - (before[index] ?? 0)) * 1000) / ms);
  };
  await work(UNTIL_RESERVES_MS, busy);
  // All but the two reserves of the others.
  expect((await work(10_000, busy))[0]).toBeGreaterThanOrEqual(0.95 * (200 - 2 * 13));
  await work(5_000, busy, other);
  const [one = 0, two = 0] = await work(10_000, busy, other);
  expect(one / two).toBeGreaterThan(0.8);
  expect(one / two).toBeLessThan(1.25);
  expect(world.mostInASecond).toBeLessThanOrEqual(200);
});

test("the others use a dead replica's permits after at most 15 seconds, and not much earlier", async () => {
  const world = new World(200, 3);
  for (let one = 0; one < 3; one += 1) world.join();
  await world.saturate(5_000);
  world.all[0]?.die();
  await world.saturate(15_000);
  const before = world.granted;
  await world.saturate(10_000);
  // The dead replica's reserve stays unused until another replaces it.
  expect(world.granted - before).toBeGreaterThanOrEqual(0.95 * (200 - 13) * 10);
  expect(world.mostInASecond).toBeLessThanOrEqual(200);
});

test("a replica that shuts down returns its permits within two seconds", async () => {
  const world = new World(200, 3);
  for (let one = 0; one < 3; one += 1) world.join();
  await world.saturate(5_000);
  const leaving = world.all[0];
  void leaving?.leave();
  await world.clock.advance(1_500);
  expect(world.ledger.rows(BUDGET).has("replica-1")).toBe(false);
  const before = world.granted;
  await world.saturate(10_000);
  expect(world.granted - before).toBeGreaterThanOrEqual(0.9 * (200 - 13) * 10);
  expect(world.mostInASecond).toBeLessThanOrEqual(200);
});

test("without the database each replica uses only its reserve, and leases again when the database is back", async () => {
  const world = new World(200, 3);
  for (let one = 0; one < 3; one += 1) world.join();
  await world.saturate(5_000);
  world.ledger.isUp = false;
  await world.saturate(6_000);
  const before = world.granted;
  await world.saturate(10_000);
  const withoutDatabase = world.granted - before;
  expect(withoutDatabase).toBeGreaterThanOrEqual(0.95 * 3 * 13 * 10);
  expect(withoutDatabase).toBeLessThanOrEqual(3 * 13 * 10);
  world.ledger.isUp = true;
  await world.saturate(5_000);
  const grantedBefore = world.granted;
  await world.saturate(10_000);
  expect(world.granted - grantedBefore).toBeGreaterThanOrEqual(0.95 * 200 * 10);
  expect(world.mostInASecond).toBeLessThanOrEqual(200);
});

test("a replica that never reached the database gets its reserve once the replaced replica's calls are over", async () => {
  const world = new World(200, 3);
  world.ledger.isUp = false;
  world.join();
  await world.saturate(10_000);
  expect(world.granted).toBe(0);
  await world.saturate(5_000);
  expect(world.granted).toBeGreaterThan(13);
});

test("with more replicas than configured, the extra ones have no reserve, and the log warns the operator", async () => {
  const world = new World(200, 1);
  for (let one = 0; one < 3; one += 1) world.join();
  await world.saturate(20_000);
  expect(world.mostInASecond).toBeLessThanOrEqual(200);
  expect(world.all[2]?.news).toContainEqual({ kind: "too-many-replicas", running: 3 });
});

test("a database that lost its last writes grants nothing until every replica has reported again", async () => {
  const world = new World(200, 2);
  const [busy, other] = [world.join(), world.join()];
  await world.clock.advance(2_000);
  const restore = world.ledger.snapshot();
  for (let passed = 0; passed < 3_000; passed += 250) {
    busy.ask(400 - busy.limiter.waiting("interactive"), 3_600_000);
    await world.clock.advance(250);
  }
  restore();
  // It keeps using its leased permits, and cannot report them.
  busy.isCut = true;
  await world.saturate(2_000);
  busy.isCut = false;
  await world.saturate(2_000);
  expect(other.granted).toBeGreaterThan(0);
  expect(world.mostInASecond).toBeLessThanOrEqual(200);
});

test("a replica that stalled longer than its lease uses none of the leased permits", async () => {
  const world = new World(200, 2);
  const [stalled, busy] = [world.join(), world.join()];
  await world.clock.advance(2_000);
  stalled.stall(30_000);
  for (let passed = 0; passed < 30_000; passed += 50) {
    busy.ask(400 - busy.limiter.waiting("interactive"), 3_600_000);
    // Before its timers run, requests arrive that it answers at once.
    if (passed > 29_000) stalled.ask(5, 3_600_000);
    await world.clock.advance(50);
  }
  await world.saturate(3_000);
  expect(stalled.granted).toBeGreaterThan(0);
  expect(world.mostInASecond).toBeLessThanOrEqual(200);
});

test("a replica has no reserve while the vendor may still count calls of one that it replaced", async () => {
  const world = new World(20, 2);
  const [cutOff] = [world.join(), world.join()];
  await world.saturate(2_000);
  cutOff.isCut = true;
  // Meanwhile its row is marked as gone, and it uses its reserve.
  await world.saturate(18_000);
  cutOff.die();
  world.join();
  await world.saturate(15_000);
  expect(world.mostInASecond).toBeLessThanOrEqual(20);
});

test("a newcomer has no reserve while a replica that the ledger never saw uses its own", async () => {
  const world = new World(7, 2, {
    call: () => ({ thereMs: 20, backMs: 30, isLost: true }),
    trip: () => ({ ms: 20, isLost: false }),
  });
  const [seen, unseen] = [world.join(), world.join()];
  unseen.isCut = true;
  await world.clock.advance(5_000);
  // Holds its lease and its reserve in calls without an answer until it dies.
  seen.ask(100);
  await world.clock.advance(5_500);
  unseen.ask(100);
  await world.clock.advance(500);
  seen.die();
  world.join().ask(100);
  await world.clock.advance(35_000);
  expect(unseen.granted).toBeGreaterThan(0);
  expect(world.mostInASecond).toBeLessThanOrEqual(7);
});

const anyIndex = fc.nat({ max: 1_000_000 });
const steps = fc.array(
  fc.record({
    ms: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 4_000 })),
    which: anyIndex,
    event: fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({ is: fc.constant("ask"), size: fc.integer({ min: 20, max: 200 }) }),
      },
      { weight: 3, arbitrary: fc.record({ is: fc.constant("stall"), size: fc.nat({ max: 900 }) }) },
      { weight: 1, arbitrary: fc.record({ is: fc.constant("stall"), size: fc.constant(30_000) }) },
      { weight: 2, arbitrary: fc.record({ is: fc.constant("cut off"), size: fc.nat({ max: 20_000 }) }) },
      { weight: 1, arbitrary: fc.record({ is: fc.constant("no database"), size: fc.nat({ max: 20_000 }) }) },
      {
        weight: 1,
        arbitrary: fc.record({ is: fc.constant("database crash"), size: fc.nat({ max: 3_000 }) }),
      },
      { weight: 2, arbitrary: fc.record({ is: fc.constant("die"), size: fc.constant(0) }) },
      { weight: 1, arbitrary: fc.record({ is: fc.constant("leave"), size: fc.constant(0) }) },
      { weight: 4, arbitrary: fc.record({ is: fc.constant("join"), size: fc.constant(0) }) },
      { weight: 1, arbitrary: fc.record({ is: fc.constant("throttle"), size: fc.constant(0) }) },
    ),
  }),
  { minLength: 5, maxLength: 30 },
);
type Step = typeof steps extends fc.Arbitrary<(infer Step)[]> ? Step : never;

/** The network's fates for calls and ledger messages, in turn. */
const networks = fc.record({
  calls: fc.array(
    fc.record({
      thereMs: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 500 })),
      backMs: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 500 })),
      isLost: fc.integer({ min: 1, max: 12 }).map((dice) => dice === 1),
    }),
    { minLength: 1, maxLength: 20 },
  ),
  trips: fc.array(
    fc.record({
      ms: fc.oneof(fc.nat({ max: 10 }), fc.nat({ max: 400 }), fc.nat({ max: 6_000 })),
      isLost: fc.integer({ min: 1, max: 10 }).map((dice) => dice === 1),
    }),
    { minLength: 1, maxLength: 20 },
  ),
});

function fatesOf({
  calls,
  trips,
}: typeof networks extends fc.Arbitrary<infer Network> ? Network : never): Fates {
  let [call, trip] = [0, 0];
  return {
    call: () => calls[call++ % calls.length] ?? QUICK.call(),
    trip: () => trips[trip++ % trips.length] ?? QUICK.trip(),
  };
}

/** One event, then time passes. In a busy world, every replica always wants more. */
async function applyEvent(world: World, isBusy: boolean, { ms, which, event }: Step): Promise<void> {
  const { running, ledger, clock } = world;
  const replica = running[which % Math.max(1, running.length)];
  switch (event.is) {
    case "ask":
      replica?.ask(event.size, 20_000, which % 3 === 0 ? "bulk" : "interactive");
      break;
    case "stall":
      replica?.stall(event.size);
      break;
    case "throttle":
      replica?.limiter.throttled();
      break;
    case "cut off":
      if (replica === undefined) break;
      replica.isCut = true;
      clock.after(event.size, () => (replica.isCut = false));
      break;
    case "no database":
      ledger.isUp = false;
      clock.after(event.size, () => (ledger.isUp = true));
      break;
    case "database crash": {
      // It restarts without the last half second of writes.
      const restore = ledger.snapshot();
      clock.after(500, () => {
        ledger.isUp = false;
        restore();
      });
      clock.after(500 + event.size, () => (ledger.isUp = true));
      break;
    }
    case "die":
      replica?.die();
      break;
    case "leave":
      void replica?.leave();
      break;
    case "join":
      // As an orchestrator does: never more at once than configured.
      if (running.length < world.replicas) world.join();
      break;
  }
  await (isBusy ? world.saturate(ms) : clock.advance(ms));
}

/** Stops a schedule that would never end. The duration does not matter. */
const TIMEOUT_MS = 3_600_000;
const SCHEDULES = Number(process.env["SCHEDULES"] ?? 1_000);

test(
  "no second can hold more calls than the budget, with any failures of replicas, networks and the database",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 30 }),
        fc.integer({ min: 1, max: 4 }),
        networks,
        steps,
        async (callsPerSecond, replicas, network, steps) => {
          const world = new World(callsPerSecond, replicas, fatesOf(network));
          for (let one = 0; one < replicas; one += 1) world.join();
          for (const step of steps) await applyEvent(world, false, step);
          await world.clock.advance(35_000);
          expect(world.mostInASecond).toBeLessThanOrEqual(callsPerSecond);
        },
      ),
      { numRuns: SCHEDULES, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);

test(
  "after any events, the whole budget is used again",
  async () => {
    await fc.assert(
      fc.asyncProperty(networks, steps, async (network, steps) => {
        const [callsPerSecond, replicas] = [20, 3];
        const fates = fatesOf(network);
        const world = new World(callsPerSecond, replicas, {
          call: () => fates.call(),
          trip: () => fates.trip(),
        });
        for (let one = 0; one < replicas; one += 1) world.join();
        for (const step of steps) await applyEvent(world, false, step);
        // Wait for the longest stall and outage, and for recovery from the last throttling answer.
        await world.clock.advance(35_000);
        while (world.running.length < replicas) world.join();
        Object.assign(fates, QUICK);
        await world.saturate(20_000);
        const before = world.granted;
        await world.saturate(10_000);
        expect(world.granted - before).toBeGreaterThanOrEqual(0.95 * callsPerSecond * 10);
        expect(world.mostInASecond).toBeLessThanOrEqual(callsPerSecond);
      }),
      { numRuns: SCHEDULES / 25, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);
