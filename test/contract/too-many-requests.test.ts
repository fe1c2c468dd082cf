import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { studentAccount } from "../../src/simulator/names.js";
import { FakeClock } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";
import { startVendors } from "../support/vendors.js";

const CHANGES = 120;

/** How many of 120 simultaneous changes are sent in half a second of the fake clock. */
async function sentInHalfASecond(throttledFirst: boolean): Promise<number> {
  const clock = new FakeClock();
  await using vendors = await startVendors({
    clock,
    school: aSchool({ groups: [aGroup({ id: "group-1", members: CHANGES + 1 })] }),
  });
  const change = (index: number) =>
    vendors.im.updateMember(
      { groupId: "group-1", userId: studentAccount(index + 1), nameCard: `Card ${index}` },
      vendors.context(),
    );
  if (throttledFirst) vendors.fault({ kind: "http", httpStatus: 429, times: 1 });
  expect(await change(0)).toMatchObject({ ok: true });
  vendors.reports.length = 0;
  vendors.calls();
  const made = Promise.all(Array.from({ length: CHANGES }, (_, index) => change(index)));
  const noneIsInFlight = () => vendors.reports.length + vendors.waiting() === CHANGES;
  for (let passedMs = 0; passedMs < 500; passedMs += 10) {
    await clock.advance(10);
    await expect.poll(noneIsInFlight, PATIENTLY).toBe(true);
  }
  const sent = vendors.calls().length;
  expect((await clock.finish(made)).every(({ ok }) => ok)).toBe(true);
  return sent;
}

test("HTTP 429 halves the rate of the command that got it", async () => {
  const [throttled, free] = await Promise.all([sentInHalfASecond(true), sentInHalfASecond(false)]);
  expect(throttled).toBeGreaterThan(free * 0.4);
  expect(throttled).toBeLessThan(free * 0.65);
});
