import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { MemberChange } from "../../src/tencent-im/model.js";
import { startVendors, type Vendors } from "../support/vendors.js";

const GROUP = "@TGS#2CLUZEAEJ";
const MODIFY = "modify_group_member_info";

/** The app of the vendor's own samples, with their random number. */
const startSample = (): Promise<Vendors> =>
  startVendors({
    school: aSchool({
      groups: [aGroup({ id: GROUP, members: [{ userId: "teacher_li", role: "Owner" }, "bob"] })],
      customKeys: { member: { Public: ["MemberDefined1", "MemberDefined3"] } },
    }),
    accounts: { tencentIm: { sdkAppId: 88888888, secretKey: "not-theirs", admin: "admin" } },
    dice: () => 99999999 / 2 ** 32,
  });

const SAMPLES: readonly (readonly [
  string,
  Omit<MemberChange, "groupId" | "userId">,
  Record<string, unknown>,
])[] = [
  ["sets an administrator", { role: "ADMIN" }, { Role: "Admin" }],
  ["cancels an administrator", { role: "MEMBER" }, { Role: "Member" }],
  [
    "sets how messages reach a member",
    { messageDelivery: "ACCEPT_AND_NOTIFY" },
    { MsgFlag: "AcceptAndNotify" },
  ],
  ["sets a name card", { nameCard: "bob" }, { NameCard: "bob" }],
  [
    "sets custom fields",
    {
      customFields: [
        { key: "MemberDefined1", value: "ModifyData1" },
        { key: "MemberDefined3", value: "ModifyData3" },
      ],
    },
    {
      AppMemberDefinedData: [
        { Key: "MemberDefined1", Value: "ModifyData1" },
        { Key: "MemberDefined3", Value: "ModifyData3" },
      ],
    },
  ],
  // The sample is older than July 2022 and uses ShutUpTime.
  ["mutes for a day", { muteForSeconds: 86400 }, { MuteTime: 86400 }],
  ["unmutes", { muteForSeconds: 0 }, { MuteTime: 0 }],
  ["clears a name card", { nameCard: "" }, { NameCard: "" }],
];

test.each(SAMPLES)("a request that %s matches the vendor's sample", async (_, change, fields) => {
  await using vendors = await startSample();
  const updated = await vendors.im.updateMember(
    { groupId: GROUP, userId: "bob", ...change },
    vendors.context(),
  );
  expect(updated).toMatchObject({ ok: true });
  const [call, ...more] = vendors.calls();
  expect(more).toEqual([]);
  expect(call).toMatchObject({
    vendor: "tencent-im",
    operation: MODIFY,
    contentType: "application/json; charset=utf-8",
  });
  expect(call?.body).toEqual({ GroupId: GROUP, Member_Account: "bob", ...fields });
  expect(call?.query).toEqual({
    sdkappid: "88888888",
    identifier: "admin",
    usersig: "[redacted]",
    random: "99999999",
    contenttype: "json",
  });
});

test("a whole change is one call", async () => {
  await using vendors = await startSample();
  const all = Object.assign({}, ...SAMPLES.slice(0, 6).map(([, change]) => change));
  await vendors.im.updateMember({ groupId: GROUP, userId: "bob", ...all }, vendors.context());
  const [call, ...more] = vendors.calls();
  expect(more).toEqual([]);
  expect(call?.body).toEqual(
    Object.assign(
      { GroupId: GROUP, Member_Account: "bob" },
      ...SAMPLES.slice(0, 6).map(([, , fields]) => fields),
    ),
  );
});

test.each([
  ["ACCEPT_AND_NOTIFY", "AcceptAndNotify"],
  ["ACCEPT_NOT_NOTIFY", "AcceptNotNotify"],
  ["ACCEPT_NOT_NOTIFY_EXCEPT_AT", "AcceptNotNotifyExceptAt"],
  ["DISCARD", "Discard"],
] as const)("%s is the vendor's %s, written and read", async (ours, theirs) => {
  await using vendors = await startSample();
  const change = { groupId: GROUP, userId: "bob", messageDelivery: ours };
  await vendors.im.updateMember(change, vendors.context());
  expect(vendors.simulator.world.groups.get(GROUP)?.members.get("bob")?.messageDelivery).toBe(theirs);
  const read = await vendors.im.members(GROUP, ["bob"], new Set(["messageDelivery"]), vendors.context());
  expect(read.get("bob")).toMatchObject({ ok: true, value: { messageDelivery: ours } });
});

test("the random number is an unsigned 32-bit integer", async () => {
  let roll = 0;
  await using vendors = await startVendors({ dice: () => roll });
  for (roll of [0, 0.5, 1 - 2 ** -53]) await vendors.im.groups(["x"], new Set(["name"]), vendors.context());
  expect(vendors.calls().map(({ query }) => query["random"])).toEqual(["0", "2147483648", "4294967295"]);
});

test("a group id that looks like a query is sent in the body only", async () => {
  const id = "@TGS#1&identifier=admin";
  await using vendors = await startVendors({ school: aSchool({ groups: [aGroup({ id })] }) });
  const updated = await vendors.im.updateMember(
    { groupId: id, userId: "student_001", nameCard: "Lin Ya" },
    vendors.context(),
  );
  expect(updated).toMatchObject({ ok: true });
  const [call] = vendors.calls();
  expect(call?.body).toMatchObject({ GroupId: id });
  expect(call?.query["identifier"]).toBe("administrator");
});

test("ids named like built-in object properties work like others", async () => {
  const school = aSchool({ groups: [aGroup({ id: "__proto__", members: ["constructor", "__proto__"] })] });
  await using vendors = await startVendors({ school });
  const groups = await vendors.im.groups(["__proto__", "toString"], new Set(["name"]), vendors.context());
  expect(groups.get("__proto__")).toMatchObject({ ok: true, value: { id: "__proto__" } });
  expect(groups.get("toString")).toEqual({ ok: true, value: null });
  const members = await vendors.im.members(
    "__proto__",
    ["constructor", "__proto__", "toString"],
    new Set(["role"]),
    vendors.context(),
  );
  expect(members.get("__proto__")).toMatchObject({ ok: true, value: { userId: "__proto__" } });
  expect(members.get("constructor")).toMatchObject({ ok: true, value: { role: "MEMBER" } });
  expect(members.get("toString")).toEqual({ ok: true, value: null });
});

test("a name in any script arrives byte for byte", async () => {
  await using vendors = await startSample();
  for (const nameCard of ["课程组长", "👩‍👩‍👧‍👦", 'a"b\\c', "</script>&%20", "يوسف", "e\u0301"]) {
    await vendors.im.updateMember({ groupId: GROUP, userId: "bob", nameCard }, vendors.context());
    expect(vendors.simulator.world.groups.get(GROUP)?.members.get("bob")?.nameCard).toBe(nameCard);
  }
});
