import { expect, test } from "vitest";
import { aGroup, aMember, aSchool } from "../../src/simulator/builders.js";
import type { GroupType } from "../../src/simulator/school.js";
import type { Choices, Simulator } from "../../src/simulator/simulator.js";
import { nowSeconds, simulate, tencent } from "./support.js";

const SAMPLE = { GroupId: "@TGS#2CLUZEAEJ", Member_Account: "bob" };
const modify = (simulator: Simulator, body: Record<string, unknown>) =>
  tencent(simulator, "modify_group_member_info", { ...SAMPLE, ...body });
const bobOf = (simulator: Simulator) => simulator.world.groups.get(SAMPLE.GroupId)?.members.get("bob");

/** One group of a type, with an owner, a member and, if the type has admins, an admin. */
const groupOf = (type: GroupType) => {
  const id = type === "Community" ? "@TGS#_g" : "g";
  const others =
    type === "Work" || type === "AVChatRoom" ? ["bob"] : ["bob", { userId: "ann", role: "Admin" as const }];
  const members = [{ userId: "liz", role: "Owner" as const }, ...others];
  return { id, school: aSchool({ groups: [aGroup({ id, type, members })] }) };
};

test.each([
  ["a role", { Role: "Admin" }, { role: "Admin" }],
  ["the role Member", { Role: "Member" }, { role: "Member" }],
  ["message delivery", { MsgFlag: "Discard" }, { messageDelivery: "Discard" }],
  ["a name card", { NameCard: "bob" }, { nameCard: "bob" }],
  [
    "custom fields",
    {
      AppMemberDefinedData: [
        { Key: "MemberDefined1", Value: "ModifyData1" },
        { Key: "MemberDefined3", Value: "ModifyData3" },
      ],
    },
    { customFields: { MemberDefined1: "ModifyData1", MemberDefined3: "ModifyData3" } },
  ],
  ["a mute", { MuteTime: 86400 }, { mutedUntil: nowSeconds + 86400 }],
  ["a mute under its old name", { ShutUpTime: 86400 }, { mutedUntil: nowSeconds + 86400 }],
])("the vendor's sample sets %s and nothing else", async (_, change, changed) => {
  await using simulator = await simulate();
  const before = structuredClone(bobOf(simulator));
  const answer = await modify(simulator, change);
  expect(answer).toStrictEqual({ ActionStatus: "OK", ErrorInfo: "", ErrorCode: 0 });
  expect(bobOf(simulator)).toEqual({ ...before, ...changed });
});

test("a permanent mute is read back as the largest value, and any other ends by the clock", async () => {
  await using simulator = await simulate();
  const mutedUntil = async () => {
    const body = { GroupId: SAMPLE.GroupId, Member_List_Account: ["bob"], MemberInfoFilter: ["MuteUntil"] };
    return (await tencent(simulator, "get_specified_group_member_info", body)).MemberList[0].MuteUntil;
  };
  await modify(simulator, { MuteTime: 4294967295 });
  expect(await mutedUntil()).toBe(4294967295);
  await modify(simulator, { MuteTime: 10 });
  expect(await mutedUntil()).toBe(nowSeconds + 10);
  simulator.world.clock.skewMs = 10_000;
  expect(await mutedUntil()).toBe(0);
  await modify(simulator, { MuteTime: 0 });
  expect(bobOf(simulator)?.mutedUntil).toBe(0);
});

test.each([
  ["more than 32 bits of mute", { MuteTime: 4294967296 }],
  ["a negative mute", { MuteTime: -1 }],
  ["a mute under both its old and its new name", { MuteTime: 1, ShutUpTime: 1 }],
  ["ownership", { Role: "Owner" }],
  ["a role that does not exist", { Role: "admin" }],
  ["a delivery that does not exist", { MsgFlag: "Loud" }],
  ["51 bytes of name card", { NameCard: "课".repeat(17) }],
  ["half a character", { NameCard: "\ud800" }],
  ["an unknown custom key", { AppMemberDefinedData: [{ Key: "shoe_size", Value: "44" }] }],
  [
    "the same custom key twice",
    {
      AppMemberDefinedData: [
        { Key: "seat", Value: "1" },
        { Key: "seat", Value: "1" },
      ],
    },
  ],
  ["65 bytes of custom value", { AppMemberDefinedData: [{ Key: "seat", Value: "x".repeat(65) }] }],
  ["a custom key without value", { AppMemberDefinedData: [{ Key: "seat" }] }],
  ["a number as name card", { NameCard: 7 }],
])("refuses %s with 10004 and changes nothing", async (_, change) => {
  await using simulator = await simulate();
  const before = structuredClone(bobOf(simulator));
  expect(await modify(simulator, { MsgFlag: "Discard", ...change })).toMatchObject({ ErrorCode: 10004 });
  expect(bobOf(simulator)).toEqual(before);
});

