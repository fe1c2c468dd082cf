import { expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { systemClock } from "../../src/vendor/clock.js";
import { FakeClock } from "../support/fake-clock.js";
import { untilHeld } from "../support/held-calls.js";
import { outwait } from "../support/outwait.js";
import { startVendors } from "../support/vendors.js";

const school = aSchool({ courses: [aCourse({ id: "561294" }), aCourse({ id: "561295" })] });

test("simultaneous syncs of one course are one call, and all get its result", async () => {
  await using vendors = await startVendors({ school });
  const sync = () => vendors.classin.syncNicknames("561294", vendors.context());
  const synced = await Promise.all([sync(), sync(), sync()]);
  expect(synced.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(vendors.calls()).toHaveLength(1);
});

test("a sync that begins after another has ended is a new call", async () => {
  await using vendors = await startVendors({ school });
  await vendors.classin.syncNicknames("561294", vendors.context());
  await vendors.classin.syncNicknames("561294", vendors.context());
  expect(vendors.calls()).toHaveLength(2);
});

test("syncs of different courses are separate calls", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "code", code: 149, target: "561295" });
  const [one, other] = await Promise.all(
    ["561294", "561295"].map((id) => vendors.classin.syncNicknames(id, vendors.context())),
  );
  expect(one).toMatchObject({ ok: true });
  expect(other).toMatchObject({ ok: false, error: { kind: "course-deleted" } });
  const targets = vendors.calls().map(({ target }) => target);
  expect(targets).toHaveLength(2);
  expect(new Set(targets)).toEqual(new Set(["561294", "561295"]));
});

test("a failure is shared too, and the next sync is a new call", async () => {
  await using vendors = await startVendors({ school });
  const fault = vendors.fault({ kind: "code", code: 149 });
  const sync = () => vendors.classin.syncNicknames("561294", vendors.context());
  const failures = await Promise.all([sync(), sync()]);
  for (const failure of failures)
    expect(failure).toMatchObject({ ok: false, error: { kind: "course-deleted" } });
  vendors.simulator.faults.remove(fault);
  expect(await sync()).toMatchObject({ ok: true });
  expect(vendors.calls()).toHaveLength(2);
});

test("without an answer the sync is sent again, because repeating is harmless; its outcome is unknown", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({ school, clock, now: () => clock.now() });
  vendors.fault({ kind: "silence" });
  const sync = vendors.classin.syncNicknames("561294", vendors.context());
  expect(await outwait(vendors, clock, sync)).toMatchObject({
    ok: false,
    error: { kind: "outcome-unknown", vendor: "classin", code: null },
  });
  expect(vendors.calls().length).toBeGreaterThan(1);
});

test("an answer that was lost once is retried until it succeeds", async () => {
  await using vendors = await startVendors({ school });
  for (const kind of ["reset", "reset-mid-body", "truncate", "empty", "html"] as const) {
    vendors.fault({ kind, stage: "after", times: 1 });
    expect(await vendors.classin.syncNicknames("561294", vendors.context())).toMatchObject({ ok: true });
    expect(vendors.calls()).toHaveLength(2);
  }
});

test("a sync continues for callers that joined it after the first one timed out", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({ school, clock, now: () => clock.now() });
  const hold = vendors.fault({ kind: "hold", stage: "after" });
  const hurried = vendors.classin.syncNicknames("561294", vendors.context(50));
  const patient = vendors.classin.syncNicknames("561294", vendors.context());
  await untilHeld(vendors, hold, 1);
  await clock.advance(50);
  expect(await hurried).toMatchObject({ ok: false, error: { kind: "outcome-unknown", code: null } });
  vendors.simulator.faults.release(hold);
  expect(await patient).toMatchObject({ ok: true });
  expect(vendors.calls()).toHaveLength(1);
});

test("if the connection is refused, nothing was sent", async () => {
  await using vendors = await startVendors({ school });
  await vendors.simulator.close();
  expect(await vendors.classin.syncNicknames("561294", vendors.context())).toMatchObject({
    ok: false,
    error: { kind: "unavailable", code: null, why: "connection refused" },
  });
  expect(vendors.reports).toMatchObject([{ outcome: "not-sent", attempts: 4 }]);
});

test("a redirect is not followed, so no other host gets the signature", async () => {
  await using vendors = await startVendors({ school });
  vendors.fault({ kind: "redirect" });
  expect(await vendors.classin.syncNicknames("561294", vendors.context())).toMatchObject({
    ok: false,
    error: { kind: "unavailable", why: "HTTP status 307" },
  });
  expect(new Set(vendors.calls().map(({ operation }) => operation))).toEqual(
    new Set(["modifyGroupMemberNickname"]),
  );
});

test("each attempt is signed with its own timestamp", async () => {
  let seconds = 1_800_000_000;
  const now = () => {
    seconds += 1;
    return new Date(seconds * 1000);
  };
  const clock = { ...systemClock, now };
  await using vendors = await startVendors({ school, clock, now: () => new Date(1_800_000_000_000) });
  vendors.fault({ kind: "code", code: 104, times: 2 });
  await vendors.classin.syncNicknames("561294", vendors.context());
  const stamps = vendors.calls().map(({ body }) => (body as { timeStamp: string }).timeStamp);
  expect(new Set(stamps).size).toBe(3);
});
