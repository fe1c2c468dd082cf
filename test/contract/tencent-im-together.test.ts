import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { FakeClock } from "../support/fake-clock.js";
import { untilHeld } from "../support/held-calls.js";
import { PATIENTLY } from "../support/patiently.js";
import { startVendors } from "../support/vendors.js";

const GROUP = "course-561294";
const school = aSchool({ groups: [aGroup({ id: GROUP })] });
const rename = (nameCard: string) => ({ groupId: GROUP, userId: "student_001", nameCard });
const READ = "get_specified_group_member_info";

/** Vendors that make changes but answer only after `release`, on a fake clock. */
async function holdingVendors() {
  const clock = new FakeClock();
  const vendors = await startVendors({ school, clock, now: () => clock.now() });
  const hold = vendors.fault({ kind: "hold", stage: "after" });
  return {
    ...vendors,
    clock,
    untilHeld: (calls: number) => untilHeld(vendors, hold, calls),
    release: () => vendors.simulator.faults.release(hold),
  };
}

test("the same change requested again during the call is one write, and all get its result", async () => {
  await using vendors = await holdingVendors();
  const update = () => vendors.im.updateMember(rename("Lin Ya"), vendors.context());
  const first = update();
  await vendors.untilHeld(1);
  const updates = [first, update(), update()];
  vendors.release();
  expect((await Promise.all(updates)).map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(vendors.calls()).toHaveLength(1);
  await update();
  expect(vendors.calls()).toHaveLength(1);
});

test("a different change, or another member's, is a separate write", async () => {
  await using vendors = await holdingVendors();
  const updates = [
    vendors.im.updateMember(rename("Lin Ya"), vendors.context()),
    vendors.im.updateMember(rename("Lin Yue"), vendors.context()),
    vendors.im.updateMember({ ...rename("Lin Ya"), muteForSeconds: 60 }, vendors.context()),
    vendors.im.updateMember({ ...rename("Lin Ya"), userId: "student_002" }, vendors.context()),
  ];
  await vendors.untilHeld(4);
  vendors.release();
  await Promise.all(updates);
  expect(vendors.calls()).toHaveLength(4);
});

test("a change does not join an older one if another began in between, so the last change wins", async () => {
  await using vendors = await holdingVendors();
  const updates: Promise<unknown>[] = [];
  for (const nameCard of ["A", "B", "A"]) {
    updates.push(vendors.im.updateMember(rename(nameCard), vendors.context()));
    await vendors.untilHeld(updates.length);
  }
  vendors.release();
  await Promise.all(updates);
  expect(vendors.calls()).toHaveLength(3);
  expect(vendors.simulator.world.groups.get(GROUP)?.members.get("student_001")?.nameCard).toBe("A");
});

test("a caller with more time does not join a call that is about to time out", async () => {
  await using vendors = await holdingVendors();
  const hurried = vendors.im.updateMember(rename("Lin Ya"), vendors.context(50));
  const patient = vendors.im.updateMember(rename("Lin Ya"), vendors.context());
  await vendors.untilHeld(2);
  // Part of the time is reserved for a read that checks whether the change was made.
  await vendors.clock.advance(40);
  await expect.poll(() => vendors.simulator.calls.list({ operation: READ }).length, PATIENTLY).toBe(1);
  await vendors.clock.advance(10);
  expect((await hurried).ok).toBe(false);
  vendors.release();
  expect(await patient).toMatchObject({ ok: true });
});

test("a joined caller that times out gets an unknown outcome, and the first caller gets the result", async () => {
  await using vendors = await holdingVendors();
  const patient = vendors.im.updateMember(rename("Lin Ya"), vendors.context());
  const hurried = vendors.im.updateMember(rename("Lin Ya"), vendors.context(50));
  await vendors.untilHeld(1);
  await vendors.clock.advance(50);
  expect(await hurried).toMatchObject({ ok: false, error: { kind: "outcome-unknown" } });
  vendors.release();
  expect(await patient).toMatchObject({ ok: true });
  expect(vendors.calls()).toHaveLength(1);
});

test("a write continues if one of its callers leaves, and is not started if all leave", async () => {
  const clock = new FakeClock();
  const callsPerSecond = 1;
  await using vendors = await startVendors({ school, callsPerSecond, clock, now: () => clock.now() });
  const [first, second] = [new AbortController(), new AbortController()];
  const update = (signal: AbortSignal) =>
    vendors.im.updateMember(rename("Lin Ya"), { ...vendors.context(), signal });
  // This call uses the only permit, so the next ones wait for more than a second.
  await vendors.im.updateMember(rename("Lin"), vendors.context());
  vendors.calls();
  const waiting = [update(first.signal), update(second.signal)];
  first.abort();
  expect(vendors.calls()).toHaveLength(0);
  await clock.advance(2_000);
  expect((await Promise.all(waiting)).map(({ ok }) => ok)).toEqual([true, true]);
  expect(vendors.calls()).toHaveLength(1);

  const left = [new AbortController(), new AbortController()];
  const abandoned = left.map(({ signal }) => update(signal));
  for (const caller of left) caller.abort();
  expect((await Promise.all(abandoned)).map(({ ok }) => ok)).toEqual([false, false]);
  await clock.advance(2_000);
  expect(vendors.calls()).toHaveLength(0);
});
