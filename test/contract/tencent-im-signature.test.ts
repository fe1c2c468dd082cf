import { expect, test, vi } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const GROUP = "course-561294";
const school = aSchool({ groups: [aGroup({ id: GROUP })] });

const rename = (vendors: Vendors, nameCard = "Lin Ya") =>
  vendors.im.updateMember({ groupId: GROUP, userId: "student_001", nameCard }, vendors.context());

test("a signature refused once is renewed, and the call succeeds", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 70001, times: 1 });
  expect(await rename(vendors)).toMatchObject({ ok: true });
  expect(vendors.calls()).toHaveLength(2);
});

test("a signature that is always refused is a misconfiguration after exactly two calls", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 70001 });
  expect(await rename(vendors)).toMatchObject({ ok: false, error: { kind: "misconfigured", code: 70001 } });
  expect(vendors.calls()).toHaveLength(2);
});

test("another app's key is not tried again: five tries would lock the app out", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 70009 });
  expect(await rename(vendors)).toMatchObject({ ok: false, error: { kind: "misconfigured", code: 70009 } });
  expect(vendors.calls()).toHaveLength(1);
});

test("a call does not retry a locked app", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 70050 });
  expect(await rename(vendors)).toMatchObject({ ok: false, error: { kind: "misconfigured", code: 70050 } });
  expect(vendors.calls()).toHaveLength(1);
});

test("if a signature in use expires, calls in flight are refused once and succeed with a new one", async () => {
  await using vendors = await startVendors({ school });
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    await rename(vendors);
    // The machine slept: its monotonic clock stood still while a day passed.
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
