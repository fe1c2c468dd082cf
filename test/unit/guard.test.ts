import { expect, test } from "vitest";
import { callContext } from "../../src/vendor/call-context.js";
import { type CallReport, createCallVendor } from "../../src/vendor/call.js";
import { GUARD, type GuardOptions } from "../../src/vendor/circuit/vendor-circuits.js";
import { ownLimiter } from "../../src/vendor/rate-limit/rate-limiter.js";
import { RetryQuota } from "../../src/vendor/retry-quota.js";
import type { Attempt } from "../../src/vendor/timeout.js";
import { FakeClock } from "../support/fake-clock.js";
import { guardsFor, UNGUARDED } from "../support/unguarded.js";

/** What the fake vendor does. Silence lasts until the attempt ends. A lock-out is an answer with code 70009. */
type Behaviour = "well" | "refuses connections" | "silent" | "no connection in time" | "locks out";

function guardedVendor(options: GuardOptions = GUARD) {
  const clock = new FakeClock();
  const guards = guardsFor(clock, options);
  const reports: CallReport[] = [];
  const vendor = { behaviour: "well" as Behaviour, sentAt: [] as number[] };
  const callVendor = createCallVendor({
    clock,
    random: () => 0.5,
    observe: (report) => reports.push(report),
    guards,
  });
  const limiter = ownLimiter({ callsPerSecond: 200, clock });
  const send = async ({ signal }: Attempt) => {
    vendor.sentAt.push(clock.monotonicMs());
    const { behaviour } = vendor;
    if (behaviour === "refuses connections")
      return { ok: false, error: { kind: "not-sent", why: "connection refused" } } as const;
    if (behaviour === "no connection in time") {
      await new Promise<void>((resolve) => signal.addEventListener("abort", resolve));
      return { ok: false, error: { kind: "not-sent", why: behaviour, timedOut: true } } as const;
    }
    if (behaviour === "silent") {
      await new Promise<void>((resolve) => signal.addEventListener("abort", resolve));
      return {
        ok: false,
        error: { kind: "no-answer", why: "no answer in time", timedOut: true },
      } as const;
    }
    return { ok: true, value: behaviour === "locks out" ? 70009 : 0 } as const;
  };
  const call = (timeoutMs = 20_000) =>
    callVendor<number>({
      vendor: "tencent-im",
      operation: "get_group_info",
      effect: "read",
      context: callContext(clock, { timeoutMs }),
      limiter,
      send,
      codeOf: (code) => code,
      succeeded: (code) => code === 0,
      advice: () => ({ times: 0, wait: "none", mayHaveApplied: false }),
      lockOutCode: (code) => (code === 70009 ? code : undefined),
    });
  return { clock, guard: guards["tencent-im"], vendor, reports, call };
}

test("while a vendor is down, calls are refused at once, without a request to it", async () => {
  const { clock, vendor, call, guard } = guardedVendor();
  vendor.behaviour = "refuses connections";
  while (guard.health().breaker === "closed") await clock.finish(call());
  const sent = vendor.sentAt.length;
  expect(sent).toBe(10);
  const before = clock.monotonicMs();
  expect(await call()).toMatchObject({ ok: false, error: { kind: "circuit-open" } });
  expect([vendor.sentAt.length, clock.monotonicMs()]).toEqual([sent, before]);
});

test("a call that waits for a permit is not sent to a vendor that is down", async () => {
  const { clock, vendor, call, guard } = guardedVendor();
  vendor.behaviour = "refuses connections";
  const calls = Array.from({ length: 200 }, () => call());
  const outcomes = await clock.finish(Promise.all(calls));
  expect(guard.health().breaker).not.toBe("closed");
  expect(vendor.sentAt.length).toBeLessThan(20);
  for (const outcome of outcomes) expect(outcome.ok).toBe(false);
});

test.for<Behaviour>(["silent", "no connection in time"])(
  "an attempt cut short by its caller's deadline does not count as a vendor failure: %s",
  async (behaviour) => {
    const { clock, vendor, call, guard } = guardedVendor({ ...GUARD, retryReserve: 0 });
    vendor.behaviour = behaviour;
    for (let calls = 0; calls < 50; calls += 1) await clock.finish(call(2_900));
    expect(guard.health().breaker).toBe("closed");
    for (let calls = 0; calls < 10; calls += 1) await clock.finish(call(3_000));
    expect(guard.health().breaker).toBe("open");
  },
);

test("a refusal code is an answer: the breaker does not count it", async () => {
  const { clock, vendor, call, guard } = guardedVendor({ ...GUARD, lockOut: UNGUARDED.lockOut });
  vendor.behaviour = "locks out";
  for (let calls = 0; calls < 30; calls += 1) await clock.finish(call());
  expect(guard.health()).toMatchObject({ breaker: "closed", lockedOutBy: null });
});

