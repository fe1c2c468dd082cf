import fc from "fast-check";
import { expect, test } from "vitest";
import { type AttemptOutcome, Circuit, type Pass } from "../../src/vendor/circuit/circuit.js";
import { FakeClock } from "../support/fake-clock.js";

const OPTIONS = { failuresToOpen: 3, firstOpenMs: 1_000, longestOpenMs: 8_000 };

const circuit = () => {
  const clock = new FakeClock();
  const changes: string[] = [];
  const it = new Circuit(clock, OPTIONS, (state) => changes.push(state));
  /** One attempt; says whether it was let through. */
  const attempt = (outcome: AttemptOutcome): boolean => {
    const pass = it.enter();
    pass?.(outcome);
    return pass !== null;
  };
  return { clock, it, changes, attempt };
};

const opened = () => {
  const open = circuit();
  for (let failures = 0; failures < 3; failures += 1) open.attempt("fails");
  return open;
};

test("so many failures in a row open it, and nothing is let through then", () => {
  const { it, attempt, changes } = circuit();
  expect([attempt("fails"), attempt("fails"), it.state]).toEqual([true, true, "closed"]);
  expect(attempt("fails")).toBe(true);
  expect([it.state, it.refusedForMs(), attempt("works")]).toEqual(["open", 1_000, false]);
  expect(changes).toEqual(["open"]);
});

test("a success between them is no failure in a row; what tells nothing changes nothing", () => {
  const { it, attempt } = circuit();
  for (const outcome of ["fails", "fails", "nothing", "works", "fails", "nothing", "fails"] as const)
    attempt(outcome);
  expect(it.state).toBe("closed");
  attempt("fails");
  expect(it.state).toBe("open");
});

test("after its time one probe is let through, and nobody else until it is back", async () => {
  const { clock, it, attempt, changes } = opened();
  await clock.advance(999);
  expect(it.enter()).toBeNull();
  await clock.advance(1);
  expect(it.state).toBe("half-open");
  const probe = it.enter();
  expect(probe).not.toBeNull();
  expect([it.enter(), it.refusedForMs()]).toEqual([null, 1_000]);
  probe?.("works");
  expect([it.state, attempt("works"), attempt("works")]).toEqual(["closed", true, true]);
  expect(changes).toEqual(["open", "closed"]);
});

test("each probe that fails doubles the time, up to the longest; a success starts from the first again", async () => {
  const { clock, it, attempt, changes } = opened();
  for (const openMs of [2_000, 4_000, 8_000, 8_000]) {
    await clock.advance(it.refusedForMs() ?? 0);
    attempt("fails");
    expect(it.refusedForMs()).toBe(openMs);
  }
  await clock.advance(8_000);
  attempt("works");
  for (let failures = 0; failures < 3; failures += 1) attempt("fails");
  expect(it.refusedForMs()).toBe(1_000);
  expect(changes).toEqual(["open", "closed", "open"]);
});

test("a probe that tells nothing leaves the next one to find out", async () => {
  const { clock, it, attempt } = opened();
  await clock.advance(1_000);
  attempt("nothing");
  expect(it.state).toBe("half-open");
  expect(attempt("works")).toBe(true);
  expect(it.state).toBe("closed");
});

test("an attempt that began before it opened says nothing of what is now", async () => {
  const { clock, it, attempt } = circuit();
  const early = [it.enter(), it.enter()];
  for (let failures = 0; failures < 3; failures += 1) attempt("fails");
  early[0]?.("works");
  expect(it.state).toBe("open");
  await clock.advance(1_000);
  early[1]?.("fails");
  expect(it.state).toBe("half-open");
});

test("a wall clock that is set back does not keep it open", async () => {
  const { clock, it } = opened();
  clock.setWall(new Date(clock.now().getTime() - 21 * 60_000));
  await clock.advance(1_000);
  expect(it.state).toBe("half-open");
});

test("however attempts overlap, an open circuit lets none through before its time, and then one alone", async () => {
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
      const { clock, it } = circuit();
      const underWay: Pass[] = [];
      let probe: Pass | null = null;
      for (const step of steps) {
        if ("ms" in step) await clock.advance(step.ms);
        if ("leaves" in step) {
          for (const pass of underWay.splice(0, step.leaves)) {
            if (pass === probe) probe = null;
            pass(step.outcome);
            if (it.state !== "half-open") probe = null;
          }
        }
        if (!("enters" in step)) continue;
        for (let entered = 0; entered < step.enters; entered += 1) {
          const { state } = it;
          const pass = it.enter();
          expect(pass !== null).toBe(state === "closed" || (state === "half-open" && probe === null));
          if (pass !== null) underWay.push(pass);
          if (state === "half-open") probe ??= pass;
        }
      }
    }),
  );
});
