import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import type { UpdateGroupMemberInput } from "../operations/generated/graphql.js";
import { bodiesOf, memberIn, sharedApp } from "../support/graphql-suite.js";

const ids = { groupId: "group-1", userId: "student_001" };
const app = await sharedApp({
  school: aSchool({
    customKeys: { member: { Public: ["seat"] } },
    groups: [
      aGroup({
        id: "group-1",
        members: [
          { userId: "teacher_li", role: "Owner" },
          { userId: "student_001", nameCard: "🐱", mutedUntil: "2030-01-01T00:00:00Z" },
          { userId: "helper", role: "Admin" },
        ],
      }),
      aGroup({ id: "work-1", type: "Work" }),
      aGroup({ id: "meeting-1", type: "Meeting" }),
      aGroup({ id: "@TGS#_fair", type: "Community" }),
    ],
  }),
});

type Updated = {
  updateGroupMember: {
    __typename: string;
    groupMember: Record<string, unknown> & { mutedUntil?: string | null };
  };
};
const mutation = (selection: string) => `mutation ($input: UpdateGroupMemberInput!) {
  updateGroupMember(input: $input) { __typename ... on UpdateGroupMemberSuccess { groupMember { ${selection} } } }
}`;
const update = async (change: Partial<UpdateGroupMemberInput>, selection = "id") =>
  (await app.run<Updated>(mutation(selection), { input: { ...ids, ...change } })).updateGroupMember;
const student = () => memberIn(app, ids.groupId, ids.userId);
const nowSeconds = () => Math.floor(Date.now() / 1000);

test.for(["group-1", "work-1", "meeting-1", "@TGS#_fair"])("renames a member of %s", async (groupId) => {
  expect(await update({ groupId, nameCard: "林雅" }, "nameCard groupId")).toEqual({
    __typename: "UpdateGroupMemberSuccess",
    groupMember: { nameCard: "林雅", groupId },
  });
  expect(memberIn(app, groupId, ids.userId).nameCard).toBe("林雅");
});

test("clears a name card with an empty one", async () => {
  expect(await update({ nameCard: "" }, "nameCard")).toMatchObject({ groupMember: { nameCard: "" } });
  expect(student().nameCard).toBe("");
});

test("makes a member an administrator, and an ordinary member again", async () => {
  expect(await update({ role: "ADMIN" }, "role")).toMatchObject({ groupMember: { role: "ADMIN" } });
  expect(student().role).toBe("Admin");
  expect(await update({ role: "MEMBER" }, "role")).toMatchObject({ groupMember: { role: "MEMBER" } });
  expect(student().role).toBe("Member");
});

test("mutes until a time that is exact to the second", async () => {
  const before = nowSeconds();
  const { groupMember } = await update({ muteForSeconds: 3600 }, "mutedUntil");
  const after = nowSeconds();
  const shown = Date.parse(groupMember.mutedUntil ?? "") / 1000;
  // The vendor's clock and ours may read different seconds.
  for (const mutedUntil of [shown, student().mutedUntil]) {
    expect(mutedUntil).toBeGreaterThanOrEqual(before + 3600);
    expect(mutedUntil).toBeLessThanOrEqual(after + 3600);
  }
});

test("mutes for the vendor's longest duration", async () => {
  const { groupMember } = await update({ muteForSeconds: 4294967295 }, "mutedUntil");
  expect(groupMember.mutedUntil).toMatch(/^2\d{3}-/);
  expect(student().mutedUntil).toBe(4294967295);
});

test("unmutes", async () => {
  expect(await update({ muteForSeconds: 0 }, "mutedUntil")).toMatchObject({
    groupMember: { mutedUntil: null },
  });
  expect(student().mutedUntil).toBe(0);
});

test.for([
  ["ACCEPT_AND_NOTIFY", "AcceptAndNotify"],
  ["ACCEPT_NOT_NOTIFY", "AcceptNotNotify"],
  ["ACCEPT_NOT_NOTIFY_EXCEPT_AT", "AcceptNotNotifyExceptAt"],
  ["DISCARD", "Discard"],
] as const)("sets the message delivery to %s", async ([messageDelivery, stored]) => {
  expect(await update({ messageDelivery }, "messageDelivery")).toMatchObject({
    groupMember: { messageDelivery },
  });
  expect(student().messageDelivery).toBe(stored);
});

