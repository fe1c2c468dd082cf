import { expect, test } from "vitest";
import { StoreUnavailable } from "../../src/store/sql.js";
import { FakeClock } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";
import { ACCEPTED, signedQuery, startWebhooks } from "../support/webhooks.js";

const JOINED = {
  CallbackCommand: "Group.CallbackAfterNewMemberJoin",
  GroupId: "grp-7f3a",
  Type: "Public",
  JoinType: "Invited",
  Operator_Account: "administrator",
  NewMemberList: [{ Member_Account: "stu_1042" }],
  EventTime: 1767225600123,
};
const group = (name: string, more: object = {}) => ({
  CallbackCommand: `Group.Callback${name}`,
  GroupId: "grp-7f3a",
  Type: "Public",
  Operator_Account: "administrator",
  EventTime: "1767225600456",
  ...more,
});

test.each([
  JOINED,
  group("AfterMemberExit", { ExitType: "Kicked", ExitMemberList: [{ Member_Account: "stu_1042" }] }),
  group("AfterChangeGroupOwner", { OldOwner_Account: "tea_7", NewOwner_Account: "tea_9" }),
  {
    CallbackCommand: "Group.CallbackAfterGroupDestroyed",
    GroupId: "grp-7f3a",
    Type: "Public",
    Owner_Account: "tea_9",
    Name: "Algebra 2B",
    MemberList: [{ Member_Account: "tea_9" }],
    EventTime: 1767225601000,
  },
  group("AfterGroupInfoChanged", { Name: "Algebra 2C" }),
  group("AfterMemberFieldChanged", { Member_Account: "stu_1042", NameCard: "Ann" }),
  group("AfterMemberFieldChanged", { Modified_Account: "stu_1042", Role: "Admin" }),
  group("AfterGroupAttrChanged", { OptionType: "set", GroupAttr: [{ key: "a", value: "b" }] }),
  group("AfterCreateGroup", { GroupId: undefined, groupID: "grp-7f3a", Owner_Account: "tea_9", Name: "A" }),
  { CallbackCommand: "Group.CallbackAfterGroupFull", GroupId: "grp-7f3a" },
  group("OnMemberStateChange", { EventType: "Offline", EventCause: "Quit", MemberList: [] }),
  group("BeforeApplyJoinGroup", { Requestor_Account: "stu_1042" }),
  group("BeforeInviteJoinGroup", { DestinationMembers: [{ Member_Account: "stu_1042" }] }),
])("event %# is accepted when it is stored, and the group's kept reads are outdated", async (event) => {
  await using webhooks = await startWebhooks();
  const answer = await webhooks.tencent(event, { CallbackCommand: event.CallbackCommand });
  expect(answer).toMatchObject({ status: 200, text: ACCEPTED });
  expect(await webhooks.messages()).toMatchObject([
    {
      vendor: "tencent-im",
      verified: true,
      command: event.CallbackCommand,
      topic: "group:grp-7f3a",
      group_id: "grp-7f3a",
      body: JSON.stringify(event),
    },
  ]);
  expect(webhooks.announced).toEqual([{ kind: "group-changed", groupId: "grp-7f3a" }]);
  await expect.poll(async () => (await webhooks.messages())[0]?.processed_at, PATIENTLY).not.toBeNull();
});

test.each([
  ["a quota alarm", { CallbackCommand: "Group.CallbackOnDailyGroupQuotaAlarm", QuotaUsed: 1, Quota: 1 }],
  [
    "a profile change",
    { CallbackCommand: "Profile.CallbackPortraitSet", From_Account: "a", ProfileItem: [] },
  ],
  ["a creation that was not made yet", group("BeforeCreateGroup", { GroupId: undefined, CreateGroupNum: 1 })],
  ["an unknown command", { CallbackCommand: "Group.CallbackSomethingNew", EventTime: 1 }],
  ["an odd group", group("AfterMemberExit", { GroupId: ["grp"], EventTime: "soon" })],
  ["a group whose id is too long", group("AfterMemberExit", { GroupId: "g".repeat(49) })],
  ["nothing", {}],
  ["a list", "[1]"],
  ["no JSON", "{"],
  ["an empty body", ""],
])("%s is accepted and stored without a group", async (_what, event) => {
  await using webhooks = await startWebhooks();
  expect(await webhooks.tencent(event)).toMatchObject({ status: 200, text: ACCEPTED });
  expect(await webhooks.messages()).toMatchObject([{ verified: true, group_id: null, topic: "tencent-im" }]);
  expect(webhooks.announced).toEqual([]);
});

