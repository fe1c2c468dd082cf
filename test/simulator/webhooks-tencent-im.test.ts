import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { aGroup, aSchool, type GroupWish } from "../../src/simulator/builders.js";
import type { WebhookOptions } from "../../src/simulator/simulator.js";
import { FakeClock } from "../support/fake-clock.js";
import { tencent, until } from "./support.js";
import { answering, connected, ENVELOPE, stayingSilent } from "./webhook-receiver.js";

const MODIFY = "modify_group_member_info";
const groupId = "group-1";
const OWNER = "teacher_li";
const [ANN, BEA] = ["student_001", "student_002"];
const STARTED_MS = Date.parse("2026-09-03T08:00:00Z");

const oneGroup = (group: GroupWish = {}) => aSchool({ groups: [aGroup(group)], accounts: ["guest"] });

/** A simulator whose time the test moves. */
const timed = (clock: FakeClock, webhooks: WebhookOptions = {}) =>
  connected({
    school: oneGroup(),
    now: () => clock.now(),
    webhooks: { after: clock.after.bind(clock), ...webhooks },
  });

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("a member who changes their name card causes one event, which names them as operator", async () => {
  await using at = await connected({ school: oneGroup() });
  at.webhooks.renameMember({ groupId, userId: ANN, nameCard: "Ann 🌻" });
  await at.webhooks.settled();
  expect(at.receiver.received.map(({ path, query, text }) => ({ path, query, text }))).toEqual([
    {
      path: "/tencent-im",
      query:
        "SdkAppid=1400000001&CallbackCommand=Group.CallbackAfterMemberFieldChanged&contenttype=json" +
        "&ClientIP=127.0.0.1&OptPlatform=iOS",
      text:
        '{"CallbackCommand":"Group.CallbackAfterMemberFieldChanged","GroupId":"group-1","Type":"Public",' +
        `"Operator_Account":"student_001","Member_Account":"student_001","NameCard":"Ann 🌻","EventTime":${STARTED_MS}}`,
    },
  ]);
  const read = await tencent(at.simulator, "get_group_member_info", { GroupId: groupId });
  expect(read["MemberList"]).toContainEqual(
    expect.objectContaining({ Member_Account: ANN, NameCard: "Ann 🌻" }),
  );
});

test("a call that changes role and name card causes one event, with the administrator as operator", async () => {
  await using at = await connected({ school: oneGroup() });
  const wanted = { GroupId: groupId, Member_Account: ANN, Role: "Admin", NameCard: "Ann", MuteTime: 60 };
  await tencent(at.simulator, MODIFY, wanted);
  await at.webhooks.settled();
  expect(at.receiver.received[0]?.query).toMatch(/&OptPlatform=RESTAPI$/);
  expect(at.receiver.bodies()).toEqual([
    {
      CallbackCommand: "Group.CallbackAfterMemberFieldChanged",
      GroupId: groupId,
      Type: "Public",
      Operator_Account: "administrator",
      Member_Account: ANN,
      Role: "Admin",
      NameCard: "Ann",
      EventTime: STARTED_MS,
    },
  ]);
});

test.each([
  ["a mute", { MuteTime: 60 }],
  ["message delivery", { MsgFlag: "Discard" }],
  ["a custom field", { AppMemberDefinedData: [{ Key: "seat", Value: "4" }] }],
  ["the name card that the member has", { NameCard: "Ann" }],
])("a call that changes only %s causes no event", async (_, change) => {
  const members = [{ userId: ANN, nameCard: "Ann" }];
  const school = aSchool({ groups: [aGroup({ members })], customKeys: { member: { Public: ["seat"] } } });
  await using at = await connected({ school });
  const changed = await tencent(at.simulator, MODIFY, { GroupId: groupId, Member_Account: ANN, ...change });
  expect(changed.ErrorCode).toBe(0);
  await tencent(at.simulator, "forbid_send_msg", { GroupId: groupId, Members_Account: [ANN], MuteTime: 60 });
  await at.webhooks.settled();
  expect(at.receiver.received).toEqual([]);
});

