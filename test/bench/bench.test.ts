import { expect, test } from "vitest";
import { OPERATION_NAMES } from "../../bench/operations.js";
import { markdown } from "../../bench/report.js";
import { runBench } from "../../bench/run.js";

test("all contenders answer alike, and the report says what each operation cost each of them", async () => {
  const report = await runBench({
    rounds: 1,
    requests: 8,
    warmUps: 0,
    only: OPERATION_NAMES,
    starts: 0,
    memoryRequests: 0,
    note: () => undefined,
  });
  expect(report.contenders.map(({ name }) => name)).toContain("ours");
  for (const { operations } of report.contenders) {
    // The same vendor work for everybody: one call, and two where a group and its members are read; fewer where
    // requests that come together share their reads, which no write ever does.
    const calls = OPERATION_NAMES.map((name) => operations[name]?.vendorCalls ?? 0);
    for (const [index, most] of [1, 1, 1, 2].entries()) {
      expect(calls[index]).toBeGreaterThan(0);
      expect(calls[index]).toBeLessThanOrEqual(most);
    }
    expect(operations.M?.vendorCalls).toBe(1);
    for (const name of OPERATION_NAMES) expect(operations[name]?.rounds).toHaveLength(1);
  }
  const tables = markdown(report);
  for (const { name } of report.contenders) expect(tables).toContain(`| ${name} |`);
});
