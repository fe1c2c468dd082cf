import { expect, test } from "vitest";
import { createDisplay } from "../../cli/display.js";

/** A display with a manual clock, and its output. */
function aDisplay(isTTY: boolean, columns = 100) {
  let nowMs = 0;
  let written = "";
  const out = { isTTY, columns, write: (text: string) => (written += text) };
  const display = createDisplay(out, () => nowMs);
  return {
    display,
    at(seconds: number, succeeded: number, failed = 0) {
      nowMs = seconds * 1000;
      display.progress({ total: 1000, succeeded, failed, unknown: 0 });
    },
    written: () => written,
  };
}

test("a terminal shows one line with a bar, the rate of the last half minute and the time left", () => {
  const { display, at, written } = aDisplay(true);
  at(0, 0);
  at(10, 10);
  at(60, 100, 10);
  at(70, 400, 10);
  const last = written().split("\u001b[K").at(-1);
  // 400 since second 10, the start of the 30 s window.
  expect(last).toBe(
    "[#########---------------] 410 of 1,000 (41 %), 6.7/s, about 1 min 29 s left, 10 failed",
  );
  expect(written()).not.toContain("\n");
  display.say("a line");
  expect(written()).toContain(`\r\u001b[Ka line\n${last}`);
  display.end();
  expect(written().endsWith("\r\u001b[K")).toBe(true);
});

test("no line wraps in a narrow terminal", () => {
  const { at, written } = aDisplay(true, 40);
  at(0, 1);
  at(1, 2);
  for (const line of written().split("\r\u001b[K")) expect(line.length).toBeLessThan(40);
});

test("a terminal of unknown width gets the whole line", () => {
  const { at, written } = aDisplay(true, 0);
  at(0, 1000);
  expect(written()).toMatch(/\(100 %\)$/);
});

test("without a terminal, a line is written every 10 s if something changed, and one at the end", () => {
  const { at, written } = aDisplay(false);
  for (let second = 0; second <= 25; second++) at(second, second * 10);
  for (let second = 26; second < 40; second++) at(second, 250);
  at(40, 1000);
  expect(
    written()
      .split("\n")
      .map((line) => line.split(" (")[0]),
  ).toEqual(["0 of 1,000", "100 of 1,000", "200 of 1,000", "250 of 1,000", "1,000 of 1,000", ""]);
});
