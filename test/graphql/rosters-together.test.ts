import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startApp } from "../support/app.js";

const GROUPS = 60;
const roster = (id: string) =>
  `{ group(id: "${id}") { memberCount members(first: 50) { totalCount nodes { userId role nameCard } pageInfo { hasNextPage } } } }`;

test("when more rosters are opened than the vendor allows calls for, small groups share calls", async () => {
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    aGroup({ id: `group-${index}`, members: 1 + index }),
  );
  await using app = await startApp({
    school: aSchool({ groups }),
    env: { READ_MAX_AGE_SECONDS: "5", TENCENT_IM_CALLS_PER_SECOND: "10" },
  });
  const answers = await Promise.all(groups.map(({ id }) => app.run<any>(roster(id))));
  for (const [index, { group }] of answers.entries()) {
    const members = 1 + index;
    expect(group.memberCount).toBe(members);
    expect(group.members.totalCount).toBe(members);
    expect(group.members.nodes).toHaveLength(Math.min(50, members));
    expect(group.members.pageInfo.hasNextPage).toBe(members > 50);
    expect(new Set(group.members.nodes.map(({ userId }: { userId: string }) => userId)).size).toBe(
      group.members.nodes.length,
    );
  }
  // Without sharing, each group takes a call. Those with more than 50 members still do.
  expect(app.vendorCalls()["get_group_member_info"]).toBeLessThan(GROUPS - 10);
});
