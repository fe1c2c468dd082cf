import fc from "fast-check";
import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import { simulate, tencent } from "./support.js";

const MEMBER_FIELDS = ["Role", "JoinTime", "MsgSeq", "MsgFlag", "LastSendMsgTime", "MuteUntil", "NameCard"];

test("get_group_info without a filter returns everything, including members and custom fields", async () => {
  await using simulator = await simulate();
  const { GroupInfo } = await tencent(simulator, "get_group_info", { GroupIdList: ["course-561294"] });
  const { MemberList, ...group } = GroupInfo[0];
  expect(group).toStrictEqual({
    GroupId: "course-561294",
    ErrorCode: 0,
    ErrorInfo: "",
    Type: "Public",
    Name: "Algebra 2B",
    Introduction: "Questions about homework. Mo to Fr.",
    Notification: "Test on 14 October, chapters 1 to 3.",
    FaceUrl: "https://school.example/avatars/algebra-2b.png",
    Appid: 1400000001,
    Owner_Account: "teacher_li",
    CreateTime: 1787637600,
    LastInfoTime: 1788246900,
    LastMsgTime: 1788363000,
    InfoSeq: 4,
    NextMsgSeq: 212,
    MemberNum: 40,
    MaxMemberNum: 6000,
    ApplyJoinOption: "NeedPermission",
    InviteJoinOption: "FreeAccess",
    MuteAllMember: "Off",
    AppDefinedData: [
      { Key: "term", Value: "2026-autumn" },
      { Key: "room", Value: "B12" },
    ],
  });
  expect(MemberList).toHaveLength(40);
  expect(Object.keys(MemberList[0])).toEqual(["Member_Account", ...MEMBER_FIELDS, "AppMemberDefinedData"]);
});

test("get_group_info with a filter returns only its fields, each group with its own code, in another order", async () => {
  await using simulator = await simulate();
  const answer = await tencent(simulator, "get_group_info", {
    GroupIdList: ["course-561294", "nowhere", "course-561294", "课"],
    ResponseFilter: { GroupBaseInfoFilter: ["Type", "MemberNum"], MemberInfoFilter: ["Account", "Role"] },
  });
  expect(answer.ErrorCode).toBe(0);
  expect(answer.GroupInfo).toStrictEqual([
    { GroupId: "课", ErrorCode: 10015, ErrorInfo: "this group id is malformed" },
    { GroupId: "nowhere", ErrorCode: 10010, ErrorInfo: "this group does not exist" },
    {
      GroupId: "course-561294",
      ErrorCode: 0,
      ErrorInfo: "",
      Type: "Public",
      MemberNum: 40,
      MemberList: expect.any(Array),
    },
  ]);
  expect(answer.GroupInfo[2].MemberList[0]).toStrictEqual({ Member_Account: "teacher_li", Role: "Owner" });
});

test("get_group_info filters custom fields by key, and returns members only if member fields are requested", async () => {
  await using simulator = await simulate();
  const ask = async (ResponseFilter: object) =>
    (await tencent(simulator, "get_group_info", { GroupIdList: ["course-561294"], ResponseFilter }))
      .GroupInfo[0];
  const id = { GroupId: "course-561294", ErrorCode: 0, ErrorInfo: "" };
  expect(await ask({})).toStrictEqual(id);
  expect(
    await ask({ AppDefinedDataFilter_Group: ["room"], AppDefinedDataFilter_GroupMember: ["seat"] }),
  ).toStrictEqual({
    ...id,
    AppDefinedData: [{ Key: "room", Value: "B12" }],
  });
  const members = await ask({ MemberInfoFilter: ["Account"], AppDefinedDataFilter_GroupMember: ["seat"] });
  expect(members.MemberList[2]).toStrictEqual({
    Member_Account: "student_001",
    AppMemberDefinedData: [{ Key: "seat", Value: "A1" }],
  });
});

test("get_group_info accepts 50 groups, and refuses 51 and none", async () => {
  await using simulator = await simulate();
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `g${index}`);
  const code = async (body: object) => (await tencent(simulator, "get_group_info", body)).ErrorCode;
  expect(await code({ GroupIdList: ids(50) })).toBe(0);
  expect(await code({ GroupIdList: ids(51) })).toBe(10004);
  expect(await code({ GroupIdList: [] })).toBe(10004);
});

