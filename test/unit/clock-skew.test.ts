import { expect, test } from "vitest";
import { ClockSkew } from "../../src/vendor/clock-skew.js";
import { FakeClock } from "../support/fake-clock.js";

function aSkew() {
  const told: number[] = [];
  const clock = new FakeClock();
  const skew = new ClockSkew(clock, (ms) => told.push(ms));
  const answerAhead = (seconds: number, tookMs = 0) =>
    skew.measure(new Date(clock.now().getTime() - tookMs / 2 + seconds * 1000).toUTCString(), tookMs);
  return { told, skew, answerAhead };
}

test("before the first answer nothing is known, and an answer without a date tells nothing", () => {
  const { skew, told } = aSkew();
  skew.measure(undefined, 0);
  skew.measure("yesterday", 0);
  expect(skew.ms).toBeNull();
  expect(told).toEqual([]);
});

test.each([90, -90])("a difference of %i seconds is measured to the second, and not told", (seconds) => {
  const { skew, told, answerAhead } = aSkew();
  answerAhead(seconds, 400);
  expect(Math.abs((skew.ms ?? 0) - seconds * 1000)).toBeLessThanOrEqual(1000);
  expect(told).toEqual([]);
});

test.each([180, -180])(
  "a difference of %i seconds is told once, and again only after it was small",
  (seconds) => {
    const { told, answerAhead } = aSkew();
    for (let times = 0; times < 3; times += 1) answerAhead(seconds);
    expect(told).toHaveLength(1);
    answerAhead(0);
    answerAhead(seconds);
    expect(told).toHaveLength(2);
    for (const ms of told) expect(Math.sign(ms)).toBe(Math.sign(seconds));
  },
);