test("a refused call causes no event", async () => {
  await using at = await connected({ school: oneGroup() });
  await tencent(at.simulator, MODIFY, { GroupId: groupId, Member_Account: "guest", NameCard: "x" });
  await at.webhooks.settled();
  expect(at.receiver.received).toEqual([]);
});

test("signs with the token and the time of sending", async () => {
  const clock = new FakeClock(new Date(1_767_225_600_000));
  await using at = await timed(clock, { tencentToken: "hook-token-01" });
  at.webhooks.renameGroup({ groupId, name: "Algebra" });
  at.webhooks.renameGroup({ groupId, name: "Algebra 2", delayMs: 5000 });
  await at.receiver.has(1);
  await clock.advance(5000);
  await at.webhooks.settled();
  const [first, second] = at.receiver.received.map(({ query }) => query);
  expect(first).toBe(
    "SdkAppid=1400000001&CallbackCommand=Group.CallbackAfterGroupInfoChanged&contenttype=json&ClientIP=127.0.0.1" +
      "&OptPlatform=iOS&Sign=ae793a3c05dbf0210c7f3014ce01ba1960868e3b9ff44fc7d7e3b8c3f0edd23b&RequestTime=1767225600",
  );
  expect(second).toContain(`&Sign=${sha256("hook-token-011767225605")}&RequestTime=1767225605`);
  // A late event keeps its time.
  expect(at.receiver.bodies().map(({ EventTime }) => EventTime)).toEqual([
    1_767_225_600_000, 1_767_225_600_000,
  ]);
});

test("an unsigned event lacks the signature, and a forged one has a wrong one", async () => {
  await using at = await connected({ school: oneGroup(), webhooks: { tencentToken: "hook-token-01" } });
  at.webhooks.renameMember({ groupId, userId: ANN, unsigned: true });
  at.webhooks.renameMember({ groupId, userId: BEA, forged: true });
  await at.webhooks.settled();
  const queries = new Map(
    at.receiver.received.map(({ body, query }) => [body.Member_Account, new URLSearchParams(query)]),
  );
  expect(queries.get(ANN)?.has("Sign")).toBe(false);
  expect(queries.get(ANN)?.has("RequestTime")).toBe(false);
  const forged = queries.get(BEA);
  expect(forged?.get("Sign")).toMatch(/^[0-9a-f]{64}$/);
  expect(forged?.get("Sign")).not.toBe(sha256(`hook-token-01${forged?.get("RequestTime")}`));
});

test("writes times as strings and the member as Modified_Account if told so", async () => {
  await using at = await connected({
    school: oneGroup(),
    webhooks: { tencentIm: { quotedEventTime: true, changedMemberField: "Modified_Account" } },
  });
  at.webhooks.changeRole({ groupId, userId: ANN, role: "Admin" });
  await at.webhooks.settled();
  expect(at.receiver.bodies()).toEqual([
    {
      CallbackCommand: "Group.CallbackAfterMemberFieldChanged",
      GroupId: groupId,
      Type: "Public",
      Operator_Account: OWNER,
      Modified_Account: ANN,
      Role: "Admin",
      EventTime: String(STARTED_MS),
    },
  ]);
});

test("members who join, are invited, leave and are removed", async () => {
  await using at = await connected({ school: oneGroup({ type: "Work" }) });
  const steps = [
    () => at.webhooks.joinGroup({ groupId, userId: "guest" }),
    () => at.webhooks.joinGroup({ groupId, userId: "new_1", invitedBy: OWNER, platform: "Web" }),
    () => at.webhooks.leaveGroup({ groupId, userId: ANN }),
    () => at.webhooks.leaveGroup({ groupId, userId: BEA, removedBy: OWNER }),
  ];
  for (const step of steps) {
    step();
    await at.webhooks.settled();
  }
  const about = { GroupId: groupId, Type: "Private", EventTime: STARTED_MS };
  const [join, exit] = ["Group.CallbackAfterNewMemberJoin", "Group.CallbackAfterMemberExit"];
  const list = (userId: string) => [{ Member_Account: userId }];
  expect(at.receiver.bodies()).toEqual([
    {
      CallbackCommand: join,
      ...about,
      JoinType: "Apply",
      Operator_Account: "guest",
      NewMemberList: list("guest"),
    },
    {
      CallbackCommand: join,
      ...about,
      JoinType: "Invited",
      Operator_Account: OWNER,
      NewMemberList: list("new_1"),
    },
    { CallbackCommand: exit, ...about, ExitType: "Quit", Operator_Account: ANN, ExitMemberList: list(ANN) },
    {
      CallbackCommand: exit,
      ...about,
      ExitType: "Kicked",
      Operator_Account: OWNER,
      ExitMemberList: list(BEA),
    },
  ]);
  const read = await tencent(at.simulator, "get_group_member_info", { GroupId: groupId });
  const accounts = read["MemberList"].map(({ Member_Account }: any) => Member_Account);
  expect(accounts.sort()).toEqual(["guest", "new_1", OWNER]);
});

