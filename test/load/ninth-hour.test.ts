import { expect, test } from "vitest";
import { QUICK } from "../../bench/ninth-hour/plan.js";
import { runNinthHour } from "../../bench/ninth-hour/run-ninth-hour.js";

test("when whole classes open their rosters, every request has one outcome and no second has too many calls", async () => {
  const { sent, answered, refusedByCode, calls } = await runNinthHour(QUICK, {
    warmUps: 20,
    note: () => undefined,
  });
  expect(sent).toBe(1_000);
  const refused = Object.values(refusedByCode).reduce((sum, count) => sum + count, 0);
  expect(answered + refused).toBe(sent);
  expect(answered).toBeGreaterThan(0);
  expect(calls.map(({ command }) => command).sort()).toEqual(["get_group_info", "get_group_member_info"]);
  for (const { calls: made, highestInAnySecond } of calls) {
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThanOrEqual(sent);
    expect(highestInAnySecond).toBeGreaterThan(0);
    expect(highestInAnySecond).toBeLessThanOrEqual(200);
  }
});
