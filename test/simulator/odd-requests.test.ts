import { expect, test } from "vitest";
import type { Choices } from "../../src/simulator/simulator.js";
import { startApp } from "../support/app.js";
import { startVendors } from "../support/vendors.js";
import {
  CLASSIN_PATH,
  classin,
  nowSeconds,
  safeKeyFields,
  simulate,
  tencent,
  tencentUrl,
} from "./support.js";

/** Requests with undocumented parts. Each must get the same answer as the request without them. */
const STRICT: Partial<Choices> = { requests: "strict" };
const GROUP = "course-561294";
const COMMUNITY = "@TGS#_school-fair";

test.each<[string, string, Record<string, unknown>, Record<string, unknown>]>([
  [
    "an unknown field",
    "get_role_in_group",
    { GroupId: GROUP, User_Account: ["bob"] },
    { groupid: "x", Silence: 1 },
  ],
  [
    "null filters",
    "get_group_member_info",
    { GroupId: GROUP, Limit: 3, Offset: 0 },
    { MemberInfoFilter: null, MemberRoleFilter: null, AppDefinedDataFilter_GroupMember: null, Next: null },
  ],
  ["a limit of 0", "get_group_member_info", { GroupId: GROUP }, { Limit: 0 }],
  ["a limit of 0 in a community", "get_group_member_info", { GroupId: COMMUNITY, Next: "" }, { Limit: 0 }],
  ["a limit of 0 for groups", "get_joined_group_list", { Member_Account: "bob" }, { Limit: 0, Offset: 0 }],
  ["a null limit", "get_joined_group_list", { Member_Account: "bob" }, { Limit: null }],
  ["a null response filter", "get_group_info", { GroupIdList: [GROUP] }, { ResponseFilter: null }],
  [
    "undocumented fields inside a response filter",
    "get_group_info",
    { GroupIdList: [GROUP], ResponseFilter: { GroupBaseInfoFilter: ["Name"] } },
    { ResponseFilter: { GroupBaseInfoFilter: ["Name"], MemberInfoFilter: null, Unknown: ["x"] } },
  ],
  [
    "unknown base fields",
    "get_group_info",
    { GroupIdList: [GROUP], ResponseFilter: { GroupBaseInfoFilter: ["Name"] } },
    { ResponseFilter: { GroupBaseInfoFilter: ["Nmae", "Name"] } },
  ],
  [
    "unknown member fields",
    "get_specified_group_member_info",
    { GroupId: GROUP, Member_List_Account: ["student_001"], MemberInfoFilter: ["Role"] },
    { MemberInfoFilter: ["Role", "Nmae"] },
  ],
  [
    "unknown roles",
    "get_group_member_info",
    { GroupId: GROUP, MemberRoleFilter: ["Owner"] },
    { MemberRoleFilter: ["Owner", "Guest"] },
  ],
  [
    "unknown fields of the user's own membership",
    "get_joined_group_list",
    { Member_Account: "bob", ResponseFilter: { SelfInfoFilter: ["Role"] } },
    { ResponseFilter: { SelfInfoFilter: ["Role", "Nmae"], Unknown: 1 } },
  ],
  [
    "a mute under the name that only answers use",
    "modify_group_member_info",
    { GroupId: GROUP, Member_Account: "student_001", NameCard: "x" },
    { ShutUpUntil: 60, Role: null, MsgFlag: null, MuteTime: null },
  ],
  [
    "undocumented fields inside a custom field",
    "modify_group_member_info",
    { GroupId: GROUP, Member_Account: "student_001", AppMemberDefinedData: [{ Key: "seat", Value: "C3" }] },
    { AppMemberDefinedData: [{ Key: "seat", Value: "C3", Type: 1, Extra: null }] },
  ],
  [
    "a null topic",
    "forbid_send_msg",
    { GroupId: GROUP, Members_Account: ["student_001"], MuteTime: 60 },
    { TopicId: null, Silence: 1 },
  ],
  ["a null topic in a read", "get_group_muted_account", { GroupId: GROUP }, { TopicId: null }],
])("%s: ignored, or refused in strict mode", async (_, command, plain, extras) => {
  await using simulator = await simulate();
  const answer = await tencent(simulator, command, { ...plain, ...extras });
  const worldAfter = simulator.world.snapshot();
  simulator.world.reset();
  expect(answer.ErrorCode).toBe(0);
  expect(answer).toEqual(await tencent(simulator, command, plain));
  expect(worldAfter).toEqual(simulator.world.snapshot());

  await using strict = await simulate({ choices: STRICT });
  const before = strict.world.snapshot();
  expect(await tencent(strict, command, { ...plain, ...extras })).toMatchObject({ ErrorCode: 10004 });
  expect(strict.world.snapshot()).toEqual(before);
  expect(await tencent(strict, command, plain)).toEqual(answer);
});