test("the last place of a group, and a join that is refused, cause CallbackAfterGroupFull", async () => {
  await using at = await connected({ school: oneGroup({ maxMembers: 4 }) });
  at.webhooks.joinGroup({ groupId, userId: "guest" });
  expect(() => at.webhooks.joinGroup({ groupId, userId: "late" })).toThrow("did not join");
  await at.webhooks.settled();
  const full = { CallbackCommand: "Group.CallbackAfterGroupFull", GroupId: groupId, EventTime: STARTED_MS };
  const bodies = at.receiver.bodies();
  expect(bodies.filter(({ CallbackCommand }) => CallbackCommand === full.CallbackCommand)).toEqual([
    full,
    full,
  ]);
  expect(bodies).toHaveLength(3);
});

test("changes of a group: only the changed fields, owner, end", async () => {
  await using at = await connected({ school: oneGroup({ type: "Meeting" }) });
  const steps = [
    () => at.webhooks.changeGroup({ groupId, notification: "Test on Monday", introduction: "Maths" }),
    () => at.webhooks.changeOwner({ groupId, userId: ANN }),
    () => at.webhooks.destroyGroup({ groupId }),
  ];
  for (const step of steps) {
    step();
    await at.webhooks.settled();
  }
  const about = { GroupId: groupId, Type: "ChatRoom", EventTime: STARTED_MS };
  expect(at.receiver.bodies()).toEqual([
    {
      CallbackCommand: "Group.CallbackAfterGroupInfoChanged",
      ...about,
      Operator_Account: OWNER,
      Notification: "Test on Monday",
      Introduction: "Maths",
    },
    {
      CallbackCommand: "Group.CallbackAfterChangeGroupOwner",
      ...about,
      Operator_Account: OWNER,
      OldOwner_Account: OWNER,
      NewOwner_Account: ANN,
    },
    {
      CallbackCommand: "Group.CallbackAfterGroupDestroyed",
      ...about,
      Owner_Account: ANN,
      Name: "A group",
      MemberList: [OWNER, ANN, BEA].map((Member_Account) => ({ Member_Account })),
    },
  ]);
  const read = await tencent(at.simulator, "get_group_info", { GroupIdList: [groupId] });
  expect(read["GroupInfo"]).toMatchObject([{ ErrorCode: 10010 }]);
});

test("a group that a user creates", async () => {
  await using at = await connected({ school: oneGroup() });
  const group = {
    groupId: "group-2",
    name: "Chess",
    type: "Work",
    ownerId: ANN,
    memberIds: ["new_1"],
  } as const;
  at.webhooks.createGroup(group);
  await at.webhooks.settled();
  expect(at.receiver.bodies()).toEqual([
    {
      CallbackCommand: "Group.CallbackAfterCreateGroup",
      GroupId: "group-2",
      Operator_Account: ANN,
      Owner_Account: ANN,
      Type: "Private",
      Name: "Chess",
      MemberList: [{ Member_Account: ANN }, { Member_Account: "new_1" }],
      EventTime: STARTED_MS,
    },
  ]);
  const read = await tencent(at.simulator, "get_group_member_info", { GroupId: "group-2" });
  expect(read["MemberNum"]).toBe(2);
});

test("a destroyed community names no members", async () => {
  const community = aGroup({ type: "Community" });
  await using at = await connected({ school: aSchool({ groups: [community] }) });
  at.webhooks.destroyGroup({ groupId: community.id });
  await at.webhooks.settled();
  expect(at.receiver.bodies()[0]).toMatchObject({ Type: "Community", Owner_Account: OWNER });
  expect(at.receiver.bodies()[0]).not.toHaveProperty("MemberList");
});

