import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs, retryAfterMs } from "../../src/webhooks/relay/backoff.js";

const MINUTES_5 = 300_000;

test("the wait doubles from one second to five minutes, and half of it is random", () => {
  const longest = Array.from({ length: 12 }, (_, index) => backoffMs(index + 1, null, () => 1) / 1000);
  expect(longest).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  const shortest = Array.from({ length: 3 }, (_, index) => backoffMs(index + 1, null, () => 0));
  expect(shortest).toEqual([500, 1_000, 2_000]);
});

test("no wait is longer than five minutes, or shorter than the target asks within them", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2 ** 31 }),
      fc.option(fc.double({ min: 0, max: 1e12, noNaN: true })),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, asked, random) => {
        const wait = backoffMs(failures, asked, () => random);
        expect(wait).toBeLessThanOrEqual(MINUTES_5);
        expect(wait).toBeGreaterThanOrEqual(Math.min(MINUTES_5, asked ?? 500));
      },
    ),
  );
});

const NOW = new Date("2026-09-03T08:00:00Z");
test.for<[unknown, number | null]>([
  ["120", 120_000],
  ["0", 0],
  ["9".repeat(40), MINUTES_5],
  ["9".repeat(41), null],
  ["Thu, 03 Sep 2026 08:01:00 GMT", 60_000],
  ["Thu, 03 Sep 2026 07:00:00 GMT", 0],
  ["Thu, 03 Sep 2027 08:01:00 GMT", MINUTES_5],
  ["soon", null],
  ["-5 apples", null],
  ["", null],
  [undefined, null],
  [["1", "2"], null],
])("retry-after: %j", ([header, expected]) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});
