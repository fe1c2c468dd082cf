import { expect, test } from "vitest";
import type { MemberField } from "../../src/tencent-im/model.js";
import { startVendors } from "../support/vendors.js";

const MODIFY = "modify_group_member_info";
const rename = { groupId: "grp-7f3a", userId: "stu_1042", nameCard: "Lin Ya" };
const ALL_OF_A_MEMBER: ReadonlySet<MemberField> = new Set([
  "role",
  "nameCard",
  "joinedAt",
  "lastMessageAt",
  "messageDelivery",
  "mutedUntil",
]);

test.each([
  ["the documented sample", '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}'],
  ["the fields in another order", '{"ErrorCode":0,"ErrorInfo":"","ActionStatus":"OK"}'],
  ["an answer without ErrorInfo", '{"ActionStatus":"OK","ErrorCode":0}'],
  ["an ErrorInfo of ok", '{"ActionStatus":"OK","ErrorInfo":"ok","ErrorCode":0}'],
  [
    "fields of related services",
    '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"ErrorDisplay":"","RequestId":"x","__proto__":{"y":1}}',
  ],
])("reads %s as success", async (_, body) => {
  await using vendors = await startVendors();
  vendors.answer(MODIFY, body);
  expect(await vendors.im.updateMember(rename, vendors.context())).toMatchObject({ ok: true });
  expect(vendors.calls()).toHaveLength(1);
});

test.each([
  ["OK with a code", '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":80001}', "content-rejected", 80001],
  ["OK with a code as a string", '{"ActionStatus":"OK","ErrorCode":"80001"}', "content-rejected", 80001],
  ["FAIL with code 0", '{"ActionStatus":"FAIL","ErrorInfo":"","ErrorCode":0}', "rejected", 0],
  ["FAIL with code 0 as a string", '{"ActionStatus":"FAIL","ErrorInfo":"","ErrorCode":"0"}', "rejected", 0],
  ["ok in lower case", '{"ActionStatus":"ok","ErrorCode":0}', "rejected", 0],
  ["a code too large for a double", '{"ActionStatus":"OK","ErrorCode":9007199254740993}', "rejected", null],
  ["a code beyond 32 bits", '{"ActionStatus":"OK","ErrorCode":4294967296}', "rejected", null],
  ["a code with a fraction", '{"ActionStatus":"OK","ErrorCode":0.5}', "rejected", null],
  ["no code", '{"ActionStatus":"OK","ErrorInfo":""}', "unavailable", null],
  ["no status", '{"ErrorInfo":"","ErrorCode":0}', "unavailable", null],
  ["a false code", '{"ActionStatus":"OK","ErrorCode":false}', "unavailable", null],
  ["a null code", '{"ActionStatus":"OK","ErrorCode":null}', "unavailable", null],
  ["an empty code", '{"ActionStatus":"OK","ErrorCode":""}', "unavailable", null],
  ["an answer inside a list", '[{"ActionStatus":"OK","ErrorCode":0}]', "unavailable", null],
  ["a bare string", '"OK"', "unavailable", null],
])("%s is never success", async (_, body, kind, code) => {
  await using vendors = await startVendors();
  vendors.answer(MODIFY, body);
  const updated = await vendors.im.updateMember(rename, vendors.context());
  expect(updated).toMatchObject({ ok: false, error: { kind, code, vendor: "tencent-im" } });
});

/** The moment of a read. */
const READ = { at: expect.any(Date), monotonicMs: expect.any(Number) };

test("reads the sample of a page of members, also roles with a trailing blank and missing cards", async () => {
  await using vendors = await startVendors();
  vendors.answer(
    "get_group_member_info",
    `{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,"MemberNum":3,
      "MemberList":[{"Member_Account":"tea_7","Role":"Owner ","NameCard":"Ms Ortega","MuteUntil":0},
                    {"Member_Account":"stu_1042","Role":"Member ","NameCard":"","MuteUntil":4102444800},
                    {"Member_Account":"stu_1043","Role":"Admin"}]}`,
  );
  const query = { groupId: "grp-7f3a", first: 3, after: null, roles: null };
  const page = await vendors.im.memberPage(query, ALL_OF_A_MEMBER, vendors.context());
  expect(page).toMatchObject({ ok: true, value: { groupMemberCount: 3, next: null } });
  const members = page.ok ? page.value.members.map(({ member }) => member) : [];
  const nothing = {
    joinedAt: null,
    lastMessageAt: null,
    messageDelivery: null,
    customFields: null,
    read: READ,
  };
  expect(members).toEqual([
    {
      ...nothing,
      groupId: "grp-7f3a",
      userId: "tea_7",
      role: "OWNER",
      nameCard: "Ms Ortega",
      mutedUntil: null,
    },
    {
      ...nothing,
      groupId: "grp-7f3a",
      userId: "stu_1042",
      role: "MEMBER",
      nameCard: "",
      mutedUntil: new Date("2100-01-01T00:00:00Z"),
    },
    { ...nothing, groupId: "grp-7f3a", userId: "stu_1043", role: "ADMIN", nameCard: "", mutedUntil: null },
  ]);
  expect(vendors.noted).toEqual([]);
});

