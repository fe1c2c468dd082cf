import { expect, test } from "vitest";
import { measureGrowth } from "../../bench/growth/measure.js";
import { tablesOf } from "../../bench/growth/table.js";

test("the growth measurement reads every member of its groups and reports a cost for each row", async () => {
  const growth = await measureGrowth({ rounds: 1, requests: 20, membersRead: 2_000, note: () => undefined });
  const costs = [
    ...growth.byConnections.flatMap(({ q1, m }) => [q1, m]),
    ...growth.byMembers.flatMap(({ perPage, perMember }) => [perPage, perMember]),
  ];
  for (const { median } of costs) expect(median).toBeGreaterThan(0);
  // A page takes one call for its members, and at most one for the group, which pages can share.
  for (const { callsPerPage } of growth.byMembers) {
    expect(callsPerPage.median).toBeGreaterThan(1);
    expect(callsPerPage.median).toBeLessThanOrEqual(2);
  }
  expect(growth.byMembers.map(({ members, pages }) => members / pages)).toEqual([100, 100, 100, 100, 100]);
  expect(tablesOf(growth)).not.toContain("NaN");
});