test("a lock-out stops every call at once; after a minute one is tried, then after two", async () => {
  const { clock, vendor, call, guard } = guardedVendor();
  vendor.behaviour = "locks out";
  expect(await clock.finish(call())).toEqual({ ok: true, value: 70009 });
  expect(guard.health()).toEqual({ vendor: "tencent-im", breaker: "closed", lockedOutBy: 70009 });
  for (const minutes of [1, 2]) {
    expect(await call()).toMatchObject({ ok: false, error: { kind: "locked-out", code: 70009 } });
    await clock.advance(minutes * 60_000 - 1);
    expect(await call()).toMatchObject({ ok: false, error: { kind: "locked-out" } });
    await clock.advance(1);
    expect(await clock.finish(call())).toEqual({ ok: true, value: 70009 });
  }
  expect(vendor.sentAt).toHaveLength(3);
  vendor.behaviour = "well";
  await clock.advance(240_000);
  expect(await clock.finish(call())).toEqual({ ok: true, value: 0 });
  expect(guard.health().lockedOutBy).toBeNull();
});

test("an outage during a lock-out does not end the lock-out", async () => {
  const { clock, vendor, call, guard } = guardedVendor();
  vendor.behaviour = "locks out";
  await clock.finish(call());
  vendor.behaviour = "refuses connections";
  await clock.advance(60_000);
  expect(await clock.finish(call())).toMatchObject({ ok: false });
  expect(guard.health().lockedOutBy).toBe(70009);
});

test("a defect while sending does not lose the probe", async () => {
  const clock = new FakeClock();
  const { "tencent-im": guard } = guardsFor(clock, GUARD);
  for (let failures = 0; failures < 10; failures += 1) {
    const entered = guard.enter();
    if (entered.ok) entered.value({ health: "fails" });
  }
  await clock.advance(1_000);
  const call = createCallVendor({
    clock,
    random: () => 0,
    observe: () => undefined,
    guards: { classin: guard, "tencent-im": guard },
  });
  await expect(
    call({
      vendor: "tencent-im",
      operation: "get_group_info",
      effect: "read",
      context: callContext(clock),
      limiter: ownLimiter({ callsPerSecond: 200, clock }),
      send: () => Promise.reject(new Error("a defect")),
      codeOf: () => 0,
      succeeded: () => true,
      advice: () => ({ times: 0, wait: "none", mayHaveApplied: false }),
    }),
  ).rejects.toThrow("a defect");
  expect(guard.refusal()).toBeNull();
});

test.each([
  ["refuses connections", 20],
  ["silent", 2],
] as const)(
  "in an outage of ten minutes (%s, %i calls a second) retries stay under a tenth of the calls, and afterwards all calls succeed",
  async (behaviour, callsPerSecond) => {
    const { clock, vendor, call, guard, reports } = guardedVendor();
    const minutes = async (count: number) => {
      const before = reports.length;
      const calls: Promise<unknown>[] = [];
      for (let asked = 0; asked < count * 60 * callsPerSecond; asked += 1) {
        calls.push(call());
        await clock.advance(1_000 / callsPerSecond);
      }
      await clock.finish(Promise.all(calls));
      return reports.slice(before);
    };
    await minutes(1);
    vendor.behaviour = behaviour;
    const outage = await minutes(10);
    const repeats = outage.reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0);
    expect(repeats).toBeLessThan(outage.length / 10);
    expect(guard.health().breaker).not.toBe("closed");
    // At most two probes a minute, after the first few.
    expect(vendor.sentAt.length - 60 * callsPerSecond).toBeLessThan(100);

    vendor.behaviour = "well";
    const sentBefore = vendor.sentAt.length;
    await minutes(1);
    expect(guard.health().breaker).toBe("closed");
    const after = await minutes(1);
    expect(after.every(({ succeeded, attempts }) => succeeded && attempts === 1)).toBe(true);
    const sent = vendor.sentAt.slice(sentBefore);
    for (const at of sent)
      expect(sent.filter((other) => other > at - 1_000 && other <= at).length).toBeLessThanOrEqual(
        callsPerSecond * 2,
      );
  },
);

test("the retry quota allows a few retries at once, and in the long run less than one for each ten calls", () => {
  const quota = new RetryQuota();
  const spent = (tries: number) => Array.from({ length: tries }, () => quota.spend()).filter(Boolean).length;
  expect(spent(100)).toBe(20);
  let repeats = 0;
  for (let calls = 0; calls < 10_000; calls += 1) {
    quota.earn();
    repeats += spent(3);
  }
  expect(repeats).toBeGreaterThan(700);
  expect(repeats).toBeLessThan(1_000);
});