test("changes everything in one call", async () => {
  const updated = await update({
    role: "ADMIN",
    nameCard: "Lin Ya",
    messageDelivery: "DISCARD",
    customFields: [{ key: "seat", value: "A1" }],
    muteForSeconds: 60,
  });
  expect(updated).toMatchObject({ __typename: "UpdateGroupMemberSuccess" });
  expect(app.vendorCalls()).toEqual({ modify_group_member_info: 1 });
  expect(bodiesOf(app, "modify_group_member_info")).toEqual([
    {
      GroupId: "group-1",
      Member_Account: "student_001",
      Role: "Admin",
      NameCard: "Lin Ya",
      MsgFlag: "Discard",
      AppMemberDefinedData: [{ Key: "seat", Value: "A1" }],
      MuteTime: 60,
    },
  ]);
  expect(student()).toMatchObject({
    role: "Admin",
    nameCard: "Lin Ya",
    messageDelivery: "Discard",
    customFields: { seat: "A1" },
  });
});

test("does not change omitted fields", async () => {
  const { mutedUntil } = student();
  await update({ role: "ADMIN", nameCard: null, muteForSeconds: null });
  expect(student()).toMatchObject({ nameCard: "🐱", mutedUntil, messageDelivery: "AcceptAndNotify" });
  expect(bodiesOf(app, "modify_group_member_info")).toEqual([
    { GroupId: "group-1", Member_Account: "student_001", Role: "Admin" },
  ]);
});

test("returns the member with its changed and unchanged fields", async () => {
  expect(
    await update({ nameCard: "Lin Ya" }, "nameCard role mutedUntil messageDelivery joinedAt group { name }"),
  ).toEqual({
    __typename: "UpdateGroupMemberSuccess",
    groupMember: {
      nameCard: "Lin Ya",
      role: "MEMBER",
      mutedUntil: "2030-01-01T00:00:00.000Z",
      messageDelivery: "ACCEPT_AND_NOTIFY",
      joinedAt: "2026-09-01T00:00:00.000Z",
      group: { name: "A group" },
    },
  });
});

describe("if the member cannot be read after a successful change", () => {
  test("the result is still a success, with errors only at the unchanged fields", async () => {
    app.simulator.faults.add({ operation: "get_specified_group_member_info", kind: "http" });
    const { status, data, errors } = await app.send(mutation("id nameCard role joinedAt user { id }"), {
      input: { ...ids, nameCard: "Lin Ya" },
    });
    expect({ status, data }).toEqual({
      status: 200,
      data: {
        updateGroupMember: {
          __typename: "UpdateGroupMemberSuccess",
          groupMember: {
            id: expect.any(String),
            nameCard: "Lin Ya",
            role: null,
            joinedAt: null,
            user: { id: "student_001" },
          },
        },
      },
    });
    expect(errors).toHaveLength(2);
    expect(errors).toMatchObject(
      expect.arrayContaining(
        ["role", "joinedAt"].map((field) =>
          expect.objectContaining({
            path: ["updateGroupMember", "groupMember", field],
            extensions: expect.objectContaining({ code: "VENDOR_UNAVAILABLE" }),
          }),
        ),
      ),
    );
    expect(student().nameCard).toBe("Lin Ya");
  });

  test("because it has left in the meantime, its other fields are null", async () => {
    app.simulator.faults.add({
      operation: "get_specified_group_member_info",
      kind: "raw",
      body: '{"ActionStatus":"OK","ErrorCode":0,"MemberList":[]}',
    });
    expect(await update({ nameCard: "Lin Ya" }, "nameCard role")).toEqual({
      __typename: "UpdateGroupMemberSuccess",
      groupMember: { nameCard: "Lin Ya", role: null },
    });
  });
});

describe("a read after a change in the same request", () => {
  test("sees the new value below the mutation", async () => {
    const selection =
      'nameCard group { member(userId: "student_001") { nameCard } members { nodes { userId nameCard } } }';
    expect(await update({ nameCard: "Lin Ya" }, selection)).toMatchObject({
      groupMember: {
        nameCard: "Lin Ya",
        group: {
          member: { nameCard: "Lin Ya" },
          members: { nodes: expect.arrayContaining([{ userId: "student_001", nameCard: "Lin Ya" }]) },
        },
      },
    });
  });

  test("sees the value of the change before it, and then its own", async () => {
    const field = (alias: string, nameCard: string) =>
      `${alias}: updateGroupMember(input: { groupId: "group-1", userId: "student_001", nameCard: "${nameCard}" }) {
        ... on UpdateGroupMemberSuccess { groupMember { group { member(userId: "student_001") { nameCard } } } } }`;
    const seen = (nameCard: string) => ({ groupMember: { group: { member: { nameCard } } } });
    expect(await app.run(`mutation { ${field("a", "A")} ${field("b", "B")} ${field("c", "C")} }`)).toEqual({
      a: seen("A"),
      b: seen("B"),
      c: seen("C"),
    });
  });
});