test.each([
  ["status 500", answering(500, ENVELOPE)],
  ["status 201", answering(201, ENVELOPE)],
  ["no JSON", answering(200, "ok")],
  ["no ErrorInfo", answering(200, { ActionStatus: "OK", ErrorCode: 0 })],
  ["an answer that is too long", answering(200, JSON.stringify({ ...ENVELOPE, more: "x".repeat(70_000) }))],
])("an answer with %s is a failure, and the event is not repeated", async (_, how) => {
  await using at = await connected({
    school: oneGroup(),
    webhooks: { tencentIm: { repeatsOnTimeout: true, repeatMs: 0 } },
  });
  at.receiver.answers(how);
  at.webhooks.renameMember({ groupId, userId: ANN });
  await at.webhooks.settled();
  expect(at.receiver.received).toHaveLength(1);
  expect(at.webhooks.status()["tencent-im"]).toMatchObject({ sent: 1, failed: 1, acknowledged: 0 });
});

test("an event without an answer fails after 2 s, and is not repeated by default", async () => {
  const clock = new FakeClock();
  await using at = await timed(clock);
  at.receiver.answers(stayingSilent);
  at.webhooks.renameMember({ groupId, userId: ANN });
  await at.receiver.has(1);
  await clock.advance(1999);
  expect(at.webhooks.deliveries()).toMatchObject([{ state: "sending" }]);
  await clock.advance(1);
  await at.webhooks.settled();
  expect(at.webhooks.deliveries()).toMatchObject([{ state: "failed", problem: "no answer in time" }]);
  await clock.advance(60_000);
  expect(at.receiver.received).toHaveLength(1);
});

test("with the console's switch, an event without an answer is repeated after 1 s, at most 3 times", async () => {
  const clock = new FakeClock();
  await using at = await timed(clock, { tencentIm: { repeatsOnTimeout: true } });
  at.receiver.answers(stayingSilent);
  at.webhooks.renameMember({ groupId, userId: ANN });
  for (let sent = 1; sent <= 4; sent += 1) {
    await at.receiver.has(sent);
    await clock.advance(2000);
    if (sent === 4) break;
    await until(() => at.webhooks.status()["tencent-im"].queued === 1);
    await clock.advance(999);
    expect(at.receiver.received).toHaveLength(sent);
    await clock.advance(1);
  }
  await at.webhooks.settled();
  expect(at.receiver.received).toHaveLength(4);
  expect(new Set(at.receiver.received.map(({ text }) => text)).size).toBe(1);
  expect(at.webhooks.status()["tencent-im"]).toMatchObject({ sent: 4, repeated: 3, failed: 1 });
});

test("sends at most 16 events at once, and connections stay open", async () => {
  await using at = await connected({ school: oneGroup({ members: 41 }) });
  at.receiver.answers(stayingSilent);
  for (let seat = 1; seat <= 40; seat += 1)
    at.webhooks.renameMember({ groupId, userId: `student_${String(seat).padStart(3, "0")}` });
  await at.receiver.has(16);
  expect(at.webhooks.status()["tencent-im"]).toMatchObject({ inFlight: 16, queued: 24 });
  at.receiver.answers(answering(200, ENVELOPE));
  for (const received of at.receiver.received.slice(0, 16)) answering(200, ENVELOPE)(received);
  await at.webhooks.settled();
  expect(at.receiver.received).toHaveLength(40);
  expect(at.receiver.connections()).toBeLessThanOrEqual(17);
});

test("drops and counts events beyond the limit", async () => {
  await using at = await connected({ school: oneGroup(), webhooks: { queueLimit: 2 } });
  at.receiver.answers(stayingSilent);
  for (let count = 0; count < 5; count += 1) at.webhooks.renameMember({ groupId, userId: ANN });
  expect(at.webhooks.status()["tencent-im"]).toMatchObject({ dropped: 3 });
  expect(at.webhooks.deliveries().map(({ state }) => state)).toEqual([
    "sending",
    "sending",
    "dropped",
    "dropped",
    "dropped",
  ]);
});
