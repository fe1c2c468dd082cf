import { describe, expect, test } from "vitest";
import { ODD_DETAIL } from "../../src/school/oddity-log.js";
import { aGroup, aMember, aSchool } from "../../src/simulator/builders.js";
import { startApp } from "../support/app.js";
import { memberIn, sharedApp } from "../support/graphql-suite.js";

const IN_2030 = "2030-01-01T00:00:00.000Z";
const school = aSchool({
  customKeys: { group: ["term", "room"] },
  groups: [
    aGroup({
      id: "full",
      name: "代数 2B",
      introduction: "Numbers & letters",
      notification: "Test on Friday",
      avatarUrl: "https://example.org/a.png",
      createdAt: "2026-09-01T08:00:00Z",
      lastMessageAt: null,
      maxMembers: 200,
      joinPolicy: "DisableApply",
      everyoneMuted: true,
      customFields: { term: "2026a" },
      members: [
        aMember({
          userId: "tea_1",
          role: "Owner",
          nameCard: "Ms Li",
          joinedAt: "2026-09-01T08:00:00Z",
          lastMessageAt: "2026-09-02T08:00:00Z",
          messageDelivery: "AcceptNotNotifyExceptAt",
          mutedUntil: IN_2030,
          customFields: { seat: "A1" },
        }),
        aMember({ userId: "stu_1", mutedUntil: "2020-01-01T00:00:00Z", messageDelivery: "Discard" }),
      ],
    }),
    aGroup({ id: "work", type: "Work", avatarUrl: "not a url" }),
    aGroup({ id: "ownerless", type: "Work", members: ["stu_1"] }),
    aGroup({ id: "meeting", type: "Meeting", joinPolicy: "FreeAccess" }),
    aGroup({ id: "live", type: "AVChatRoom" }),
    aGroup({ id: "@TGS#_fair", type: "Community" }),
    aGroup({ id: "course-77" }),
  ],
});
const app = await sharedApp({ school });

test("a group has every detail that the vendor has", async () => {
  const { group } = await app.run(`{ group(id: "full") {
    __typename id name type owner { userId } memberCount maxMemberCount introduction notification avatarUrl createdAt
    lastMessageAt joinPolicy everyoneMuted course { id }
  } }`);
  expect(group).toEqual({
    __typename: "Group",
    id: "full",
    name: "代数 2B",
    type: "PUBLIC",
    owner: { userId: "tea_1" },
    memberCount: 2,
    maxMemberCount: 200,
    introduction: "Numbers & letters",
    notification: "Test on Friday",
    avatarUrl: "https://example.org/a.png",
    createdAt: "2026-09-01T08:00:00.000Z",
    lastMessageAt: null,
    joinPolicy: "CLOSED",
    everyoneMuted: true,
    course: null,
  });
});

test("a member has every detail that the vendor has for this group", async () => {
  const { groupMember } = await app.run(`{ groupMember(groupId: "full", userId: "tea_1") {
    __typename id groupId userId role nameCard joinedAt lastMessageAt messageDelivery mutedUntil customFields { key value }
    user { __typename id } group { __typename id name }
  } }`);
  expect(groupMember).toEqual({
    __typename: "GroupMember",
    id: expect.stringMatching(/^[\w-]+$/),
    groupId: "full",
    userId: "tea_1",
    role: "OWNER",
    nameCard: "Ms Li",
    joinedAt: "2026-09-01T08:00:00.000Z",
    lastMessageAt: "2026-09-02T08:00:00.000Z",
    messageDelivery: "ACCEPT_NOT_NOTIFY_EXCEPT_AT",
    mutedUntil: IN_2030,
    customFields: [{ key: "seat", value: "A1" }],
    user: { __typename: "User", id: "tea_1" },
    group: { __typename: "Group", id: "full", name: "代数 2B" },
  });
});

test("a mute that has ended is null, and an unset name card is empty", async () => {
  const { groupMember } = await app.run(
    '{ groupMember(groupId: "full", userId: "stu_1") { nameCard mutedUntil lastMessageAt messageDelivery role } }',
  );
  expect(groupMember).toEqual({
    nameCard: "",
    mutedUntil: null,
    lastMessageAt: null,
    messageDelivery: "DISCARD",
    role: "MEMBER",
  });
});

test("missing groups and members are null, without an error", async () => {
  const { data, errors } = await app.send(`{
    noGroup: group(id: "gone") { name }
    noGroupOfMember: groupMember(groupId: "gone", userId: "stu_1") { role }
    noMember: groupMember(groupId: "full", userId: "stranger") { role }
    inGroup: group(id: "full") { member(userId: "stranger") { role } }
    course(id: "404") { group { name } }
  }`);
  expect({ data, errors }).toEqual({
    data: {
      noGroup: null,
      noGroupOfMember: null,
      noMember: null,
      inGroup: { member: null },
      course: { group: null },
    },
    errors: [],
  });
});