test("a required field that is null counts as missing", async () => {
  await using simulator = await simulate();
  const code = async (command: string, body: object) => (await tencent(simulator, command, body)).ErrorCode;
  expect(await code("get_role_in_group", { GroupId: null, User_Account: ["bob"] })).toBe(10004);
  expect(await code("get_role_in_group", { GroupId: GROUP, User_Account: null })).toBe(10004);
  expect(await code("get_role_in_group", { GroupId: GROUP, User_Account: [null] })).toBe(60015);
  const card = { GroupId: GROUP, Member_Account: "student_001" };
  const AppMemberDefinedData = [{ Key: "seat", Value: null }];
  expect(await code("modify_group_member_info", { ...card, AppMemberDefinedData })).toBe(10004);
});

test("__proto__ is treated like any unknown field", async () => {
  const body = `{"GroupId":"${GROUP}","User_Account":["bob"],"__proto__":{"GroupId":"staff-room","a":null}}`;
  await using simulator = await simulate();
  expect(await tencent(simulator, "get_role_in_group", body)).toMatchObject({ ErrorCode: 0 });
  await using strict = await simulate({ choices: STRICT });
  expect(await tencent(strict, "get_role_in_group", body)).toMatchObject({ ErrorCode: 10004 });
});

test("lenient requests can refuse old names too", async () => {
  await using simulator = await simulate({ choices: { oldNamesInRequests: "refused" } });
  const code = async (command: string, body: object) =>
    (await tencent(simulator, command, { GroupId: GROUP, GroupIdList: [GROUP], ...body })).ErrorCode;
  const mute = { Members_Account: ["student_001"], ShutUpTime: 1 };
  expect(await code("forbid_send_msg", mute)).toBe(10004);
  expect(await code("get_group_member_info", { MemberInfoFilter: ["ShutUpUntil"] })).toBe(10004);
  const ResponseFilter = { GroupBaseInfoFilter: ["ShutUpAllMember"] };
  expect(await code("get_group_info", { ResponseFilter })).toBe(10004);
});

test("an unknown query parameter is ignored, also twice, or refused in strict mode", async () => {
  const question = { GroupId: GROUP, User_Account: ["bob"] };
  await using simulator = await simulate();
  const ask = async (url: string) => {
    const response = await fetch(url, { method: "POST", body: JSON.stringify(question) });
    return (await response.json()) as { ErrorCode: number };
  };
  const twice = (url: string) => `${url}&apn=1&apn=2`;
  expect(await ask(twice(tencentUrl(simulator, "get_role_in_group")))).toMatchObject({ ErrorCode: 0 });
  await using strict = await simulate({ choices: STRICT });
  expect(await ask(twice(tencentUrl(strict, "get_role_in_group")))).toMatchObject({ ErrorCode: 10004 });
});

const formOf = (fields: Record<string, string>, extra: [string, string][]) => {
  const form = new FormData();
  for (const [name, value] of [...Object.entries(fields), ...extra]) form.append(name, value);
  return form;
};

test.each<[string, [string, string][], number]>([
  ["nothing undocumented", [], 1],
  ["a field of another call", [["classId", "1"]], 100],
  ["the action again", [["action", "modifyGroupMemberNickname"]], 100],
])("ClassIn answers 1 to a form with %s, or %i in strict mode", async (_, extra, strictErrno) => {
  const fields = safeKeyFields("561294");
  for (const [choices, errno] of [
    [{}, 1],
    [STRICT, strictErrno],
  ] as const) {
    await using simulator = await simulate({ choices });
    expect(await classin(simulator, formOf(fields, extra))).toMatchObject({ errno });
    const encoded = { ...fields, ...Object.fromEntries(extra) };
    expect(await classin(simulator, encoded)).toMatchObject({ errno });
  }
});

test("ClassIn ignores extra query parameters, and refuses them in strict mode", async () => {
  const fields = safeKeyFields("561294", nowSeconds);
  await using simulator = await simulate();
  expect(await classin(simulator, fields, `${CLASSIN_PATH}&lang=en`)).toMatchObject({ errno: 1 });
  await using strict = await simulate({ choices: STRICT });
  expect(await classin(strict, fields, `${CLASSIN_PATH}&lang=en`)).toMatchObject({ errno: 100 });
});

test.each(["courseId", "extra"])("ClassIn refuses a form that holds %s twice", async (name) => {
  await using simulator = await simulate();
  const twice: [string, string][] = [
    [name, "561294"],
    ["extra", "1"],
  ];
  expect(await classin(simulator, formOf(safeKeyFields("561294"), twice))).toMatchObject({ errno: 100 });
});

test("tests of the clients and the server use a strict simulator by default", async () => {
  const now = { now: () => new Date(nowSeconds * 1000) };
  const form = { ...safeKeyFields("561294"), classId: "1" };
  await using vendors = await startVendors(now);
  expect(await classin(vendors.simulator, form)).toMatchObject({ errno: 100 });
  await using app = await startApp({ ...now, choices: { callsPerSecond: 100 } });
  expect(await classin(app.simulator, form)).toMatchObject({ errno: 100 });
  await using lenient = await startVendors({ ...now, choices: { requests: "lenient" } });
  expect(await classin(lenient.simulator, form)).toMatchObject({ errno: 1 });
});