test("uses old type names and new field names, or the other way round", async () => {
  const ask = {
    GroupIdList: ["staff-room"],
    ResponseFilter: { GroupBaseInfoFilter: ["Type", "MuteAllMember"] },
  };
  await using usual = await simulate();
  expect((await tencent(usual, "get_group_info", ask)).GroupInfo[0]).toMatchObject({
    Type: "Private",
    MuteAllMember: "Off",
  });
  await using other = await simulate({ choices: { groupTypeNames: "new", fieldNames: "old" } });
  expect((await tencent(other, "get_group_info", ask)).GroupInfo[0]).toMatchObject({
    Type: "Work",
    ShutUpAllMember: "Off",
  });
});

test("returns permissions only for communities, and no member count for live-stream groups", async () => {
  const fair = { usesPermissionGroups: true, defaultPermissions: 2 ** 33 + 5, supportsTopics: true };
  const school = aSchool({
    groups: [
      aGroup({ id: "@TGS#_fair", type: "Community", ...fair }),
      aGroup({ id: "@TGS#_plain", type: "Community" }),
      aGroup({ id: "class", ...fair }),
      aGroup({ id: "live", type: "AVChatRoom", ...fair }),
      aGroup({ id: "broadcast", type: "BChatRoom" }),
    ],
  });
  await using simulator = await simulate({ school, choices: { shuffleAnswers: false } });
  const GroupIdList = ["@TGS#_fair", "@TGS#_plain", "class", "live", "broadcast"];
  const named = ["Type", "MemberNum", "SupportTopic", "EnablePermission", "DefaultPermission"];
  const read = async (filter?: object) => {
    const { GroupInfo } = await tencent(simulator, "get_group_info", { GroupIdList, ...filter });
    return GroupInfo.map((group: Record<string, unknown>) =>
      Object.fromEntries(named.filter((name) => name in group).map((name) => [name, group[name]])),
    );
  };
  const expected = [
    { Type: "Community", MemberNum: 3, SupportTopic: 1, EnablePermission: 1, DefaultPermission: 2 ** 33 + 5 },
    { Type: "Community", MemberNum: 3, SupportTopic: 0, EnablePermission: 0, DefaultPermission: 0 },
    { Type: "Public", MemberNum: 3 },
    { Type: "AVChatRoom" },
    { Type: "BChatRoom", MemberNum: 3 },
  ];
  expect(await read()).toStrictEqual(expected);
  expect(await read({ ResponseFilter: { GroupBaseInfoFilter: named } })).toStrictEqual(expected);
});

test("an obsolete live room is like a live room, but cannot mute members", async () => {
  const school = aSchool({ groups: [aGroup({ id: "old", type: "BChatRoom", members: ["bob"] })] });
  await using simulator = await simulate({ school });
  const code = async (command: string, body: object) =>
    (await tencent(simulator, command, { GroupId: "old", ...body })).ErrorCode;
  expect(await code("get_group_member_info", {})).toBe(10007);
  expect(await code("get_role_in_group", { User_Account: ["bob"] })).toBe(10007);
  expect(await code("modify_group_member_info", { Member_Account: "bob", NameCard: "x" })).toBe(10007);
  expect(await code("forbid_send_msg", { Members_Account: ["bob"], MuteTime: 60 })).toBe(10007);
  const list = async (body: object) =>
    (await tencent(simulator, "get_joined_group_list", { Member_Account: "bob", ...body })).GroupIdList;
  expect(await list({})).toEqual([]);
  expect(await list({ WithHugeGroups: 1, GroupType: "BChatRoom" })).toEqual([{ GroupId: "old" }]);
});

test("a group without an owner has an empty owner field", async () => {
  await using simulator = await simulate();
  const { GroupInfo } = await tencent(simulator, "get_group_info", { GroupIdList: ["book-club"] });
  expect(GroupInfo[0].Owner_Account).toBe("");
});

test("pages members by offset; the total counts the whole group, with any filter", async () => {
  await using simulator = await simulate();
  const seen: string[] = [];
  for (let Offset = 0; ; Offset += 200) {
    const body = { GroupId: "year-12-all", Limit: 200, Offset, MemberInfoFilter: [] };
    const { MemberNum, MemberList, ...rest } = await tencent(simulator, "get_group_member_info", body);
    expect(MemberNum).toBe(730);
    expect(rest).not.toHaveProperty("Next");
    if (MemberList.length === 0) break;
    seen.push(...MemberList.map((member: { Member_Account: string }) => member.Member_Account));
  }
  expect(new Set(seen).size).toBe(730);
  const owners = { GroupId: "year-12-all", MemberRoleFilter: ["Owner", "Admin"], Limit: 10 };
  const { MemberNum, MemberList } = await tencent(simulator, "get_group_member_info", owners);
  expect([MemberNum, MemberList.length]).toEqual([730, 2]);
});

