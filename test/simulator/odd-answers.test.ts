import { expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { Fault, Simulator } from "../../src/simulator/simulator.js";
import { CLASSIN_PATH, safeKeyFields, simulate, tencent, tencentUrl } from "./support.js";

const GroupId = "maths";
const CUT = Buffer.from([0xe6, 0x9e, 0x22]);
const LOST = "@TLS#NOT_FOUND";

const school = aSchool({
  groups: [
    aGroup({
      id: GroupId,
      name: "Maths",
      members: [
        { userId: "alice", role: "Owner", nameCard: "Alice", customFields: { seat: "A1" } },
        { userId: "bob", nameCard: "Bob", customFields: { seat: "B2" }, mutedUntil: "2027-01-01T00:00:00Z" },
      ],
    }),
    aGroup({ id: "art", name: "Art", members: [{ userId: "cara", role: "Owner", nameCard: "Cara" }] }),
  ],
});

async function spoiled(fault: Omit<Fault, "kind">) {
  const simulator = await simulate({ school });
  simulator.faults.add({ kind: "odd", ...fault });
  return simulator;
}
const bytes = async (simulator: Simulator, command: string, body: object) => {
  const response = await fetch(tencentUrl(simulator, command), {
    method: "POST",
    body: JSON.stringify(body),
  });
  return Buffer.from(await response.arrayBuffer());
};

const MEMBERS = "get_group_member_info";

test("if the answer does not name the target, its first item is spoiled", async () => {
  await using cut = await spoiled({ odd: "cut-character", target: GroupId });
  const answer = await bytes(cut, MEMBERS, { GroupId });
  expect(answer.indexOf(CUT)).toBe(answer.indexOf("Alice") + "Alice".length);

  await using card = await spoiled({ odd: "null-card", target: GroupId });
  expect((await tencent(card, MEMBERS, { GroupId })).MemberList).toMatchObject([
    { Member_Account: "alice", NameCard: null },
    { Member_Account: "bob", NameCard: "Bob" },
  ]);

  await using value = await spoiled({ odd: "number-value", target: GroupId });
  const [first] = (await tencent(value, MEMBERS, { GroupId })).MemberList;
  expect(first.AppMemberDefinedData).toEqual([{ Key: "seat", Value: 12 }]);

  await using mutes = await spoiled({ odd: "lost-account", target: GroupId });
  expect((await tencent(mutes, "get_group_muted_account", { GroupId })).MutedAccountList).toMatchObject([
    { Member_Account: LOST },
  ]);
});

test("a target course spoils ClassIn's text, although the answer names no course", async () => {
  await using simulator = await simulate();
  simulator.faults.add({ kind: "odd", odd: "cut-character", target: "561294" });
  const body = new URLSearchParams(safeKeyFields("561294"));
  const response = await fetch(`${simulator.url}${CLASSIN_PATH}`, { method: "POST", body });
  expect(Buffer.from(await response.arrayBuffer()).includes(CUT)).toBe(true);
});

test("if the answer names the target, that item is spoiled, also inside a target group", async () => {
  const ResponseFilter = { MemberInfoFilter: ["NameCard"] };
  await using bob = await spoiled({ odd: "cut-character", target: "bob" });
  const answer = await bytes(bob, "get_specified_group_member_info", {
    GroupId,
    Member_List_Account: ["alice", "bob"],
  });
  expect(answer.indexOf(CUT)).toBe(answer.indexOf("Bob") + "Bob".length);

  for (const target of [GroupId, "art"]) {
    await using simulator = await spoiled({ odd: "null-card", target });
    const { GroupInfo } = await tencent(simulator, "get_group_info", {
      GroupIdList: [GroupId, "art"],
      ResponseFilter,
    });
    const spoiltGroups = GroupInfo.filter(({ MemberList }: any) => MemberList[0].NameCard === null);
    expect(spoiltGroups.map((group: any) => group.GroupId)).toEqual([target]);
  }
});

test.each([undefined, GroupId])(
  "a lost account is lost both as owner and as member, with target %s",
  async (target) => {
    await using simulator = await spoiled({ odd: "lost-account", ...(target && { target }) });
    const ResponseFilter = { GroupBaseInfoFilter: ["Owner_Account"], MemberInfoFilter: ["Role"] };
    const { GroupInfo } = await tencent(simulator, "get_group_info", {
      GroupIdList: [GroupId],
      ResponseFilter,
    });
    expect(GroupInfo).toMatchObject([
      { Owner_Account: LOST, MemberList: [{ Member_Account: LOST }, { Member_Account: "bob" }] },
    ]);
  },
);

test("a target owner is lost in an answer that names only owners", async () => {
  await using simulator = await spoiled({ odd: "lost-account", target: "alice" });
  const ResponseFilter = { GroupBaseInfoFilter: ["Owner_Account"] };
  const { GroupIdList } = await tencent(simulator, "get_joined_group_list", {
    Member_Account: "alice",
    ResponseFilter,
  });
  expect(GroupIdList).toEqual([{ GroupId, Owner_Account: LOST }]);
});

test("short-page shortens pages only: lists requested by id stay whole", async () => {
  await using simulator = await spoiled({ odd: "short-page" });
  const ids = { GroupIdList: [GroupId, "art"], ResponseFilter: {} };
  expect((await tencent(simulator, "get_group_info", ids)).GroupInfo).toHaveLength(2);
  const roles = { GroupId, User_Account: ["alice", "bob"] };
  expect((await tencent(simulator, "get_role_in_group", roles)).UserIdList).toHaveLength(2);
  const members = { GroupId, Member_List_Account: ["alice", "bob"] };
  expect((await tencent(simulator, "get_specified_group_member_info", members)).MemberList).toHaveLength(2);
  const page = await tencent(simulator, MEMBERS, { GroupId, Limit: 10 });
  expect([page.MemberNum, page.MemberList.length]).toEqual([2, 1]);
});

test.each<[string, Omit<Fault, "kind">]>([
  ["code", { odd: "short-page", code: 10007 }],
  ["code", { odd: "unknown-custom-field", code: 10007 }],
  ["limit", { odd: "null-card", limit: 5 }],
  ["limit", { odd: "no-status", limit: 5 }],
])("a %s that %j does not use is refused", async (field, fault) => {
  await using simulator = await simulate({ school });
  expect(() => simulator.faults.add({ kind: "odd", ...fault })).toThrow(new RegExp(`at ${field}`));
  expect(simulator.faults.list()).toEqual([]);
});
