import { expect, test } from "vitest";
import { aGroup, aMember, aSchool } from "../../src/simulator/builders.js";
import type { GroupField, MemberField } from "../../src/tencent-im/model.js";
import { startVendors } from "../support/vendors.js";

const NAME: ReadonlySet<GroupField> = new Set(["name"]);
const ROLE: ReadonlySet<MemberField> = new Set(["role"]);
const groupIds = (count: number) => Array.from({ length: count }, (_, index) => `group-${index + 1}`);
const aSchoolOf = (ids: readonly string[]) =>
  aSchool({ groups: ids.map((id) => aGroup({ id, name: `The group ${id}` })) });

test.each([
  [1, 1],
  [50, 1],
  [51, 2],
  [121, 3],
])("%i groups are read in %i calls, and matched by id", async (count, calls) => {
  const ids = groupIds(count);
  // The simulator answers in a different order.
  await using vendors = await startVendors({ school: aSchoolOf(ids) });
  const groups = await vendors.im.groups(ids, NAME, vendors.context());
  expect([...groups.keys()].sort()).toEqual(ids.toSorted());
  for (const id of ids)
    expect(groups.get(id)).toMatchObject({ ok: true, value: { id, name: `The group ${id}` } });
  expect(vendors.calls()).toHaveLength(calls);
});

test("a repeated id is sent to the vendor once", async () => {
  await using vendors = await startVendors({ school: aSchoolOf(["group-1"]) });
  await vendors.im.groups(["group-1", "group-1", "group-1"], NAME, vendors.context());
  expect(vendors.calls()).toMatchObject([{ body: { GroupIdList: ["group-1"] } }]);
});

test("no ids mean no call", async () => {
  await using vendors = await startVendors();
  expect((await vendors.im.groups([], NAME, vendors.context())).size).toBe(0);
  expect((await vendors.im.members("group-1", [], ROLE, vendors.context())).size).toBe(0);
  expect(vendors.calls()).toEqual([]);
});

test("each group succeeds or fails on its own", async () => {
  await using vendors = await startVendors({ school: aSchoolOf(groupIds(4)) });
  vendors.fault({ kind: "group-code", target: "group-2", code: 10007 });
  vendors.fault({ kind: "group-code", target: "group-3", code: 10010 });
  vendors.fault({ kind: "group-code", target: "group-4", code: "10002" });
  const groups = await vendors.im.groups([...groupIds(4), "group-5"], NAME, vendors.context());
  expect(groups.get("group-1")).toMatchObject({ ok: true, value: { name: "The group group-1" } });
  expect(groups.get("group-2")).toMatchObject({ ok: false, error: { kind: "refused", code: 10007 } });
  expect(groups.get("group-3")).toEqual({ ok: true, value: null });
  expect(groups.get("group-4")).toMatchObject({ ok: false, error: { kind: "unavailable", code: 10002 } });
  expect(groups.get("group-5")).toEqual({ ok: true, value: null });
});

test("a group missing in the answer is null, and an unrequested one is ignored", async () => {
  await using vendors = await startVendors();
  vendors.answer("get_group_info", {
    ActionStatus: "OK",
    ErrorCode: 0,
    GroupInfo: [
      { GroupId: "group-9", ErrorCode: 0, Name: "Unrequested" },
      { GroupId: "group-2", ErrorCode: 0, Name: "Two" },
    ],
  });
  const groups = await vendors.im.groups(["group-1", "group-2"], NAME, vendors.context());
  expect([...groups.keys()].sort()).toEqual(["group-1", "group-2"]);
  expect(groups.get("group-1")).toEqual({ ok: true, value: null });
  expect(groups.get("group-2")).toMatchObject({ ok: true, value: { name: "Two" } });
});

test("a call that fails because of one group is repeated without it, and the others are read", async () => {
  const ids = groupIds(60);
  await using vendors = await startVendors({ school: aSchoolOf(ids) });
  vendors.fault({ kind: "code", code: 10004, target: "group-60" });
  const groups = await vendors.im.groups(ids, NAME, vendors.context());
  const failed = ids.filter((id) => groups.get(id)?.ok !== true);
  expect(failed).toEqual(["group-60"]);
  expect(groups.get("group-60")).toMatchObject({ ok: false, error: { kind: "rejected", code: 10004 } });
});

test("if every call fails, one batch makes at most 25 calls", async () => {
  const ids = groupIds(50);
  await using vendors = await startVendors({ school: aSchoolOf(ids) });
  vendors.fault({ kind: "code", code: 10004 });
  const groups = await vendors.im.groups(ids, NAME, vendors.context());
  for (const id of ids) expect(groups.get(id)).toMatchObject({ ok: false, error: { code: 10004 } });
  expect(vendors.calls()).toHaveLength(25);
});

test("60 members are read in 2 calls, and matched by id; a user who is not a member is null", async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `user_${index}`);
  const [absent = "", ...members] = ids;
  await using vendors = await startVendors({
    school: aSchool({
      groups: [aGroup({ members: members.map((userId) => ({ userId, nameCard: userId })) })],
    }),
  });
  const read = await vendors.im.members(
    "group-1",
    [...ids, ...ids],
    new Set(["nameCard"]),
    vendors.context(),
  );
  expect(read.size).toBe(60);
  expect(read.get(absent)).toEqual({ ok: true, value: null });
  for (const id of members)
    expect(read.get(id)).toMatchObject({ ok: true, value: { userId: id, nameCard: id } });
  expect(vendors.calls()).toHaveLength(2);
});

test.each(["empty", "absent"] as const)(
  "an unknown member is null, also if the list is %s",
  async (emptyMemberList) => {
    await using vendors = await startVendors({
      school: aSchool({ groups: [aGroup()] }),
      choices: { emptyMemberList },
    });
    const read = await vendors.im.members("group-1", ["nobody"], ROLE, vendors.context());
    expect(read.get("nobody")).toEqual({ ok: true, value: null });
  },
);

