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
  const vendor = { code: lockedOutBy, probes: 0 };
  const stop = askWhileLockedOut(clock, {
    health: () => health(vendor.code),
    ask: () => {
      vendor.probes += 1;
      return ask();
    },
  });
  return { clock, vendor, stop };
}

test("a locked-out server probes by itself until the lock-out ends", async () => {
  const { clock, vendor, stop } = await watch(70009);
  await clock.advance(60_000);
  expect(vendor.probes).toBe(4);
  vendor.code = null;
  await clock.advance(60_000);
  expect(vendor.probes).toBe(4);
  vendor.code = 70050;
  await clock.advance(15_000);
  expect(vendor.probes).toBe(5);
  stop();
  await clock.advance(60_000);
  expect(vendor.probes).toBe(5);
  expect(clock.timers).toBe(0);
});

test("a server that is not locked out does not probe, and a failed probe does not end a lock-out", async () => {
  const { clock, vendor } = await watch(null, () => Promise.reject(new Error("no")));
  await clock.advance(60_000);
  expect(vendor.probes).toBe(0);
  vendor.code = 70009;
  await clock.advance(30_000);
  expect(vendor.probes).toBe(2);
});
