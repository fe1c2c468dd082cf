import { expect, test } from "vitest";
import { askWhileLockedOut } from "../../src/admin/lock-out.js";
import type { VendorHealth } from "../../src/vendor/circuit/health.js";
import { FakeClock } from "../support/fake-clock.js";

const health = (lockedOutBy: number | null): VendorHealth[] => [
  { vendor: "classin", breaker: "closed", lockedOutBy: null },
  { vendor: "tencent-im", breaker: "closed", lockedOutBy },
];

async function watch(lockedOutBy: number | null, ask: () => Promise<unknown> = async () => undefined) {
  const clock = new FakeClock();
  const seen = { code: lockedOutBy, asked: 0 };
  const stop = askWhileLockedOut(clock, {
    health: () => health(seen.code),
    ask: () => {
      seen.asked += 1;
      return ask();
    },
  });
  return { clock, seen, stop };
}

test("a locked-out server probes by itself until the lock-out ends", async () => {
  const { clock, seen, stop } = await watch(70009);
  await clock.advance(60_000);
  expect(seen.asked).toBe(4);
  seen.code = null;
  await clock.advance(60_000);
  expect(seen.asked).toBe(4);
  seen.code = 70050;
  await clock.advance(15_000);
  expect(seen.asked).toBe(5);
  stop();
  await clock.advance(60_000);
  expect(seen.asked).toBe(5);
  expect(clock.timers).toBe(0);
});

test("a server that is not locked out does not probe, and a failed probe ends no lock-out", async () => {
  const { clock, seen } = await watch(null, () => Promise.reject(new Error("no")));
  await clock.advance(60_000);
  expect(seen.asked).toBe(0);
  seen.code = 70009;
  await clock.advance(30_000);
  expect(seen.asked).toBe(2);
});