test("pages communities by cursor only, at most 100 at a time", async () => {
  await using simulator = await simulate();
  const GroupId = "@TGS#_school-fair";
  const seen = new Set<string>();
  let Next = "";
  const cursors: string[] = [];
  do {
    const page = await tencent(simulator, "get_group_member_info", { GroupId, Limit: 100, Next });
    for (const member of page.MemberList) seen.add(member.Member_Account);
    Next = page.Next;
    cursors.push(Next);
  } while (Next !== "");
  expect(seen.size).toBe(250);
  expect(cursors).toEqual([expect.stringMatching(/^\d{18,20}$/), expect.stringMatching(/^\d{18,20}$/), ""]);
  const code = async (body: object) =>
    (await tencent(simulator, "get_group_member_info", { GroupId, ...body })).ErrorCode;
  expect(await code({ Next: "", Limit: 101 })).toBe(10004);
  expect(await code({ Limit: 10 })).toBe(10004);
  expect(await code({ Next: "", Offset: 0 })).toBe(10004);
  expect(await code({ Next: "abc" })).toBe(10004);
  expect(await code({ Next: "100" })).toBe(10004);
});

test("the same request gets the same cursor, and the same cursor the same page", async () => {
  await using simulator = await simulate();
  await using other = await simulate();
  const GroupId = "@TGS#_school-fair";
  const read = (from: Simulator, Next: string) =>
    tencent(from, "get_group_member_info", { GroupId, Limit: 40, Next });
  const first = await read(simulator, "");
  expect(await read(other, "")).toEqual(first);
  expect(await read(other, first.Next)).toEqual(await read(simulator, first.Next));
});

test("a cursor that was converted to a number is refused, in any notation", async () => {
  const members = Array.from({ length: 2000 }, (_, index) => `user_${index}`);
  const school = aSchool({ groups: [aGroup({ type: "Community", members })] });
  await using simulator = await simulate({ school, choices: { callsPerSecond: 1_000_000 } });
  const GroupId = "@TGS#_community-1";
  const read = (Next: unknown, Limit = 1) =>
    tencent(simulator, "get_group_member_info", { GroupId, Limit, Next, MemberInfoFilter: ["Role"] });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 15 }),
      async (limits) => {
        let cursor = "";
        for (const limit of limits) {
          const { Next } = await read(cursor, limit);
          const rounded = Number(Next);
          expect(rounded).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
          const written = [String(rounded), BigInt(rounded).toString(), rounded.toExponential(), rounded];
          for (const one of written) expect(await read(one)).toMatchObject({ ErrorCode: 10004 });
          cursor = Next;
        }
      },
    ),
    { numRuns: 20 },
  );
});

test.each([
  ["a page of 201", { GroupId: "course-561294", Limit: 201 }, 10004],
  ["a page of -1", { GroupId: "course-561294", Limit: -1 }, 10004],
  ["a cursor outside communities", { GroupId: "course-561294", Next: "" }, 10004],
  ["a live room", { GroupId: "open-day-live" }, 10007],
  ["an unknown group", { GroupId: "nowhere" }, 10010],
])("get_group_member_info refuses %s", async (_, body, code) => {
  await using simulator = await simulate();
  expect(await tencent(simulator, "get_group_member_info", body)).toMatchObject({ ErrorCode: code });
});

test("an answer over a megabyte fails with 10018", async () => {
  const school = aSchool({ groups: [aGroup({ id: "g", members: 7000, maxMembers: 9000 })] });
  await using simulator = await simulate({ school });
  expect(await tencent(simulator, "get_group_member_info", { GroupId: "g" })).toStrictEqual({
    ActionStatus: "FAIL",
    ErrorInfo: expect.any(String),
    ErrorCode: 10018,
  });
  const { MemberList } = await tencent(simulator, "get_group_member_info", {
    GroupId: "g",
    MemberInfoFilter: ["Role"],
  });
  expect(MemberList).toHaveLength(7000);
});

