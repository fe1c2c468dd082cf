import { getEventListeners, setMaxListeners } from "node:events";
import { expect, test } from "vitest";
import { callContext } from "../../src/vendor/call-context.js";
import { sleep } from "../../src/vendor/clock.js";
import { ownLimiter } from "../../src/vendor/rate-limit/rate-limiter.js";
import { FakeClock, settled } from "../support/fake-clock.js";

/** The warnings that Node prints during some work. */
async function warningsDuring(work: () => Promise<void>): Promise<string[]> {
  const warnings: string[] = [];
  const listen = (warning: Error) => warnings.push(warning.name);
  process.on("warning", listen);
  await work();
  await settled();
  process.off("warning", listen);
  return warnings;
}

test("many waits of one caller leave no listener on the caller's signal", async () => {
  const clock = new FakeClock();
  const { signal } = new AbortController();
  // As the server does for each request.
  setMaxListeners(0, signal);
  const limiter = ownLimiter({ callsPerSecond: 100, clock });
  const context = callContext(clock, { signal });
  const permits = Promise.all(Array.from({ length: 50 }, () => limiter.acquire(context)));
  const naps = Promise.all(Array.from({ length: 50 }, () => sleep(clock, 100, signal)));
  await clock.advance(2_000);
  expect((await permits).every(({ ok }) => ok)).toBe(true);
  expect(await naps).toEqual(Array.from({ length: 50 }, () => true));
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("callers without a signal cause no warning about too many listeners", async () => {
  const clock = new FakeClock();
  const limiter = ownLimiter({ callsPerSecond: 100, clock });
  const warnings = await warningsDuring(async () => {
    const permits = Promise.all(Array.from({ length: 50 }, () => limiter.acquire(callContext(clock))));
    await clock.advance(2_000);
    expect((await permits).every(({ ok }) => ok)).toBe(true);
  });
  expect(warnings).toEqual([]);
});

test("a sleep ends when its caller leaves, and does not begin after that", async () => {
  const clock = new FakeClock();
  const caller = new AbortController();
  const nap = sleep(clock, 60_000, caller.signal);
  caller.abort();
  expect(await nap).toBe(false);
  expect(await sleep(clock, 60_000, caller.signal)).toBe(false);
  expect(clock.timers).toBe(0);
});
