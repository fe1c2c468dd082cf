import { expect, test } from "vitest";
import { callContext } from "../../src/vendor/call-context.js";
import { ownLimiter } from "../../src/vendor/rate-limit/rate-limiter.js";
import { DONE, play, scriptedLimiter } from "../support/scripted-call.js";

const busy = { times: 3, wait: "backoff" } as const;

test("each attempt is built anew and needs its own permit", async () => {
  let limiter: ReturnType<typeof scriptedLimiter> | undefined;
  const { sentAt } = await play({
    script: ["not-sent", busy, DONE],
    limiter: (clock) => {
      limiter = scriptedLimiter(clock, [100, 200, 300]);
      return limiter;
    },
  });
  expect(sentAt).toEqual([100, 300, 600]);
  expect(limiter?.asked).toBe(3);
});

test("retries count against the vendor's rate limit like first attempts", async () => {
  const { sentAt } = await play({
    script: [busy],
    limiter: (clock) => ownLimiter({ callsPerSecond: 1, clock }),
  });
  expect(sentAt).toHaveLength(4);
  for (const [index, at] of sentAt.entries()) {
    if (index > 0) expect(at - (sentAt[index - 1] ?? 0)).toBeGreaterThan(1000);
  }
});

test("waiting for a permit does not shorten an attempt's timeout", async () => {
  const { reports, sentAt } = await play({
    script: ["silence"],
    effect: "unrepeatable-write",
    limiter: (clock) => scriptedLimiter(clock, [9_000]),
    context: (clock) => callContext(clock, { timeoutMs: 20_000 }),
  });
  expect(sentAt).toEqual([9_000]);
  expect(reports).toMatchObject([{ outcome: "no-answer", waitedMs: 9_000, tookMs: 14_000 }]);
});

test("an attempt gets five seconds, or less if the caller has less", async () => {
  const attempt = (timeoutMs: number) =>
    play({
      script: ["silence"],
      effect: "unrepeatable-write",
      context: (clock) => callContext(clock, { timeoutMs }),
    });
  expect((await attempt(60_000)).reports[0]?.tookMs).toBe(5_000);
  const hurried = await attempt(1_200);
  expect(hurried.reports[0]?.tookMs).toBe(1_200);
  expect(hurried.clock.timers).toBe(0);
});

test("an answered attempt clears its timeout", async () => {
  const { clock } = await play({ script: [DONE] });
  expect(clock.timers).toBe(0);
});

test("without a permit nothing is sent, and the limiter's refusal is reported unchanged", async () => {
  const { outcome, sentAt, reports } = await play({
    script: [DONE],
    limiter: (clock) => scriptedLimiter(clock, [{ why: "queue-full", retryAfterMs: 1234 }]),
  });
  expect(outcome).toEqual({ ok: false, error: { kind: "no-permit", why: "queue-full", retryAfterMs: 1234 } });
  expect(sentAt).toEqual([]);
  expect(reports).toMatchObject([{ outcome: "no-permit", why: "queue-full", attempts: 0 }]);
});

test("a retry that gets no permit after a lost attempt is reported as lost", async () => {
  const { outcome, reports } = await play({
    script: ["no-answer"],
    effect: "repeatable-write",
    limiter: (clock) => scriptedLimiter(clock, [0, { why: "would-wait-too-long", retryAfterMs: 9000 }]),
  });
  expect(outcome).toMatchObject({ ok: false, error: { kind: "no-answer" } });
  expect(reports).toMatchObject([{ outcome: "no-answer", attempts: 1 }]);
});

test("reports an answered call once, with its attempts, its waits and its duration", async () => {
  const { reports } = await play({
    script: ["not-sent", busy, DONE],
    dice: 1,
    limiter: (clock) => scriptedLimiter(clock, [10, 20, 30]),
    context: (clock) => callContext(clock, { requestId: "request-7", timeoutMs: 60_000 }),
  });
  // Two backoffs of 200 and 400 ms, and 60 ms of waiting for permits.
  expect(reports).toEqual([
    {
      vendor: "tencent-im",
      operation: "modify_group_member_info",
      requestId: "request-7",
      lane: "interactive",
      outcome: "answered",
      succeeded: true,
      code: 0,
      why: null,
      attempts: 3,
      attemptsAtMs: [10, 230, 660],
      waitedMs: 60,
      tookMs: 660,
    },
  ]);
});

test("reports the code of a refusal", async () => {
  const { reports } = await play({ script: [{ times: 0 }] });
  expect(reports).toMatchObject([
    { outcome: "answered", succeeded: false, code: 60007, requestId: null, attempts: 1 },
  ]);
});

test("reports a failed call once, with the reason", async () => {
  const { reports } = await play({ script: ["not-sent"] });
  expect(reports).toMatchObject([
    { outcome: "not-sent", code: null, why: "the script says not-sent", attempts: 4 },
  ]);
});

test.each([
  [DONE, "answered"],
  [{ times: 0 }, "answered"],
  ["not-sent", "not-sent"],
  ["no-answer", "lost"],
  ["unreadable-answer", "lost"],
  ["silence", "lost"],
] as const)("an attempt that ends in %j releases its permit as %s", async (line, use) => {
  let limiter: ReturnType<typeof scriptedLimiter> | undefined;
  await play({
    script: [line],
    effect: "unrepeatable-write",
    limiter: (clock) => (limiter = scriptedLimiter(clock, [0])),
  });
  expect(limiter?.released[0]).toBe(use);
  expect(limiter?.released).toHaveLength(limiter?.asked ?? 0);
});
