import { expect, test } from "vitest";
import { OPERATION_NAMES } from "../../bench/operations.js";
import { markdown } from "../../bench/report.js";
import { runBench } from "../../bench/run.js";

test("all contenders give the same answers, and the report shows the cost of each operation", async () => {
  const report = await runBench({
    rounds: 1,
    requests: 8,
    warmUps: 0,
    only: OPERATION_NAMES,
    starts: 0,
    memoryRequests: 0,
    note: () => undefined,
  });
  expect(report.contenders.map(({ name }) => name)).toContain("ours, as it ships");
  for (const { name: server, operations } of report.contenders) {
    // All contenders may make the same calls: one, or two to read a group and its members. Concurrent requests can
    // share reads and so need fewer. Writes are never shared.
    const calls = OPERATION_NAMES.map((name) => operations[name]?.vendorCalls ?? 0);
    for (const [index, most] of [1, 1, 1, 2].entries()) {
      // It keeps what it has read for the comparison of the answers.
      if (server !== "ours, as it ships") expect(calls[index]).toBeGreaterThan(0);
      expect(calls[index]).toBeLessThanOrEqual(most);
    }
    expect(operations.M?.vendorCalls).toBe(1);
    for (const name of OPERATION_NAMES) expect(operations[name]?.rounds).toHaveLength(1);
  }
  const tables = markdown(report);
  for (const { name } of report.contenders) expect(tables).toContain(`| ${name} |`);
});
