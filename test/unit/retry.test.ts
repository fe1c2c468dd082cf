import fc from "fast-check";
import { expect, test } from "vitest";
import { callContext } from "../../src/vendor/call-context.js";
import type { Effect, RepeatAdvice } from "../../src/vendor/retry.js";
import { DONE, type Line, play } from "../support/scripted-call.js";

const repeatable: readonly Effect[] = ["read", "repeatable-write"];
const everyEffect: readonly Effect[] = [...repeatable, "unrepeatable-write"];
const lost = ["no-answer", "unreadable-answer", "silence"] as const;

const busy: Partial<RepeatAdvice> = { times: 3, wait: "backoff", mayHaveApplied: false };
const broken: Partial<RepeatAdvice> = { times: 3, wait: "backoff", mayHaveApplied: true };
const signedAnew: Partial<RepeatAdvice> = { times: 1, wait: "none", mayHaveApplied: false };

const times = async (effect: Effect, line: Line) => (await play({ effect, script: [line] })).sentAt.length;

test.each(repeatable)("a %s whose answer was lost is sent again, up to three times", async (effect) => {
  for (const line of lost) expect(await times(effect, line)).toBe(4);
});

test("a write that must not be done twice is never sent again after its answer was lost", async () => {
  for (const line of lost) expect(await times("unrepeatable-write", line)).toBe(1);
});

test("a doubtful answer to a write is retried only if repeating the write is harmless", async () => {
  expect(await times("unrepeatable-write", broken)).toBe(1);
  for (const effect of repeatable) expect(await times(effect, broken)).toBe(4);
});

test("a request that never arrived or was refused is retried, with any effect", async () => {
  for (const effect of everyEffect) {
    expect(await times(effect, "not-sent")).toBe(4);
    expect(await times(effect, busy)).toBe(4);
    expect(await times(effect, signedAnew)).toBe(2);
  }
});

test("a final answer is not retried", async () => {
  const { outcome, sentAt } = await play({ script: [DONE] });
  expect([outcome.ok, sentAt.length]).toEqual([true, 1]);
});

test("the answer of the successful attempt is the call's answer", async () => {
  const { outcome } = await play({ effect: "read", script: ["no-answer", busy, "unreadable-answer", DONE] });
  expect(outcome).toEqual({ ok: true, value: DONE });
});

test("a lost attempt followed by an unsent one is reported as lost: the first may have been applied", async () => {
  for (const first of ["no-answer", "unreadable-answer"] as const) {
    const { outcome } = await play({ effect: "repeatable-write", script: [first, "not-sent"] });
    expect(outcome).toMatchObject({ ok: false, error: { kind: first } });
  }
});

test("a repeatable call is retried after a lost attempt and an unsent one", async () => {
  const { outcome } = await play({ effect: "repeatable-write", script: ["no-answer", "not-sent", DONE] });
  expect(outcome.ok).toBe(true);
});

test("in any order of events, a write that must not be done twice may be applied at most once", async () => {
  const lines = fc.constantFrom<Line>(
    "no-answer",
    "unreadable-answer",
    "not-sent",
    busy,
    broken,
    signedAnew,
    DONE,
  );
  await fc.assert(
    fc.asyncProperty(fc.array(lines, { minLength: 1, maxLength: 6 }), async (script) => {
      const { sentAt } = await play({ effect: "unrepeatable-write", script });
      const played = script.slice(0, sentAt.length);
      const mayHaveApplied = played.filter((line) =>
        typeof line === "string" ? line !== "not-sent" : line === broken || line === DONE,
      );
      expect(mayHaveApplied.length).toBeLessThanOrEqual(1);
      expect(sentAt.length).toBeLessThanOrEqual(4);
    }),
  );
});

test("the maximum wait doubles with each retry, up to two seconds; the wait is a random time below it", async () => {
  const { sentAt } = await play({ script: ["not-sent"], dice: 1 });
  expect(sentAt).toEqual([0, 200, 600, 1400]);
  const half = await play({ script: ["not-sent"], dice: 0.5 });
  expect(half.sentAt).toEqual([0, 100, 300, 700]);
});

test("a refused signature is replaced at once, without waiting", async () => {
  expect((await play({ script: [signedAnew, DONE], dice: 1 })).sentAt).toEqual([0, 0]);
});

test("there is no retry if the wait before it would pass the deadline", async () => {
  const { sentAt, outcome, clock } = await play({
    script: ["not-sent"],
    dice: 1,
    context: (clock) => callContext(clock, { timeoutMs: 600 }),
  });
  // The third attempt would be due at 600.
  expect(sentAt).toEqual([0, 200]);
  expect(outcome).toMatchObject({ ok: false, error: { kind: "not-sent" } });
  expect(clock.timers).toBe(0);
});

test("there is no retry after the caller left, and the last answer is still reported", async () => {
  const caller = new AbortController();
  const { sentAt, outcome } = await play({
    script: [busy],
    context: (clock) => callContext(clock, { signal: caller.signal, timeoutMs: 60_000 }),
    during: (attempt) => attempt === 2 && caller.abort(),
  });
  expect(sentAt).toHaveLength(2);
  expect(outcome).toEqual({ ok: true, value: busy });
});

test("a caller who leaves ends the wait before a retry", async () => {
  const caller = new AbortController();
  const { sentAt, clock, reports } = await play({
    script: [busy],
    dice: 1,
    context: (clock) => callContext(clock, { signal: caller.signal, timeoutMs: 60_000 }),
    during: (_, clock) => void clock.after(50, () => caller.abort()),
  });
  expect(sentAt).toEqual([0]);
  expect(reports[0]?.tookMs).toBe(50);
  expect(clock.timers).toBe(0);
});

test("an attempt in flight when the caller leaves runs to its end: its answer is the only evidence", async () => {
  const caller = new AbortController();
  const { outcome } = await play({
    script: [DONE],
    effect: "unrepeatable-write",
    context: (clock) => callContext(clock, { signal: caller.signal, timeoutMs: 60_000 }),
    during: () => caller.abort(),
  });
  expect(outcome).toEqual({ ok: true, value: DONE });
});
