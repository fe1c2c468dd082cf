import { expect, test } from "vitest";
import { ClockSkew } from "../../src/vendor/clock-skew.js";
import { FakeClock } from "../support/fake-clock.js";

function aSkew() {
  const reported: number[] = [];
  const clock = new FakeClock();
  const skew = new ClockSkew(clock, (ms) => reported.push(ms));
  const answerAhead = (seconds: number, tookMs = 0) =>
    skew.measure(new Date(clock.now().getTime() - tookMs / 2 + seconds * 1000).toUTCString(), tookMs);
  return { reported, skew, answerAhead };
}

test("the skew is unknown before the first answer and after an answer without a date", () => {
  const { skew, reported } = aSkew();
  skew.measure(undefined, 0);
  skew.measure("yesterday", 0);
  expect(skew.ms).toBeNull();
  expect(reported).toEqual([]);
});

test.each([90, -90])("a difference of %i seconds is measured to the second and not reported", (seconds) => {
  const { skew, reported, answerAhead } = aSkew();
  answerAhead(seconds, 400);
  expect(Math.abs((skew.ms ?? 0) - seconds * 1000)).toBeLessThanOrEqual(1000);
  expect(reported).toEqual([]);
});

test.each([180, -180])(
  "a difference of %i seconds is reported once, and again only after it was small",
  (seconds) => {
    const { reported, answerAhead } = aSkew();
    for (let times = 0; times < 3; times += 1) answerAhead(seconds);
    expect(reported).toHaveLength(1);
    answerAhead(0);
    answerAhead(seconds);
    expect(reported).toHaveLength(2);
    for (const ms of reported) expect(Math.sign(ms)).toBe(Math.sign(seconds));
  },
);
