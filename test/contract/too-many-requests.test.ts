import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { startVendors } from "../support/vendors.js";

const CHANGES = 120;

/** How many of so many changes, all asked for at once, were sent in the first half second. */
async function sentInHalfASecond(throttledFirst: boolean): Promise<number> {
  await using vendors = await startVendors({
    school: aSchool({ groups: [aGroup({ id: "group-1", members: CHANGES + 1 })] }),
  });
  const change = (index: number) => ({
    groupId: "group-1",
    userId: studentAccount(index + 1),
    nameCard: `Card ${index}`,
  });
  if (throttledFirst) vendors.fault({ kind: "http", httpStatus: 429, times: 1 });
  expect(await vendors.im.updateMember(change(0), vendors.context())).toMatchObject({ ok: true });
  vendors.calls();
  const made = await Promise.all(
    Array.from({ length: CHANGES }, (_, index) => vendors.im.updateMember(change(index), vendors.context())),
  );
  expect(made.every(({ ok }) => ok)).toBe(true);
  const sentAt = vendors.calls().map(({ at }) => at);
  const first = Math.min(...sentAt);
  return sentAt.filter((at) => at < first + 500).length;
}

test("HTTP 429 halves the pace of the command that met it", async () => {
  const [throttled, free] = await Promise.all([sentInHalfASecond(true), sentInHalfASecond(false)]);
  // The pace begins to recover at once, and a busy machine sends late: between half and all is told apart, not more.
  expect(throttled).toBeLessThan(free * 0.8);
});
