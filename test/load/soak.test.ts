import { expect, test } from "vitest";
import { growthIn } from "../../bench/soak/growth.js";
import { soak } from "../../bench/soak/run-soak.js";

test("a short soak with faults leaves no connection, timer or warning behind", async () => {
  const report = await soak({ requests: 900, samples: 3, note: () => undefined });
  expect(report.samples.map(({ requests }) => requests)).toEqual([300, 600, 900]);
  expect(growthIn(report.samples)).toEqual([]);
  // Every request was answered, or its client disconnected. 400 is for requests that are not GraphQL.
  expect(Object.keys(report.statuses).sort()).toEqual(["200", "400"]);
  const answered = Object.values(report.statuses).reduce((sum, count) => sum + count, 0);
  expect(answered + report.left).toBe(900);
  expect(report.vendorCalls).toBeGreaterThan(50);
});
