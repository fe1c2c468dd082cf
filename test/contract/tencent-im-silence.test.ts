import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { MemberChange } from "../../src/tencent-im/model.js";
import { FakeClock } from "../support/fake-clock.js";
import { outwait } from "../support/outwait.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const school = aSchool({ groups: [aGroup()] });
const change = (vendors: Vendors, fields: Partial<MemberChange>) =>
  vendors.im.updateMember({ groupId: "group-1", userId: "student_001", ...fields }, vendors.context());
const cardIn = (vendors: Vendors) =>
  vendors.simulator.world.groups.get("group-1")?.members.get("student_001")?.nameCard;

const unknown = { ok: false, error: { kind: "outcome-unknown", vendor: "tencent-im", code: null } };

const commands = (vendors: Vendors) => vendors.calls().map(({ operation }) => operation);
const SEND = "modify_group_member_info";
const READ = "get_specified_group_member_info";

test("a rename without an answer is sent again and checked by a read; its outcome is unknown", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({ school, clock, now: () => clock.now() });
  vendors.fault({ kind: "silence" });
  const renamed = await outwait(vendors, clock, change(vendors, { nameCard: "Lin Ya" }));
  expect(renamed).toMatchObject(unknown);
  const sent = commands(vendors);
  expect(sent.filter((command) => command === SEND).length).toBeGreaterThan(1);
  expect(sent.at(-1)).toBe(READ);
});

test("a mute without an answer is sent once; its outcome is unknown", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({ school, clock, now: () => clock.now() });
  vendors.fault({ kind: "silence" });
  const muted = await outwait(vendors, clock, change(vendors, { muteForSeconds: 60 }));
  expect(muted).toMatchObject(unknown);
  expect(commands(vendors).filter((command) => command === SEND)).toHaveLength(1);
});

test("a read without an answer is reported as unavailable", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({ school, clock, now: () => clock.now() });
  vendors.fault({ kind: "silence" });
  const read = vendors.im.groups(["group-1"], new Set(["name"]), vendors.context());
  const groups = await outwait(vendors, clock, read);
  expect(groups.get("group-1")).toMatchObject({ ok: false, error: { kind: "unavailable", code: null } });
});

test("an answer that arrives byte by byte times out like no answer", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({ school, clock, now: () => clock.now() });
  vendors.fault({ kind: "drip", everyMs: 20 });
  const muted = await outwait(vendors, clock, change(vendors, { muteForSeconds: 60 }));
  expect(muted).toMatchObject(unknown);
});

test("a rename whose answer was lost is sent again and succeeds", async () => {
  await using vendors = await startVendors({ school });
  for (const kind of ["reset", "reset-mid-body", "truncate", "html", "empty", "gzip"] as const) {
    vendors.fault({ kind, stage: "after", times: 1 });
    expect(await change(vendors, { nameCard: kind })).toMatchObject({ ok: true });
    expect(cardIn(vendors)).toBe(kind);
    expect(vendors.calls()).toHaveLength(2);
  }
});

test("a mute whose answer was lost is sent again only if a read shows that it was not made", async () => {
  await using vendors = await startVendors({ school });
  for (const kind of [
    "reset",
    "reset-mid-body",
    "html",
    "http",
    "empty",
    "truncate",
    "huge",
    "redirect",
  ] as const) {
    vendors.fault({ kind, stage: "after", times: 1 });
    expect(await change(vendors, { muteForSeconds: 60 })).toMatchObject({ ok: true });
    expect(commands(vendors)).toEqual([SEND, READ]);
    await change(vendors, { muteForSeconds: 0 });
    vendors.calls();

    vendors.fault({ kind, stage: "before", times: 1 });
    expect(await change(vendors, { muteForSeconds: 60 })).toMatchObject({ ok: true });
    expect(commands(vendors)).toEqual([SEND, READ, SEND]);
    await change(vendors, { muteForSeconds: 0 });
    vendors.calls();
  }
});

test.for(["largest-value", "sum"] as const)(
  "a lost change succeeds if a read shows all of its parts; a permanent mute is read as the %s",
  async (permanentMuteUntil) => {
    const seat = [{ key: "seat", value: "12" }];
    const changes: Partial<MemberChange>[] = [
      { role: "ADMIN" },
      { messageDelivery: "DISCARD" },
      { customFields: seat },
      { muteForSeconds: 4_294_967_295 },
      {
        role: "MEMBER",
        nameCard: "林雅",
        messageDelivery: "ACCEPT_NOT_NOTIFY",
        customFields: seat,
        muteForSeconds: 30,
      },
    ];
    const keyed = aSchool({ groups: [aGroup()], customKeys: { member: { Public: ["seat"] } } });
    await using vendors = await startVendors({ school: keyed, choices: { permanentMuteUntil } });
    for (const fields of changes) {
      // Lost four times: no retries are left, so only the read can show the result.
      vendors.fault({ operation: SEND, kind: "reset", stage: "after", times: 4 });
      expect(await change(vendors, fields)).toMatchObject({ ok: true });
      expect(commands(vendors).at(-1)).toBe(READ);
      vendors.simulator.faults.clear();
    }
  },
);

test("a failure never contains the vendor's text", async () => {
  await using vendors = await startVendors({ school });
  vendors.answer(
    "modify_group_member_info",
    '{"ActionStatus":"FAIL","ErrorCode":10004,"ErrorInfo":"PLANTED usersig"}',
  );
  const refused = await change(vendors, { nameCard: "x" });
  vendors.answer("modify_group_member_info", "<html>PLANTED</html>");
  const unread = await change(vendors, { nameCard: "x" });
  expect(JSON.stringify([refused, unread, vendors.reports])).not.toMatch(/PLANTED|usersig|127\.0\.0\.1/);
});

test("if the connection is refused, nothing was sent, so even a mute is reported as not made", async () => {
  await using vendors = await startVendors({ school });
  await vendors.simulator.close();
  expect(await change(vendors, { muteForSeconds: 60 })).toMatchObject({
    ok: false,
    error: { kind: "unavailable", why: "connection refused" },
  });
  expect(vendors.reports).toMatchObject([{ outcome: "not-sent", attempts: 4 }]);
});

test("a burst of calls is spread over time, so the vendor refuses none", async () => {
  await using vendors = await startVendors({ school, callsPerSecond: 60, choices: { callsPerSecond: 80 } });
  const renames = await Promise.all(
    Array.from({ length: 100 }, (_, index) => change(vendors, { nameCard: `Lin Ya ${index}` })),
  );
  expect(renames.filter(({ ok }) => ok)).toHaveLength(100);
  expect(vendors.calls()).toHaveLength(100);
});

test("a caller without the time to wait for a permit is refused with a retry time", async () => {
  const clock = new FakeClock();
  await using vendors = await startVendors({ school, clock, callsPerSecond: 1 });
  await change(vendors, { nameCard: "first" });
  const hurried = await vendors.im.updateMember(
    { groupId: "group-1", userId: "student_001", nameCard: "second" },
    vendors.context(100),
  );
  expect(hurried).toMatchObject({
    ok: false,
    error: { kind: "rate-limited", code: null, retryAfterSeconds: 2 },
  });
  expect(cardIn(vendors)).toBe("first");
});