describe("group types", () => {
  const TYPES = '{ groups(ids: ["work", "full", "meeting", "@TGS#_fair", "live"]) { type joinPolicy } }';
  const expected = {
    groups: [
      { type: "WORK", joinPolicy: "APPROVAL" },
      { type: "PUBLIC", joinPolicy: "CLOSED" },
      { type: "MEETING", joinPolicy: "FREE" },
      { type: "COMMUNITY", joinPolicy: null },
      { type: "AV_CHAT_ROOM", joinPolicy: "APPROVAL" },
    ],
  };

  test("are read from the old names: Private, ChatRoom", async () => {
    expect(await app.run(TYPES)).toEqual(expected);
  });

  test("are read from the new names, and fields from their names before 2022", async () => {
    await using renamed = await startApp({ school, choices: { groupTypeNames: "new", fieldNames: "old" } });
    expect(await renamed.run(TYPES)).toEqual(expected);
    const fields = '{ group(id: "full") { everyoneMuted member(userId: "tea_1") { mutedUntil } } }';
    expect(await renamed.run(fields)).toEqual({
      group: { everyoneMuted: true, member: { mutedUntil: IN_2030 } },
    });
  });

  test("an undocumented join policy is null, with one warning", async () => {
    const group = app.simulator.world.groups.get("work");
    Object.assign(group ?? {}, { joinPolicy: "AskTheHead" });
    for (const _ of [1, 2]) {
      expect(await app.run('{ group(id: "work") { joinPolicy } }')).toEqual({ group: { joinPolicy: null } });
    }
    expect(app.log.with(ODD_DETAIL).filter(({ word }) => word === "AskTheHead")).toMatchObject([
      { level: 40, vendor: "tencent-im", field: "ApplyJoinOption", kind: "unknown-word" },
    ]);
  });
});

test("an undocumented message delivery is null, with one warning", async () => {
  Object.assign(memberIn(app, "full", "stu_1"), { messageDelivery: "OnlyOnMondays" });
  Object.assign(memberIn(app, "full", "tea_1"), { messageDelivery: "OnlyOnMondays" });
  const query = '{ group(id: "full") { members { nodes { messageDelivery role } } } }';
  for (const _ of [1, 2]) {
    expect(await app.run(query)).toEqual({
      group: {
        members: {
          nodes: [
            { messageDelivery: null, role: "OWNER" },
            { messageDelivery: null, role: "MEMBER" },
          ],
        },
      },
    });
  }
  expect(app.log.with(ODD_DETAIL).filter(({ word }) => word === "OnlyOnMondays")).toMatchObject([
    { level: 40, vendor: "tencent-im", field: "MsgFlag", kind: "unknown-word" },
  ]);
});

test("an avatar address that is not a URL is null", async () => {
  expect(await app.run('{ group(id: "work") { avatarUrl } }')).toEqual({ group: { avatarUrl: null } });
});

test("a work group whose owner left has no owner", async () => {
  expect(await app.run('{ group(id: "ownerless") { owner { userId nameCard } } }')).toEqual({
    group: { owner: null },
  });
});

test("a live-stream group has an owner without a profile, no members and no member list", async () => {
  const { data, errors } = await app.send(`{ group(id: "live") {
    type owner { userId role nameCard joinedAt } member(userId: "student_001") { role } members { totalCount }
  } }`);
  expect({ data, errors }).toEqual({
    data: {
      group: {
        type: "AV_CHAT_ROOM",
        owner: { userId: "teacher_li", role: "OWNER", nameCard: null, joinedAt: null },
        member: null,
        members: null,
      },
    },
    errors: [],
  });
});

test("up to 100 groups come in the order of their ids, with null for a missing one", async () => {
  const ids = Array.from({ length: 100 }, (_, index) => ["full", "gone", "work", "full"][index % 4] ?? "");
  const { groups } = await app.run<{ groups: ({ id: string } | null)[] }>(
    "query ($ids: [ID!]!) { groups(ids: $ids) { id } }",
    { ids },
  );
  expect(groups.map((group) => group?.id ?? "gone")).toEqual(ids);
});

describe("a course and its group link to each other", () => {
  test("by the default rule", async () => {
    expect(
      await app.run('{ group(id: "course-77") { course { id } } course(id: "77") { group { id } } }'),
    ).toEqual({
      group: { course: { id: "77" } },
      course: { group: { id: "course-77" } },
    });
  });

  test("by the school's own rule", async () => {
    const groups = [aGroup({ id: "kl.77/chat" }), aGroup({ id: "course-77" }), aGroup({ id: "kl.x/chat" })];
    await using own = await startApp({
      school: aSchool({ groups }),
      env: { COURSE_GROUP_ID: "kl.{courseId}/chat" },
    });
    const query = `{ course(id: "77") { group { id } } groups(ids: ["kl.77/chat", "course-77", "kl.x/chat"]) { course { id group { id } } } }`;
    expect(await own.run(query)).toEqual({
      course: { group: { id: "kl.77/chat" } },
      groups: [{ course: { id: "77", group: { id: "kl.77/chat" } } }, { course: null }, { course: null }],
    });
  });
});