test("specified members are returned once each, without non-members, in another order, with the filtered fields", async () => {
  await using simulator = await simulate();
  const answer = await tencent(simulator, "get_specified_group_member_info", {
    GroupId: "course-561294",
    Member_List_Account: ["student_001", "nobody", "teacher_li", "student_001", "student_099"],
    MemberInfoFilter: ["Role", "NameCard"],
    AppDefinedDataFilter_GroupMember: ["seat"],
  });
  expect(answer).toStrictEqual({
    ActionStatus: "OK",
    ErrorInfo: "",
    ErrorCode: 0,
    GroupId: "course-561294",
    MemberList: [
      {
        Member_Account: "teacher_li",
        Role: "Owner",
        NameCard: "李老师",
        AppMemberDefinedData: [{ Key: "seat", Value: "" }],
      },
      {
        Member_Account: "student_001",
        Role: "Member",
        NameCard: "🐱",
        AppMemberDefinedData: [{ Key: "seat", Value: "A1" }],
      },
    ],
  });
});

test("custom fields are returned if they are named or if there is no filter", async () => {
  await using simulator = await simulate();
  const ask = async (filters: object) => {
    const body = { GroupId: "course-561294", Member_List_Account: ["student_001"], ...filters };
    return (await tencent(simulator, "get_specified_group_member_info", body)).MemberList[0];
  };
  expect((await ask({})).AppMemberDefinedData).toHaveLength(4);
  expect(await ask({ MemberInfoFilter: ["Role"] })).toStrictEqual({
    Member_Account: "student_001",
    Role: "Member",
  });
  const named = await ask({ AppDefinedDataFilter_GroupMember: ["parent_phone", "unknown"] });
  expect(named.AppMemberDefinedData).toEqual([{ Key: "parent_phone", Value: "+86 10 5550 0101" }]);
  expect(named.Role).toBe("Member");
});

test("more than 50 specified members are refused with 10005; if none are found, the list is empty or absent", async () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `nobody${index}`);
  const body = (count: number) => ({ GroupId: "course-561294", Member_List_Account: ids(count) });
  await using simulator = await simulate();
  expect(await tencent(simulator, "get_specified_group_member_info", body(51))).toMatchObject({
    ErrorCode: 10005,
  });
  expect(await tencent(simulator, "get_specified_group_member_info", body(0))).toMatchObject({
    ErrorCode: 10004,
  });
  expect(await tencent(simulator, "get_specified_group_member_info", body(50))).toMatchObject({
    MemberList: [],
  });
  await using other = await simulate({ choices: { emptyMemberList: "absent" } });
  expect(await tencent(other, "get_specified_group_member_info", body(1))).not.toHaveProperty("MemberList");
});

test("get_role_in_group distinguishes members from non-members", async () => {
  await using simulator = await simulate();
  const ask = {
    GroupId: "course-561294",
    User_Account: ["nobody", "teacher_li", "assistant_zhao", "student_001"],
  };
  expect((await tencent(simulator, "get_role_in_group", ask)).UserIdList).toEqual([
    { Member_Account: "nobody", Role: "NotMember" },
    { Member_Account: "teacher_li", Role: "Owner" },
    { Member_Account: "assistant_zhao", Role: "Admin" },
    { Member_Account: "student_001", Role: "Member" },
  ]);
  const live = { ...ask, GroupId: "open-day-live" };
  expect(await tencent(simulator, "get_role_in_group", live)).toMatchObject({ ErrorCode: 10007 });
});

test("lists a user's groups, with live rooms and inactive Work groups only on request", async () => {
  await using simulator = await simulate();
  const club = simulator.world.groups.get("book-club");
  if (club) club.lastMessageAt = 0;
  const list = async (body: object) => {
    const answer = await tencent(simulator, "get_joined_group_list", {
      Member_Account: "student_001",
      ...body,
    });
    return [answer.TotalCount, answer.GroupIdList?.map((group: { GroupId: string }) => group.GroupId)];
  };
  expect(await list({})).toEqual([2, ["course-561294", "course-561295"]]);
  expect(await list({ Limit: 1, Offset: 1 })).toEqual([2, ["course-561295"]]);
  expect(await list({ WithHugeGroups: 1 })).toEqual([3, ["course-561294", "course-561295", "open-day-live"]]);
  expect(await list({ WithNoActiveGroups: 1, GroupType: "Private" })).toEqual([1, ["book-club"]]);
  expect(await list({ GroupType: "ChatRoom" })).toEqual([0, []]);
  expect(await list({ Member_Account: "student_099" })).toEqual([0, []]);
});

test("joined groups have only the filtered fields", async () => {
  await using simulator = await simulate();
  const answer = await tencent(simulator, "get_joined_group_list", {
    Member_Account: "bob",
    ResponseFilter: { GroupBaseInfoFilter: ["Type", "Name"], SelfInfoFilter: ["Role", "MsgFlag"] },
  });
  expect(answer.GroupIdList).toStrictEqual([
    {
      GroupId: "@TGS#2CLUZEAEJ",
      Type: "Public",
      Name: "The vendor's sample group",
      SelfInfo: { Role: "Member", MsgFlag: "AcceptAndNotify" },
    },
  ]);
});

