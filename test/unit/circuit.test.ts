import fc from "fast-check";
import { expect, test } from "vitest";
import { type AttemptOutcome, Circuit, type Pass } from "../../src/vendor/circuit/circuit.js";
import { FakeClock } from "../support/fake-clock.js";

const OPTIONS = { failuresToOpen: 3, firstOpenMs: 1_000, longestOpenMs: 8_000 };

const circuit = () => {
  const clock = new FakeClock();
  const changes: string[] = [];
  const breaker = new Circuit(clock, OPTIONS, (state) => changes.push(state));
  /** Makes one attempt. Returns whether the breaker allowed it. */
  const attempt = (outcome: AttemptOutcome): boolean => {
    const pass = breaker.enter();
    pass?.(outcome);
    return pass !== null;
  };
  return { clock, breaker, changes, attempt };
};

const opened = () => {
  const open = circuit();
  for (let failures = 0; failures < 3; failures += 1) open.attempt("fails");
  return open;
};

test("opens after this many failures in a row, and then allows nothing", () => {
  const { breaker, attempt, changes } = circuit();
  expect([attempt("fails"), attempt("fails"), breaker.state]).toEqual([true, true, "closed"]);
  expect(attempt("fails")).toBe(true);
  expect([breaker.state, breaker.refusedForMs(), attempt("works")]).toEqual(["open", 1_000, false]);
  expect(changes).toEqual(["open"]);
});

test("a success in between resets the count; an inconclusive attempt does not change it", () => {
  const { breaker, attempt } = circuit();
  for (const outcome of ["fails", "fails", "nothing", "works", "fails", "nothing", "fails"] as const)
    attempt(outcome);
  expect(breaker.state).toBe("closed");
  attempt("fails");
  expect(breaker.state).toBe("open");
});

test("after its time one probe is allowed, and no other call until the probe ends", async () => {
  const { clock, breaker, attempt, changes } = opened();
  await clock.advance(999);
  expect(breaker.enter()).toBeNull();
  await clock.advance(1);
  expect(breaker.state).toBe("half-open");
  const probe = breaker.enter();
  expect(probe).not.toBeNull();
  expect([breaker.enter(), breaker.refusedForMs()]).toEqual([null, 1_000]);
  probe?.("works");
  expect([breaker.state, attempt("works"), attempt("works")]).toEqual(["closed", true, true]);
  expect(changes).toEqual(["open", "closed"]);
});

test("each failed probe doubles the time, up to the maximum; a success resets it", async () => {
  const { clock, breaker, attempt, changes } = opened();
  for (const openMs of [2_000, 4_000, 8_000, 8_000]) {
    await clock.advance(breaker.refusedForMs() ?? 0);
    attempt("fails");
    expect(breaker.refusedForMs()).toBe(openMs);
  }
  await clock.advance(8_000);
  attempt("works");
  for (let failures = 0; failures < 3; failures += 1) attempt("fails");
  expect(breaker.refusedForMs()).toBe(1_000);
  expect(changes).toEqual(["open", "closed", "open"]);
});

test("after an inconclusive probe the next call is the probe", async () => {
  const { clock, breaker, attempt } = opened();
  await clock.advance(1_000);
  attempt("nothing");
  expect(breaker.state).toBe("half-open");
  expect(attempt("works")).toBe(true);
  expect(breaker.state).toBe("closed");
});

test("an attempt that began before the breaker opened does not change it", async () => {
  const { clock, breaker, attempt } = circuit();
  const early = [breaker.enter(), breaker.enter()];
  for (let failures = 0; failures < 3; failures += 1) attempt("fails");
  early[0]?.("works");
  expect(breaker.state).toBe("open");
  await clock.advance(1_000);
  early[1]?.("fails");
  expect(breaker.state).toBe("half-open");
});

test("setting the wall clock back does not keep it open", async () => {
  const { clock, breaker } = opened();
  clock.setWall(new Date(clock.now().getTime() - 21 * 60_000));
  await clock.advance(1_000);
  expect(breaker.state).toBe("half-open");
});

test("an open breaker allows nothing before its time, then one probe, however attempts overlap", async () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ ms: fc.nat({ max: 3_000 }) }),
      fc.record({ enters: fc.nat({ max: 5 }) }),
      fc.record({
        leaves: fc.nat({ max: 5 }),
        outcome: fc.constantFrom<AttemptOutcome>("works", "fails", "nothing"),
      }),
    ),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const { clock, breaker } = circuit();
      const inFlight: Pass[] = [];
      let probe: Pass | null = null;
      for (const step of steps) {
        if ("ms" in step) await clock.advance(step.ms);
        if ("leaves" in step) {
          for (const pass of inFlight.splice(0, step.leaves)) {
            if (pass === probe) probe = null;
            pass(step.outcome);
            if (breaker.state !== "half-open") probe = null;
          }
        }
        if (!("enters" in step)) continue;
        for (let entered = 0; entered < step.enters; entered += 1) {
          const { state } = breaker;
          const pass = breaker.enter();
          expect(pass !== null).toBe(state === "closed" || (state === "half-open" && probe === null));
          if (pass !== null) inFlight.push(pass);
          if (state === "half-open") probe ??= pass;
        }
      }
    }),
  );
});
