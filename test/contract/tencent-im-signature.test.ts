import { expect, test, vi } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const GROUP = "course-561294";
const school = aSchool({ groups: [aGroup({ id: GROUP })] });

const rename = (vendors: Vendors, nameCard = "Lin Ya") =>
  vendors.im.updateMember({ groupId: GROUP, userId: "student_001", nameCard }, vendors.context());

test("a signature that was refused once is renewed, and the call succeeds", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 70001, times: 1 });
  expect(await rename(vendors)).toMatchObject({ ok: true });
  expect(vendors.calls()).toHaveLength(2);
});

test("a signature that is refused always is an operator's business after exactly two calls", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 70001 });
  expect(await rename(vendors)).toMatchObject({ ok: false, error: { kind: "misconfigured", code: 70001 } });
  expect(vendors.calls()).toHaveLength(2);
});

test("a key of another app is not tried again: five tries would lock the app out", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 70009 });
  expect(await rename(vendors)).toMatchObject({ ok: false, error: { kind: "misconfigured", code: 70009 } });
  expect(vendors.calls()).toHaveLength(1);
});

test("a locked app is not called again by the same call", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 70050 });
  expect(await rename(vendors)).toMatchObject({ ok: false, error: { kind: "misconfigured", code: 70050 } });
  expect(vendors.calls()).toHaveLength(1);
});

test("when a signature in use expires, all calls under way are refused once and then succeed with a new one", async () => {
  await using vendors = await startVendors({ school });
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    await rename(vendors);
    // A machine that slept: its monotonic clock did not see the day pass.
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    vendors.calls();
    const renames = await Promise.all(
      Array.from({ length: 10 }, (_, index) => rename(vendors, `Lin Ya ${index}`)),
    );
    expect(renames.filter(({ ok }) => ok)).toHaveLength(10);
    const calls = vendors.calls();
    const refused = calls.filter(({ answered }) => "code" in answered && answered.code === 70001);
    expect(refused.length).toBeGreaterThan(0);
    expect(calls).toHaveLength(10 + refused.length);
  } finally {
    vi.useRealTimers();
  }
});
