import { expect, test } from "vitest";
import { ok } from "../../src/result.js";
import { callContext } from "../../src/vendor/call-context.js";
import { failureWithoutAnswer, isVendorFailure } from "../../src/vendor/failure.js";
import type { CallFailure, Effect } from "../../src/vendor/retry.js";
import { SingleFlight } from "../../src/vendor/sharing/single-flight.js";
import { orWhenTimeIsUp } from "../../src/vendor/timeout.js";
import { FakeClock, settled } from "../support/fake-clock.js";

const effects: readonly Effect[] = ["read", "repeatable-write", "unrepeatable-write"];
const kindFor = (effect: Effect, failure: CallFailure) =>
  failureWithoutAnswer("classin", effect, failure).kind;

test("a missing answer leaves a write's outcome unknown; a read only failed", () => {
  const failure = { kind: "no-answer", why: "no answer in time" } as const;
  expect(effects.map((effect) => kindFor(effect, failure))).toEqual([
    "unavailable",
    "outcome-unknown",
    "outcome-unknown",
  ]);
});

test.each([
  [
    { kind: "not-sent", why: "connection refused" },
    { kind: "unavailable", retryAfterSeconds: 5 },
  ],
  [
    { kind: "unreadable-answer", why: "HTTP status 502", httpStatus: 502, isTheVendor: false },
    { kind: "unavailable", retryAfterSeconds: 5 },
  ],
  [
    { kind: "unreadable-answer", why: "HTTP status 429", httpStatus: 429, isTheVendor: false },
    { kind: "rate-limited", retryAfterSeconds: 5 },
  ],
  [
    { kind: "no-permit", why: "queue-full", retryAfterMs: 1001 },
    { kind: "rate-limited", retryAfterSeconds: 2 },
  ],
  [
    { kind: "no-permit", why: "would-wait-too-long", retryAfterMs: 0 },
    { kind: "rate-limited", retryAfterSeconds: 1 },
  ],
  [
    { kind: "no-permit", why: "caller-left" },
    { kind: "unavailable", retryAfterSeconds: 5 },
  ],
] as const)("%o means the same to reads and writes", (failure, expected) => {
  for (const effect of effects) {
    const read = failureWithoutAnswer("tencent-im", effect, failure);
    expect(read).toMatchObject({ vendor: "tencent-im", code: null, ...expected });
    // A sentence for people, not the name of a kind.
    expect(read.why).toMatch(/^[A-Za-z].*[^.]$/);
    expect(isVendorFailure(read)).toBe(true);
  }
});

test("a failure that only one operation has is not a general call failure", () => {
  expect(isVendorFailure({ vendor: "classin", code: 149, why: "gone", kind: "course-deleted" })).toBe(false);
});

test("a caller whose deadline passes gets a timeout, and the shared work goes on", async () => {
  const clock = new FakeClock();
  let finish: (value: string) => void = () => undefined;
  const work = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const hurried = orWhenTimeIsUp(clock, callContext(clock, { timeoutMs: 100 }), work, () => "late");
  const patient = orWhenTimeIsUp(clock, callContext(clock, { timeoutMs: 5_000 }), work, () => "late");
  await clock.advance(100);
  expect(await hurried).toBe("late");
  finish("done");
  expect(await patient).toBe("done");
  await settled();
  expect(clock.timers).toBe(0);
});

test("a caller without time left still gets the result of work that is already done", async () => {
  const clock = new FakeClock();
  const context = callContext(clock, { timeoutMs: -1 });
  expect(await orWhenTimeIsUp(clock, context, Promise.resolve("done"), () => "late")).toBe("done");
  await expect(
    orWhenTimeIsUp(clock, context, Promise.reject(new Error("a defect")), () => "late"),
  ).rejects.toThrow("a defect");
});

test("one piece of work runs per key; the next begins after it has ended, in success or failure", async () => {
  const flights = new SingleFlight<unknown>();
  let runs = 0;
  const work = async () => {
    runs += 1;
    await settled();
    if (runs === 1) throw new Error("a defect");
    return ok(runs);
  };
  const together = await Promise.allSettled([flights.run("a", work), flights.run("a", work)]);
  expect(together.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await Promise.all([flights.run("a", work), flights.run("b", work)])).toEqual([ok(3), ok(3)]);
  expect(runs).toBe(3);
});