test.each([
  ["a group that does not exist", { groupId: "gone" }],
  ["a live-stream group, which keeps no profiles", { groupId: "live" }],
])("members of %s are null", async (_, { groupId }) => {
  await using vendors = await startVendors({
    school: aSchool({ groups: [aGroup({ id: "live", type: "AVChatRoom", members: 2 })] }),
  });
  const read = await vendors.im.members(groupId, ["student_001"], ROLE, vendors.context());
  expect(read.get("student_001")).toEqual({ ok: true, value: null });
});

test.each([
  ["new", "old"],
  ["old", "new"],
] as const)(
  "reads the vendor's %s field names and %s group type names",
  async (fieldNames, groupTypeNames) => {
    const types = ["Work", "Public", "Meeting", "Community", "AVChatRoom"] as const;
    const groups = types.map((type) =>
      aGroup({
        type,
        id: type === "Community" ? "@TGS#_c" : type,
        members: [{ mutedUntil: "2100-01-01T00:00:00Z" }],
      }),
    );
    await using vendors = await startVendors({
      school: aSchool({ groups }),
      choices: { fieldNames, groupTypeNames },
    });
    const read = await vendors.im.groups(
      groups.map(({ id }) => id),
      new Set(["type"]),
      vendors.context(),
    );
    const readTypes = groups.map(({ id }) => {
      const group = read.get(id);
      return group?.ok === true ? group.value?.type : undefined;
    });
    expect(readTypes).toEqual(["WORK", "PUBLIC", "MEETING", "COMMUNITY", "AV_CHAT_ROOM"]);
    const muted = await vendors.im.members(
      "Public",
      ["student_001"],
      new Set(["mutedUntil"]),
      vendors.context(),
    );
    expect(muted.get("student_001")).toMatchObject({
      ok: true,
      value: { mutedUntil: new Date("2100-01-01T00:00:00Z") },
    });
    expect(vendors.noted).toEqual([]);
  },
);

test("only the requested fields are requested from the vendor, by their current names", async () => {
  await using vendors = await startVendors({ school: aSchool({ groups: [aGroup()] }) });
  await vendors.im.groups(["group-1"], new Set(["name", "everyoneMuted"]), vendors.context());
  await vendors.im.groups(["group-1"], new Set(), vendors.context());
  await vendors.im.members("group-1", ["bob"], new Set(["mutedUntil", "nameCard"]), vendors.context());
  expect(vendors.calls().map(({ body }) => body)).toEqual([
    { GroupIdList: ["group-1"], ResponseFilter: { GroupBaseInfoFilter: ["Name", "MuteAllMember"] } },
    { GroupIdList: ["group-1"], ResponseFilter: { GroupBaseInfoFilter: ["Type"] } },
    { GroupId: "group-1", Member_List_Account: ["bob"], MemberInfoFilter: ["MuteUntil", "NameCard"] },
  ]);
});

test("custom fields are read by their configured keys", async () => {
  const school = aSchool({
    groups: [aGroup({ customFields: { Room: "B2" }, members: [aMember({ customFields: { Seat: "12" } })] })],
  });
  await using keyed = await startVendors({ school, groupCustomKeys: ["Room"], memberCustomKeys: ["Seat"] });
  const groups = await keyed.im.groups(["group-1"], new Set(["customFields"]), keyed.context());
  expect(groups.get("group-1")).toMatchObject({ value: { customFields: [{ key: "Room", value: "B2" }] } });
  const fields = new Set(["customFields", "role"] as const);
  const members = await keyed.im.members("group-1", ["student_001"], fields, keyed.context());
  expect(members.get("student_001")).toMatchObject({
    value: { role: "MEMBER", customFields: [{ key: "Seat", value: "12" }] },
  });

  await using keyless = await startVendors({ school });
  const keylessGroups = await keyless.im.groups(["group-1"], new Set(["customFields"]), keyless.context());
  expect(keylessGroups.get("group-1")).toMatchObject({ value: { customFields: null } });
  const keylessMembers = await keyless.im.members("group-1", ["student_001"], fields, keyless.context());
  expect(keylessMembers.get("student_001")).toMatchObject({
    value: { customFields: [{ key: "Seat", value: "12" }] },
  });
});

test("the groups of a user are paged and counted, including live-stream and silent groups", async () => {
  const ids = groupIds(5);
  const school = aSchool({
    groups: [
      ...ids.map((id) => aGroup({ id, members: ["bob"] })),
      aGroup({ id: "silent", type: "Work", lastMessageAt: null, members: ["bob"] }),
      aGroup({ id: "live", type: "AVChatRoom", members: ["bob"] }),
    ],
  });
  await using vendors = await startVendors({ school });
  const page = (offset: number, ...types: ("WORK" | "PUBLIC" | "MEETING")[]) =>
    vendors.im.joinedGroups({ userId: "bob", offset, first: 4, types }, NAME, vendors.context());
  const [first, second] = [await page(0), await page(4)];
  if (!first.ok || !second.ok) throw new Error("A page could not be read.");
  expect([first.value.totalCount, second.value.totalCount]).toEqual([7, 7]);
  const seen = [...first.value.groups, ...second.value.groups].map(({ group }) => group.id);
  expect(seen.sort()).toEqual([...ids, "silent", "live"].sort());
  expect(await page(0, "WORK")).toMatchObject({
    ok: true,
    value: { totalCount: 1, groups: [{ group: { id: "silent" } }] },
  });
  expect(await page(0, "MEETING")).toMatchObject({ ok: true, value: { totalCount: 0, groups: [] } });
});