test("counts name cards in bytes and accepts 50", async () => {
  await using simulator = await simulate();
  const NameCard = `${"课".repeat(16)}ab`;
  expect(await modify(simulator, { NameCard })).toMatchObject({ ErrorCode: 0 });
  expect(bobOf(simulator)?.nameCard).toBe(NameCard);
});

test("a rejected word in the name card gives 80001, in upper or lower case", async () => {
  await using simulator = await simulate();
  expect(await modify(simulator, { NameCard: "a BadWord" })).toMatchObject({ ErrorCode: 80001 });
  expect(bobOf(simulator)?.nameCard).toBe("Bobby");
});

test.each([
  ["an unknown group", { GroupId: "nowhere" }, 10010],
  ["a malformed group id", { GroupId: "课" }, 10015],
  ["a group id of 49 bytes", { GroupId: "x".repeat(49) }, 10015],
  ["an empty group id", { GroupId: "" }, 10015],
  ["an account that is not a member", { Member_Account: "student_099" }, 10007],
  ["an account that was never imported", { Member_Account: "nobody" }, 10019],
  ["an account that is not a string", { Member_Account: 7 }, 60015],
  ["the role of the owner", { Member_Account: "alice", Role: "Member" }, 10007],
])("refuses %s", async (_, body, code) => {
  await using simulator = await simulate();
  expect(await modify(simulator, { NameCard: "x", ...body })).toMatchObject({
    ActionStatus: "FAIL",
    ErrorCode: code,
  });
});

const CHANGES = {
  admin: { Role: "Admin" },
  mute: { MuteTime: 60 },
  card: { NameCard: "x" },
  flag: { MsgFlag: "Discard" },
} as const;
test.each([
  ["Work", { admin: 10007, mute: 10007, card: 0, flag: 0 }],
  ["Public", { admin: 0, mute: 0, card: 0, flag: 0 }],
  ["Meeting", { admin: 0, mute: 0, card: 0, flag: 0 }],
  ["Community", { admin: 0, mute: 0, card: 0, flag: 0 }],
  ["AVChatRoom", { admin: 10007, mute: 10007, card: 10007, flag: 10007 }],
] as const)("a group of type %s allows the changes in the vendor's table", async (type, codes) => {
  const { id, school } = groupOf(type);
  await using simulator = await simulate({ school });
  for (const [name, code] of Object.entries(codes)) {
    const change = CHANGES[name as keyof typeof CHANGES];
    const answer = await modify(simulator, { GroupId: id, ...change });
    expect({ name, code: answer.ErrorCode }).toEqual({ name, code });
  }
});

test.each<[string, Partial<Choices>, Record<string, unknown>, number]>([
  ["non-members", { nonMemberCode: 10004 }, { Member_Account: "student_099", NameCard: "x" }, 10004],
  ["unknown accounts", { neverImportedCode: 70107 }, { Member_Account: "nobody", NameCard: "x" }, 70107],
  ["old names", { oldNamesInRequests: "refused" }, { ShutUpTime: 1 }, 10004],
])("the answer to %s is configurable", async (_, choices, body, code) => {
  await using simulator = await simulate({ choices });
  expect(await modify(simulator, body)).toMatchObject({ ErrorCode: code });
});

test("empty values clear, or change nothing if so configured", async () => {
  const clear = { NameCard: "", AppMemberDefinedData: [{ Key: "MemberDefined1", Value: "" }] };
  await using clearing = await simulate();
  await modify(clearing, clear);
  expect(bobOf(clearing)).toMatchObject({ nameCard: "", customFields: { MemberDefined3: "three" } });
  expect(bobOf(clearing)?.customFields).not.toHaveProperty("MemberDefined1");
  await using keeping = await simulate({ choices: { emptyValue: "changes-nothing" } });
  expect(await modify(keeping, clear)).toMatchObject({ ErrorCode: 0 });
  expect(bobOf(keeping)).toMatchObject({ nameCard: "Bobby", customFields: { MemberDefined1: "one" } });
});

test("a test can change the world directly, and the next call sees it", async () => {
  const member = aMember({ userId: "bob" });
  await using simulator = await simulate({
    school: aSchool({ groups: [aGroup({ id: "g", members: [member] })] }),
  });
  simulator.world.groups.get("g")?.members.delete("bob");
  expect(await modify(simulator, { GroupId: "g", NameCard: "x" })).toMatchObject({ ErrorCode: 10007 });
});
