import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startVendors } from "../support/vendors.js";

const GROUP = "course-561294";
const school = aSchool({ groups: [aGroup({ id: GROUP })] });
const rename = (nameCard: string) => ({ groupId: GROUP, userId: "student_001", nameCard });

const slowVendors = async () => {
  const vendors = await startVendors({ school });
  vendors.fault({ kind: "delay", delayMs: 150, stage: "after" });
  return vendors;
};

test("the same change asked for again while it is being made is one write, and all are told", async () => {
  await using vendors = await slowVendors();
  const updates = [1, 2, 3].map(() => vendors.im.updateMember(rename("Lin Ya"), vendors.context()));
  const outcomes = await Promise.all(updates);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(vendors.calls()).toHaveLength(1);
  await vendors.im.updateMember(rename("Lin Ya"), vendors.context());
  expect(vendors.calls()).toHaveLength(1);
});

test("a change that differs, or is another member's, is a write of its own", async () => {
  await using vendors = await slowVendors();
  await Promise.all([
    vendors.im.updateMember(rename("Lin Ya"), vendors.context()),
    vendors.im.updateMember(rename("Lin Yue"), vendors.context()),
    vendors.im.updateMember({ ...rename("Lin Ya"), muteForSeconds: 60 }, vendors.context()),
    vendors.im.updateMember({ ...rename("Lin Ya"), userId: "student_002" }, vendors.context()),
  ]);
  expect(vendors.calls()).toHaveLength(4);
});

test("a change is not joined across another one that began meanwhile: the last word must come last", async () => {
  await using vendors = await slowVendors();
  const updates: Promise<unknown>[] = [];
  for (const nameCard of ["A", "B", "A"]) {
    updates.push(vendors.im.updateMember(rename(nameCard), vendors.context()));
    // So that they arrive in this order.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await Promise.all(updates);
  expect(vendors.calls()).toHaveLength(3);
  expect(vendors.simulator.world.groups.get(GROUP)?.members.get("student_001")?.nameCard).toBe("A");
});

test("who has more time does not depend on one who has hardly any left", async () => {
  await using vendors = await slowVendors();
  const hurried = vendors.im.updateMember(rename("Lin Ya"), vendors.context(50));
  const patient = vendors.im.updateMember(rename("Lin Ya"), vendors.context());
  expect(await patient).toMatchObject({ ok: true });
  expect((await hurried).ok).toBe(false);
});

test("who joins and runs out of time is told that the outcome is unknown, and the other one gets it", async () => {
  await using vendors = await slowVendors();
  const patient = vendors.im.updateMember(rename("Lin Ya"), vendors.context());
  const hurried = vendors.im.updateMember(rename("Lin Ya"), vendors.context(50));
  expect(await hurried).toMatchObject({ ok: false, error: { kind: "outcome-unknown" } });
  expect(await patient).toMatchObject({ ok: true });
  expect(vendors.calls()).toHaveLength(1);
});

test("one who leaves takes the write from nobody; when all have left it is not begun", async () => {
  await using vendors = await startVendors({ school, callsPerSecond: 2 });
  const [first, second] = [new AbortController(), new AbortController()];
  const update = (signal: AbortSignal) =>
    vendors.im.updateMember(rename("Lin Ya"), { ...vendors.context(), signal });
  // The pacer's only free slot is taken, so what follows waits for half a second.
  await vendors.im.updateMember(rename("Lin"), vendors.context());
  vendors.calls();
  const waiting = [update(first.signal), update(second.signal)];
  first.abort();
  expect((await Promise.all(waiting)).map(({ ok }) => ok)).toEqual([true, true]);
  expect(vendors.calls()).toHaveLength(1);

  const left = [new AbortController(), new AbortController()];
  const abandoned = left.map(({ signal }) => update(signal));
  for (const caller of left) caller.abort();
  expect((await Promise.all(abandoned)).map(({ ok }) => ok)).toEqual([false, false]);
  expect(vendors.calls()).toHaveLength(0);
});
