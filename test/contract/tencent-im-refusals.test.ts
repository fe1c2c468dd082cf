import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { MemberChange } from "../../src/tencent-im/model.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const MODIFY = "modify_group_member_info";
const OWNER = "teacher_li";
const MEMBER = "student_001";
const school = aSchool({
  groups: [
    aGroup({ id: "public" }),
    aGroup({ id: "work", type: "Work" }),
    aGroup({ id: "live", type: "AVChatRoom" }),
  ],
  accounts: ["stranger"],
});

type Change = Partial<MemberChange>;
const change = (vendors: Vendors, fields: Change) =>
  vendors.im.updateMember({ groupId: "public", userId: MEMBER, ...fields }, vendors.context());

async function failureOf(fields: Change, prepare: (vendors: Vendors) => void = () => {}) {
  await using vendors = await startVendors({ school });
  prepare(vendors);
  const updated = await change(vendors, fields);
  if (updated.ok) throw new Error("The change was made.");
  const calls = vendors.calls().map(({ operation }) => operation);
  return {
    failure: updated.error,
    calls: calls.filter((operation) => operation === MODIFY).length,
    operations: calls,
  };
}

/** Makes the vendor refuse a valid change. */
const refuse = (vendors: Vendors) => void vendors.fault({ kind: "code", code: 10007, operation: MODIFY });

test.each<[string, Change, Record<string, unknown>]>([
  [
    "a change of a user who is not a member",
    { userId: "stranger", nameCard: "x" },
    { kind: "member-not-found" },
  ],
  [
    "a mute in a work group",
    { groupId: "work", muteForSeconds: 60 },
    { kind: "change-not-allowed-in-group-type", groupType: "WORK", change: "muteForSeconds" },
  ],
  [
    "an administrator of a work group",
    { groupId: "work", role: "ADMIN" },
    { kind: "change-not-allowed-in-group-type", groupType: "WORK", change: "role" },
  ],
  [
    "a card together with a mute in a work group",
    { groupId: "work", nameCard: "x", muteForSeconds: 60 },
    { kind: "change-not-allowed-in-group-type", groupType: "WORK", change: "muteForSeconds" },
  ],
  [
    "any change in a live-stream group",
    { groupId: "live", nameCard: "x" },
    { kind: "change-not-allowed-in-group-type", groupType: "AV_CHAT_ROOM", change: "nameCard" },
  ],
  ["the owner's role", { userId: OWNER, role: "MEMBER" }, { kind: "owner-role-not-changeable" }],
])("a refusal of %s is reported with its cause", async (_, fields, expected) => {
  const { failure, calls, operations } = await failureOf(fields);
  expect(failure).toMatchObject({ vendor: "tencent-im", code: 10007, ...expected });
  expect(calls).toBe(1);
  expect(operations.toSorted()).toEqual(["get_group_info", "get_role_in_group", MODIFY]);
});

test.each<[string, Change]>([
  ["a member's card", { nameCard: "x" }],
  ["a member's role", { role: "ADMIN" }],
  ["the owner's card", { userId: OWNER, nameCard: "x" }],
  ["a mute of the owner", { userId: OWNER, muteForSeconds: 60 }],
  ["a card in a work group", { groupId: "work", nameCard: "x" }],
])("a refusal of %s without a visible cause is reported as not permitted", async (_, fields) => {
  expect((await failureOf(fields, refuse)).failure).toMatchObject({ kind: "not-permitted", code: 10007 });
});

test("a refusal is reported as group-not-found if the group no longer exists at the check", async () => {
  const { failure } = await failureOf({ groupId: "gone", nameCard: "x" }, refuse);
  expect(failure).toMatchObject({ kind: "group-not-found" });
});

test("an account that was never imported needs no check", async () => {
  const { failure, operations } = await failureOf({ userId: "nobody_knows", nameCard: "x" });
  expect(failure).toMatchObject({ kind: "member-not-found", code: 10019 });
  expect(operations).toEqual([MODIFY]);
});

test("if the check itself fails, its failure is reported, because the cause is unknown", async () => {
  const { failure } = await failureOf({ nameCard: "x" }, (vendors) => {
    refuse(vendors);
    vendors.fault({ kind: "http", operation: "get_role_in_group" });
    vendors.fault({ kind: "http", operation: "get_group_info" });
  });
  expect(failure).toMatchObject({ kind: "unavailable", code: null, why: "HTTP status 502" });
});

test("if the check fails by misconfiguration, that is reported", async () => {
  const { failure } = await failureOf({ nameCard: "x" }, (vendors) => {
    refuse(vendors);
    vendors.fault({ kind: "code", code: 70009, operation: "get_role_in_group" });
  });
  expect(failure).toMatchObject({ kind: "misconfigured", code: 70009 });
});

test("half of the check is enough if it shows the cause", async () => {
  const withoutGroup = (vendors: Vendors) =>
    void vendors.fault({ kind: "http", operation: "get_group_info" });
  const withoutRole = (vendors: Vendors) =>
    void vendors.fault({ kind: "http", operation: "get_role_in_group" });
  const stranger = await failureOf({ userId: "stranger", nameCard: "x" }, withoutGroup);
  expect(stranger.failure).toMatchObject({ kind: "member-not-found", code: 10007 });
  const owner = await failureOf({ userId: OWNER, role: "ADMIN" }, withoutGroup);
  expect(owner.failure).toMatchObject({ kind: "owner-role-not-changeable", code: 10007 });
  const mute = await failureOf({ groupId: "work", muteForSeconds: 60 }, withoutRole);
  expect(mute.failure).toMatchObject({ kind: "change-not-allowed-in-group-type", code: 10007 });
});

test("the group's own code in the check's answer is reported", async () => {
  const { failure } = await failureOf({ nameCard: "x" }, (vendors) => {
    refuse(vendors);
    vendors.fault({ kind: "group-code", target: "public", code: 10002 });
  });
  expect(failure).toMatchObject({ kind: "unavailable", code: 10002 });
});
