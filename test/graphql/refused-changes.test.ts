import { describe, expect, test } from "vitest";
import { aGroup, aSchool } from "../../src/simulator/builders.js";
import { UpdateGroupMemberDocument, type UpdateGroupMemberInput } from "../operations/generated/graphql.js";
import { memberIn, sharedApp } from "../support/graphql-suite.js";

const TEACHER = "teacher_li";
const STUDENT = "student_001";
const customFields = [{ key: "seat", value: "A1" }];
const app = await sharedApp({
  school: aSchool({
    accounts: ["stranger"],
    customKeys: { member: { Work: ["seat"], Public: ["seat"] } },
    groups: [
      aGroup({ id: "public-1" }),
      aGroup({ id: "work-1", type: "Work" }),
      aGroup({ id: "live-1", type: "AVChatRoom" }),
    ],
  }),
});

/** After a code that says only "not allowed", a lookup reads the member's role and the group's type. */
const WITH_LOOKUP = { modify_group_member_info: 1, get_role_in_group: 1, get_group_info: 1 };

const update = async (input: UpdateGroupMemberInput) =>
  (await app.run(UpdateGroupMemberDocument, { input })).updateGroupMember;

describe("code 10007 is resolved to what was not allowed", () => {
  test.for(["public-1", "work-1"])("a user who is not in %s", async (groupId) => {
    expect(await update({ groupId, userId: "stranger", nameCard: "x" })).toMatchObject({
      __typename: "GroupMemberNotFoundError",
      vendorCode: 10007,
      groupId,
      userId: "stranger",
    });
    expect(app.vendorCalls()).toEqual(WITH_LOOKUP);
  });

  test("a user who is not in a work group, with a change that work groups do not allow", async () => {
    const updated = await update({ groupId: "work-1", userId: "stranger", muteForSeconds: 60 });
    expect(updated).toMatchObject({ __typename: "GroupMemberNotFoundError", userId: "stranger" });
  });

  test.for([
    ["work-1", "WORK", "MUTE", { muteForSeconds: 60 }],
    ["work-1", "WORK", "MUTE", { muteForSeconds: 0 }],
    ["work-1", "WORK", "ROLE", { role: "ADMIN" }],
    ["work-1", "WORK", "ROLE", { role: "ADMIN", muteForSeconds: 60, nameCard: "x" }],
    ["work-1", "WORK", "MUTE", { nameCard: "x", muteForSeconds: 60, messageDelivery: "DISCARD" }],
    ["live-1", "AV_CHAT_ROOM", "NAME_CARD", { nameCard: "x" }],
    ["live-1", "AV_CHAT_ROOM", "MESSAGE_DELIVERY", { messageDelivery: "DISCARD" }],
    ["live-1", "AV_CHAT_ROOM", "CUSTOM_FIELDS", { customFields }],
    ["live-1", "AV_CHAT_ROOM", "MUTE", { muteForSeconds: 60 }],
    ["live-1", "AV_CHAT_ROOM", "ROLE", { role: "MEMBER" }],
  ] as const)(
    "a change that the type of %s does not allow: %s, %s",
    async ([groupId, groupType, change, input]) => {
      const updated = await update({
        groupId,
        userId: STUDENT,
        ...(structuredClone(input) as Partial<UpdateGroupMemberInput>),
      });
      expect(updated).toMatchObject({
        __typename: "ChangeNotAllowedInGroupTypeError",
        groupType,
        change,
        vendor: "TENCENT_IM",
        vendorCode: 10007,
      });
      expect(app.vendorCalls()).toEqual(WITH_LOOKUP);
    },
  );

  test.for(["public-1"])("the role of the owner of %s", async (groupId) => {
    expect(await update({ groupId, userId: TEACHER, role: "MEMBER" })).toMatchObject({
      __typename: "OwnerRoleNotChangeableError",
      vendorCode: 10007,
      groupId,
      userId: TEACHER,
    });
    expect(app.vendorCalls()).toEqual(WITH_LOOKUP);
    expect(memberIn(app, groupId, TEACHER).role).toBe("Owner");
  });

  test("the owner's other fields, which may be changed", async () => {
    const updated = await update({ groupId: "public-1", userId: TEACHER, nameCard: "Ms Li" });
    expect(updated.__typename).toBe("UpdateGroupMemberSuccess");
  });

  test.for([
    ["an ordinary member", STUDENT, { nameCard: "x" }],
    ["an ordinary member's role", STUDENT, { role: "ADMIN" }],
    ["the owner, if the role was not to change", TEACHER, { nameCard: "x" }],
  ] as const)("otherwise it is not permitted: %s", async ([, userId, input]) => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code: 10007 });
    expect(await update({ groupId: "public-1", userId, ...input })).toMatchObject({
      __typename: "NotPermittedError",
      vendorCode: 10007,
    });
    expect(app.vendorCalls()).toEqual(WITH_LOOKUP);
  });

  test("a group that was dissolved in the meantime", async () => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code: 10007 });
    const updated = await update({ groupId: "gone", userId: STUDENT, nameCard: "x" });
    expect(updated).toMatchObject({ __typename: "GroupNotFoundError", groupId: "gone", vendorCode: 10007 });
  });

  test.for([
    ["get_role_in_group", "work-1", "ChangeNotAllowedInGroupTypeError"],
    ["get_group_info", "work-1", "VendorUnavailableError"],
    ["get_role_in_group", "public-1", "VendorUnavailableError"],
    ["get_group_info", "public-1", "VendorUnavailableError"],
  ] as const)("if %s fails for %s, the result is %s", async ([operation, groupId, typename]) => {
    app.simulator.faults.add({ operation: "modify_group_member_info", kind: "code", code: 10007 });
    app.simulator.faults.add({ operation, kind: "http" });
    const updated = await update({ groupId, userId: STUDENT, muteForSeconds: 60 });
    expect(updated.__typename).toBe(typename);
  });

  test("a user who is not a member, though the lookup of the group failed", async () => {
    app.simulator.faults.add({ operation: "get_group_info", kind: "http" });
    const updated = await update({ groupId: "public-1", userId: "stranger", muteForSeconds: 60 });
    expect(updated).toMatchObject({ __typename: "GroupMemberNotFoundError", vendorCode: 10007 });
  });
});

test("a user who was never imported is not found", async () => {
  expect(await update({ groupId: "public-1", userId: "nobody", nameCard: "x" })).toMatchObject({
    __typename: "GroupMemberNotFoundError",
    vendorCode: 10019,
    groupId: "public-1",
    userId: "nobody",
  });
});

test("a group that does not exist is not found", async () => {
  expect(await update({ groupId: "gone", userId: STUDENT, nameCard: "x" })).toMatchObject({
    __typename: "GroupNotFoundError",
    vendorCode: 10010,
    groupId: "gone",
  });
});

test("a name card that the content filter refuses is not stored", async () => {
  const updated = await update({ groupId: "public-1", userId: STUDENT, nameCard: "a badword" });
  expect(updated).toMatchObject({ __typename: "ContentRejectedError", vendorCode: 80001, field: "nameCard" });
  expect(memberIn(app, "public-1", STUDENT).nameCard).toBe("");
});

test("a custom field that was not set up is rejected by the vendor", async () => {
  const updated = await update({
    groupId: "public-1",
    userId: STUDENT,
    customFields: [{ key: "shoe_size", value: "41" }],
  });
  expect(updated).toMatchObject({ __typename: "VendorRejectedError", vendorCode: 10004 });
});