test.each([
  ["an unknown account", { Member_Account: "nobody" }, 10019],
  ["a page of 5001", { Limit: 5001 }, 10004],
  ["a type that does not exist", { GroupType: "Secret" }, 10004],
  ["topics without communities", { SupportTopic: 1 }, 10004],
])("get_joined_group_list refuses %s", async (_, body, code) => {
  await using simulator = await simulate();
  const answer = await tencent(simulator, "get_joined_group_list", { Member_Account: "bob", ...body });
  expect(answer).toMatchObject({ ErrorCode: code });
});

test("the old names of mutes appear everywhere if so configured", async () => {
  await using simulator = await simulate({ choices: { fieldNames: "old", shuffleAnswers: false } });
  const GroupId = "course-561294";
  const muted = await tencent(simulator, "get_group_muted_account", { GroupId });
  expect(muted.ShuttedUinList).toEqual([{ Member_Account: "student_002", ShuttedUntil: 1893456000 }]);
  const body = { GroupId, Member_List_Account: ["student_002"], MemberInfoFilter: ["MuteUntil"] };
  expect((await tencent(simulator, "get_specified_group_member_info", body)).MemberList).toEqual([
    { Member_Account: "student_002", ShutUpUntil: 1893456000 },
  ]);
});

test("a request with an old name is answered with the old name", async () => {
  await using simulator = await simulate();
  const GroupId = "course-561294";
  const shutted = await tencent(simulator, "get_group_shutted_uin", { GroupId });
  expect(shutted).toStrictEqual({
    ActionStatus: "OK",
    ErrorInfo: "",
    ErrorCode: 0,
    GroupId,
    ShuttedUinList: [{ Member_Account: "student_002", ShuttedUntil: 1893456000 }],
  });
  const muted = await tencent(simulator, "get_group_muted_account", { GroupId });
  expect(muted.MutedAccountList).toEqual([{ Member_Account: "student_002", MutedUntil: 1893456000 }]);

  const one = { GroupId, Member_List_Account: ["student_002"] };
  const member = async (filter: string[]) => {
    const body = { ...one, MemberInfoFilter: filter };
    return (await tencent(simulator, "get_specified_group_member_info", body)).MemberList[0];
  };
  const id = { Member_Account: "student_002" };
  expect(await member(["ShutUpUntil"])).toStrictEqual({ ...id, ShutUpUntil: 1893456000 });
  expect(await member(["MuteUntil"])).toStrictEqual({ ...id, MuteUntil: 1893456000 });
  const both = { MuteUntil: 1893456000, ShutUpUntil: 1893456000 };
  expect(await member(["ShutUpUntil", "MuteUntil"])).toStrictEqual({ ...id, ...both });

  const ResponseFilter = { GroupBaseInfoFilter: ["ShutUpAllMember"], MemberInfoFilter: ["ShutUpUntil"] };
  const [group] = (await tencent(simulator, "get_group_info", { GroupIdList: [GroupId], ResponseFilter }))
    .GroupInfo;
  expect(group).toMatchObject({ ShutUpAllMember: "Off" });
  expect(group).not.toHaveProperty("MuteAllMember");
  expect(Object.keys(group.MemberList[0])).toEqual(["Member_Account", "ShutUpUntil"]);

  const self = { Member_Account: "student_002", ResponseFilter: { SelfInfoFilter: ["ShutUpUntil"] } };
  const [joined] = (await tencent(simulator, "get_joined_group_list", self)).GroupIdList;
  expect(joined.SelfInfo).toStrictEqual({ ShutUpUntil: 1893456000 });
});

test("get_group_shutted_uin does not exist if old names are refused", async () => {
  await using simulator = await simulate({ choices: { oldNamesInRequests: "refused" } });
  const body = { GroupId: "course-561294" };
  expect(await tencent(simulator, "get_group_shutted_uin", body)).toMatchObject({ ErrorCode: 10003 });
});

test("online status is returned only if it is switched on", async () => {
  await using simulator = await simulate({ choices: { onlineStatus: "on" } });
  const body = {
    GroupId: "course-561294",
    Member_List_Account: ["teacher_li"],
    MemberInfoFilter: ["OnlineStatus"],
  };
  expect((await tencent(simulator, "get_specified_group_member_info", body)).MemberList).toEqual([
    { Member_Account: "teacher_li", OnlineStatus: "Online" },
  ]);
});
