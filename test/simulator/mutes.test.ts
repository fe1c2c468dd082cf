import { expect, test } from "vitest";
import type { Choices, Simulator } from "../../src/simulator/simulator.js";
import { nowSeconds, simulate, tencent } from "./support.js";

const PERMANENT = 4294967295;
const SAMPLE_GROUP = "@TGS#2CLUZEAEJ";

/** Bob's mute in the vendor's sample group, read by two commands. */
async function muteOfBob(simulator: Simulator) {
  const GroupId = SAMPLE_GROUP;
  const { MutedAccountList } = await tencent(simulator, "get_group_muted_account", { GroupId });
  const one = { GroupId, Member_List_Account: ["bob"], MemberInfoFilter: ["MuteUntil"] };
  const { MemberList } = await tencent(simulator, "get_specified_group_member_info", one);
  return { listed: MutedAccountList, MuteUntil: MemberList[0].MuteUntil };
}
const muted = (until: number) => ({
  listed: [{ Member_Account: "bob", MutedUntil: until }],
  MuteUntil: until,
});
const NOT_MUTED = { listed: [], MuteUntil: 0 };

const WAYS_TO_MUTE: [string, string, object][] = [
  ["forbid_send_msg", "MuteTime", { Members_Account: ["bob"] }],
  ["forbid_send_msg", "ShutUpTime", { Members_Account: ["bob"] }],
  ["modify_group_member_info", "MuteTime", { Member_Account: "bob" }],
  ["modify_group_member_info", "ShutUpTime", { Member_Account: "bob" }],
];

test("mutes many accounts at once, in live rooms and outside the group too, and lists them", async () => {
  await using simulator = await simulate();
  const GroupId = "open-day-live";
  const mute = (accounts: string[], MuteTime: number) =>
    tencent(simulator, "forbid_send_msg", { GroupId, Members_Account: accounts, MuteTime });
  const muted = async () =>
    (await tencent(simulator, "get_group_muted_account", { GroupId })).MutedAccountList;
  expect(await mute(["student_001", "student_099"], 60)).toStrictEqual({
    ActionStatus: "OK",
    ErrorInfo: "",
    ErrorCode: 0,
  });
  expect(await muted()).toEqual([
    { Member_Account: "student_001", MutedUntil: nowSeconds + 60 },
    { Member_Account: "student_099", MutedUntil: nowSeconds + 60 },
  ]);
  await mute(["student_099"], 0);
  expect(await muted()).toHaveLength(1);
  simulator.world.clock.skewMs = 60_000;
  expect(await muted()).toEqual([]);
});

test.each([
  ["a Work group", { GroupId: "staff-room" }, 10007],
  ["the owner", { Members_Account: ["bob", "alice"] }, 10007],
  ["the owner, to end a mute", { Members_Account: ["alice"], MuteTime: 0 }, 10007],
  ["501 accounts", { Members_Account: Array(501).fill("bob") }, 10005],
  ["no accounts", { Members_Account: [] }, 10004],
  ["an account that is not a string", { Members_Account: ["bob", 7] }, 60015],
  ["more than 32 bits of time", { MuteTime: 4294967296 }, 10004],
  ["no time", { MuteTime: undefined }, 10004],
  ["a topic", { TopicId: "t" }, 10004],
])("forbid_send_msg refuses %s and mutes nobody", async (_, body, code) => {
  await using simulator = await simulate();
  const whole = { GroupId: SAMPLE_GROUP, Members_Account: ["bob"], MuteTime: 1, ...body };
  const before = simulator.world.snapshot();
  expect(await tencent(simulator, "forbid_send_msg", whole)).toMatchObject({ ErrorCode: code });
  expect(simulator.world.snapshot()).toEqual(before);
});

test("forbid_send_msg accepts 500 accounts, and skips those that were never imported", async () => {
  await using simulator = await simulate();
  const strangers = Array.from({ length: 499 }, (_, index) => `stranger_${index}`);
  const body = { GroupId: SAMPLE_GROUP, Members_Account: [...strangers, "bob"], MuteTime: 60 };
  expect(await tencent(simulator, "forbid_send_msg", body)).toMatchObject({ ErrorCode: 0 });
  expect(await muteOfBob(simulator)).toEqual(muted(nowSeconds + 60));
  expect(simulator.world.accounts.has("stranger_0")).toBe(false);
});

test.each(WAYS_TO_MUTE)(
  "%s with %s moves the end of a mute, and mutes permanently",
  async (command, time, who) => {
    await using simulator = await simulate();
    const mute = (seconds: number) =>
      tencent(simulator, command, { GroupId: SAMPLE_GROUP, ...who, [time]: seconds });
    await mute(60);
    expect(await muteOfBob(simulator)).toEqual(muted(nowSeconds + 60));
    await mute(PERMANENT - 1);
    expect(await muteOfBob(simulator)).toEqual(muted(nowSeconds + PERMANENT - 1));
    await mute(PERMANENT);
    simulator.world.clock.skewMs = 3600 * 1000;
    expect(await muteOfBob(simulator)).toEqual(muted(PERMANENT));
    await mute(0);
    expect(await muteOfBob(simulator)).toEqual(NOT_MUTED);
  },
);

test.each(["left-out", "shown"] as const)("an expired mute is %s, as configured", async (expiredMutes) => {
  await using simulator = await simulate({ choices: { expiredMutes } });
  const body = { GroupId: SAMPLE_GROUP, Members_Account: ["bob"], MuteTime: 60 };
  await tencent(simulator, "forbid_send_msg", body);
  simulator.world.clock.skewMs = 59_000;
  expect(await muteOfBob(simulator)).toEqual(muted(nowSeconds + 60));
  simulator.world.clock.skewMs = 60_000;
  const shown = expiredMutes === "shown" ? muted(nowSeconds + 60) : NOT_MUTED;
  expect(await muteOfBob(simulator)).toEqual(shown);
});

test("a permanent mute survives a school file", async () => {
  await using simulator = await simulate();
  const body = { GroupId: SAMPLE_GROUP, Members_Account: ["bob"], MuteTime: PERMANENT };
  await tencent(simulator, "forbid_send_msg", body);
  await using restarted = await simulate({ school: simulator.world.snapshot() });
  expect(await muteOfBob(restarted)).toEqual(muted(PERMANENT));
});

test.each<[string, Partial<Choices>, object, number]>([
  ["the owner", { muteOfOwnerCode: 10004 }, { Members_Account: ["alice"] }, 10004],
  ["501 accounts", { tooManyMutesCode: 10004 }, { Members_Account: Array(501).fill("bob") }, 10004],
  ["strangers", { mutesOfUnknownAccounts: "refused" }, { Members_Account: ["bob", "nobody"] }, 10019],
])("forbid_send_msg's answer to %s is configurable", async (_, choices, body, code) => {
  await using simulator = await simulate({ choices });
  const whole = { GroupId: SAMPLE_GROUP, MuteTime: 60, ...body };
  expect(await tencent(simulator, "forbid_send_msg", whole)).toMatchObject({ ErrorCode: code });
  expect(await muteOfBob(simulator)).toEqual(NOT_MUTED);
});

test.each(WAYS_TO_MUTE)(
  "%s with %s can store a permanent mute as a time in the far future",
  async (command, time, who) => {
    await using simulator = await simulate({ choices: { permanentMuteUntil: "sum" } });
    await tencent(simulator, command, { GroupId: SAMPLE_GROUP, ...who, [time]: PERMANENT });
    expect(await muteOfBob(simulator)).toEqual(muted(nowSeconds + PERMANENT));
  },
);
