import fc from "fast-check";
import { expect, test } from "vitest";
import { callContext } from "../../../src/vendor/call-context.js";
import { CancelSource } from "../../../src/vendor/cancel-signal.js";
import { limitedPart } from "../../../src/vendor/rate-limit/limited-part.js";
import { ownLimiter } from "../../../src/vendor/rate-limit/rate-limiter.js";
import { SharedContext } from "../../../src/vendor/sharing/shared-context.js";
import { FakeClock, settled } from "../../support/fake-clock.js";

const PART = "part";

function limiterOf(clock: FakeClock, callsPerSecond: number, share: number) {
  const whole = ownLimiter({ callsPerSecond, clock });
  let part: ReturnType<typeof ownLimiter> | undefined;
  const limiter = limitedPart({
    whole,
    part: (permits) => (part ??= ownLimiter({ callsPerSecond: permits, clock })),
    callsPerSecond: callsPerSecond * share,
    isInPart: ({ operation }) => operation === PART,
    clock,
  });
  return { limiter, whole, partWaiting: () => part?.waiting("bulk") ?? 0 };
}
const partContext = (clock: FakeClock, timeoutMs = 100_000) =>
  callContext(clock, { lane: "bulk", operation: PART, timeoutMs });

test.each([
  [200, 10, 20],
  [20, 10, 2],
  [19, 10, 1],
])(
  "of %i calls a second, in %i seconds each second has at most %i calls of the part",
  async (rate, seconds, most) => {
    const clock = new FakeClock();
    const { limiter } = limiterOf(clock, rate, 0.1);
    const granted: number[] = [];
    for (let call = 0; call < 500; call += 1)
      void limiter.acquire(partContext(clock)).then((permit) => {
        if (!permit.ok) return;
        granted.push(clock.monotonicMs());
        permit.value.release("answered");
      });
    await clock.advance(seconds * 1000);
    expect(granted.length).toBeGreaterThan(most * (seconds - 2));
    for (const from of granted)
      expect(granted.filter((time) => time >= from && time < from + 1000).length).toBeLessThanOrEqual(most);
  },
);

test("a tenth of four calls a second is one call in two and a half seconds", async () => {
  const clock = new FakeClock();
  const { limiter } = limiterOf(clock, 4, 0.1);
  const granted: number[] = [];
  for (let call = 0; call < 50; call += 1)
    void limiter.acquire(partContext(clock)).then((permit) => {
      if (!permit.ok) return;
      granted.push(clock.monotonicMs());
      permit.value.release("answered");
    });
  await clock.advance(20_000);
  expect(granted.length).toBeGreaterThan(6);
  for (const [index, time] of granted.entries())
    expect(time - (granted[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(2_500);
});

test("calls of the part that wait for it take no place among the others", () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (waiting) => {
      const clock = new FakeClock();
      const { limiter, whole } = limiterOf(clock, 20, 0.1);
      for (let call = 0; call < waiting; call += 1) void limiter.acquire(partContext(clock));
      await settled();
      expect(whole.waiting("bulk")).toBeLessThanOrEqual(2);
      const permit = limiter.acquire(callContext(clock));
      await clock.advance(200);
      expect((await permit).ok).toBe(true);
    }),
  ));

test("a call that an interactive request joins leaves the part", async () => {
  const clock = new FakeClock();
  const { limiter, partWaiting } = limiterOf(clock, 20, 0.1);
  for (let call = 0; call < 10; call += 1) void limiter.acquire(partContext(clock));
  const shared = new SharedContext([partContext(clock)]);
  const permit = limiter.acquire(shared);
  await clock.advance(200);
  const before = partWaiting();
  shared.join(callContext(clock, { requestId: "request" }));
  await clock.advance(200);
  expect((await permit).ok).toBe(true);
  expect(partWaiting()).toBe(before - 1);
});

test("a call whose caller leaves, or whose time is short, gets no permit and leaves none behind", async () => {
  const clock = new FakeClock();
  const { limiter, partWaiting } = limiterOf(clock, 10, 0.1);
  const first = await clock.finish(limiter.acquire(partContext(clock)));
  const signal = new CancelSource();
  const left = limiter.acquire({ ...partContext(clock), signal });
  await clock.advance(100);
  signal.abort();
  expect(await left).toEqual({ ok: false, error: { why: "caller-left" } });
  expect(partWaiting()).toBe(0);
  expect(await clock.finish(limiter.acquire(partContext(clock, 500)))).toMatchObject({
    ok: false,
    error: { why: "would-wait-too-long" },
  });
  if (first.ok) first.value.release("not-sent");
  const next = limiter.acquire(partContext(clock));
  await clock.advance(2_000);
  expect((await next).ok).toBe(true);
});

test("if the whole has no permit in time, the part's permit is free again", async () => {
  const clock = new FakeClock();
  const { limiter } = limiterOf(clock, 10, 0.1);
  const asked = Promise.all(
    Array.from({ length: 10 }, () => limiter.acquire(callContext(clock, { timeoutMs: 100_000 }))),
  );
  await clock.advance(5_000);
  const held = await asked;
  const refused = limiter.acquire(partContext(clock, 5_000));
  await clock.advance(6_000);
  expect((await refused).ok).toBe(false);
  for (const permit of held) if (permit.ok) permit.value.release("answered");
  const next = limiter.acquire(partContext(clock));
  await clock.advance(3_000);
  expect((await next).ok).toBe(true);
});