test("the time of an event is read as a number and as text", async () => {
  await using webhooks = await startWebhooks();
  await webhooks.tencent(JOINED);
  await webhooks.tencent({ ...JOINED, EventTime: "1767225600124" });
  expect((await webhooks.messages()).map(({ occurred_at }) => occurred_at?.getTime())).toEqual([
    1767225600123, 1767225600124,
  ]);
});

test("a repeat is accepted and not stored again", async () => {
  await using webhooks = await startWebhooks();
  for (let times = 0; times < 3; times += 1)
    expect(await webhooks.tencent(JOINED)).toMatchObject({ status: 200, text: ACCEPTED });
  expect(await webhooks.messages()).toHaveLength(1);
  expect(webhooks.announced).toHaveLength(1);
});

test("the same body without a time is another event in another second", async () => {
  const clock = new FakeClock();
  await using webhooks = await startWebhooks({ clock });
  const full = { CallbackCommand: "Group.CallbackAfterGroupFull", GroupId: "grp-7f3a" };
  await webhooks.tencent(full);
  await webhooks.tencent(full);
  await clock.advance(1_000);
  await webhooks.tencent(full);
  expect(await webhooks.messages()).toHaveLength(2);
});

const NOW = new Date("2026-01-01T00:00:00Z");
const at = (seconds: number) => signedQuery(new Date(NOW.getTime() + seconds * 1000));
test.each([
  ["another app's id", { SdkAppid: "1400000002" }],
  ["no app id", { SdkAppid: "" }],
  ["another token's Sign", { Sign: signedQuery(NOW, "hook-token-02")["Sign"] ?? "" }],
  ["no Sign", { Sign: "" }],
  ["a short Sign", { Sign: "ab" }],
  ["no time", { RequestTime: "" }],
  ["an odd time", { RequestTime: "1e9" }],
  ["another time than the signed one", { RequestTime: "1767225601" }],
  ["a time more than a minute ago", at(-62)],
  ["a time more than a minute ahead", at(62)],
])("an event with %s is refused before its body is read, and not stored", async (_what, query) => {
  await using webhooks = await startWebhooks({ clock: new FakeClock(NOW) });
  const answer = await webhooks.tencent(JOINED, query);
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.text)).toMatchObject({ ActionStatus: "FAIL", ErrorInfo: expect.any(String) });
  expect(answer.headers["connection"]).toBe("close");
  expect(await webhooks.messages()).toEqual([]);
  expect(webhooks.announced).toEqual([]);
});

test.each([at(-59), at(59)])("an event less than a minute off is accepted", async (query) => {
  await using webhooks = await startWebhooks({ clock: new FakeClock(NOW) });
  expect(await webhooks.tencent(JOINED, query)).toMatchObject({ status: 200, text: ACCEPTED });
});

test("a parameter that is sent twice is refused", async () => {
  await using webhooks = await startWebhooks();
  const query = new URLSearchParams(signedQuery(new Date()));
  query.append("SdkAppid", "1400000001");
  expect((await webhooks.post(`/tencent-im?${query}`, JSON.stringify(JOINED))).status).toBe(401);
});

test("without a token every event is refused", async () => {
  await using webhooks = await startWebhooks({ tencentToken: null });
  expect((await webhooks.tencent(JOINED)).status).toBe(401);
});

test("events after a change are not accepted while the store is unavailable; events before one are", async () => {
  await using webhooks = await startWebhooks();
  webhooks.state.store = new StoreUnavailable("away");
  expect((await webhooks.tencent(JOINED)).status).toBe(503);
  const before = group("BeforeInviteJoinGroup");
  expect(await webhooks.tencent(before)).toMatchObject({ status: 200, text: ACCEPTED });
});

test("a body that is too large is refused", async () => {
  await using webhooks = await startWebhooks();
  const answer = await webhooks.tencent({ ...JOINED, more: "x".repeat(2 * 1024 * 1024) });
  expect(answer.status).toBe(413);
  expect(await webhooks.messages()).toEqual([]);
});