test("reads the sample of named members, with a mute that has ended", async () => {
  await using vendors = await startVendors();
  vendors.answer(
    "get_specified_group_member_info",
    `{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","GroupId":"grp-7f3a",
      "MemberList":[{"Member_Account":"stu_1042","Role":"Member","NameCard":"Lin Ya","JoinTime":1767225600,
        "MsgSeq":12,"MsgFlag":"AcceptAndNotify","LastSendMsgTime":0,"MuteUntil":1767225600}]}`,
  );
  const read = await vendors.im.members("grp-7f3a", ["stu_1042"], ALL_OF_A_MEMBER, vendors.context());
  expect(read.get("stu_1042")).toEqual({
    ok: true,
    value: {
      groupId: "grp-7f3a",
      userId: "stu_1042",
      role: "MEMBER",
      nameCard: "Lin Ya",
      joinedAt: new Date("2026-01-01T00:00:00Z"),
      lastMessageAt: null,
      messageDelivery: "ACCEPT_AND_NOTIFY",
      mutedUntil: null,
      customFields: null,
      read: READ,
    },
  });
});

test("reads the sample of groups, each with its own code", async () => {
  await using vendors = await startVendors();
  vendors.answer(
    "get_group_info",
    `{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0,
      "GroupInfo":[
       {"GroupId":"grp-7f3a","ErrorCode":0,"ErrorInfo":"","Type":"Public","Name":"Algebra 2B","MemberNum":2,
        "Owner_Account":"","ShutUpAllMember":"On",
        "MemberList":[{"Member_Account":"tea_7","Role":"Owner","NameCard":"Ms Ortega"}]},
       {"GroupId":"grp-gone","ErrorCode":10010,"ErrorInfo":"this group does not exist"}]}`,
  );
  const fields = new Set(["type", "name", "memberCount", "ownerId", "everyoneMuted"] as const);
  const groups = await vendors.im.groups(["grp-gone", "grp-7f3a"], fields, vendors.context());
  expect(groups.get("grp-gone")).toEqual({ ok: true, value: null });
  expect(groups.get("grp-7f3a")).toMatchObject({
    ok: true,
    value: { type: "PUBLIC", name: "Algebra 2B", memberCount: 2, ownerId: null, everyoneMuted: true },
  });
});

test("a success without the requested data is not a success", async () => {
  await using vendors = await startVendors();
  const bare = '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}';
  const wrong = { ok: false, error: { kind: "unavailable", code: null } };
  vendors.answer("get_group_info", bare);
  const groups = await vendors.im.groups(["a", "b"], new Set(["name"]), vendors.context());
  expect([groups.get("a"), groups.get("b")]).toMatchObject([wrong, wrong]);

  vendors.answer("get_joined_group_list", bare);
  const query = { userId: "bob", offset: 0, first: 10, types: [] };
  expect(await vendors.im.joinedGroups(query, new Set(["name"]), vendors.context())).toMatchObject(wrong);

  vendors.answer("get_group_member_info", '{"ActionStatus":"OK","ErrorCode":0,"MemberList":"none"}');
  const page = { groupId: "a", first: 10, after: null, roles: null };
  expect(await vendors.im.memberPage(page, new Set(["role"]), vendors.context())).toMatchObject(wrong);
});

test("undocumented values are null, and noted", async () => {
  await using vendors = await startVendors();
  vendors.answer("get_specified_group_member_info", {
    ActionStatus: "OK",
    ErrorCode: 0,
    MemberList: [{ Member_Account: "bob", Role: "Janitor", MsgFlag: "Whisper" }],
  });
  const members = await vendors.im.members("a", ["bob"], ALL_OF_A_MEMBER, vendors.context());
  expect(members.get("bob")).toMatchObject({ ok: true, value: { role: null, messageDelivery: null } });
  expect(vendors.noted.toSorted()).toEqual(["MsgFlag=Whisper", "Role=Janitor"]);
});
