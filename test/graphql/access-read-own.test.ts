import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { GroupMember } from "../../schema/group-member.js";
import { aCourse, aGroup, aSchool } from "../../src/simulator/builders.js";
import { ACCESS_ENV, asGateway, tokenOf } from "../support/access.js";
import { sharedApp } from "../support/graphql-suite.js";

const OWN = "course-1001";
const FOREIGN = "course-1002";
const app = await sharedApp({
  env: ACCESS_ENV,
  school: aSchool({
    courses: [aCourse({ id: "1001" }), aCourse({ id: "1002" })],
    groups: [
      aGroup({
        id: OWN,
        name: "Own",
        members: [{ userId: "teacher_li", role: "Owner" }, "student_001", "student_002"],
      }),
      aGroup({
        id: FOREIGN,
        name: "Foreign",
        members: [{ userId: "teacher_wang", role: "Owner" }, "student_002"],
      }),
      aGroup({ id: "club", name: "Club", members: ["student_001", "student_003"] }),
      aGroup({ id: "live", type: "AVChatRoom", members: ["student_001"] }),
    ],
  }),
});

let asStudent: Record<string, string>;
beforeAll(async () => {
  asStudent = asGateway(await tokenOf("student_001", "read:own"));
});
const ask = async (query: string, headers = asStudent) => {
  const { data, errors } = await app.send<any>(query, undefined, headers);
  return { data, codes: errors.map(({ extensions }) => extensions["code"]) };
};
const memberId = (groupId: string, userId: string) => new GroupMember(groupId, userId, {} as never, null).id;

describe("with class-groups:read:own", () => {
  test("a caller sees their own groups, with rosters", async () => {
    const { data, codes } = await ask(
      `{ course(id: "1001") { group { name members { nodes { userId role nameCard } } } } group(id: "${OWN}") { name owner { userId role } member(userId: "student_002") { nameCard } } }`,
    );
    expect(codes).toEqual([]);
    expect(data.course.group.members.nodes).toHaveLength(3);
    expect(data.group).toMatchObject({ name: "Own", owner: { userId: "teacher_li" }, member: {} });
  });

  const SAME: readonly (readonly [string, (groupId: string, courseId: string) => string])[] = [
    ["a group", (id) => `{ x: group(id: "${id}") { id name memberCount } }`],
    ["only its id", (id) => `{ x: group(id: "${id}") { id } }`],
    ["only its type", (id) => `{ x: group(id: "${id}") { __typename } }`],
    ["a roster", (id) => `{ x: group(id: "${id}") { members { totalCount nodes { userId } } } }`],
    [
      "a member",
      (id) => `{ x: groupMember(groupId: "${id}", userId: "student_002") { role nameCard group { name } } }`,
    ],
    [
      "a course's group",
      (_, course) => `{ x: course(id: "${course}") { group { name } lastNicknameSync { startedAt } } }`,
    ],
    ["a list", (id) => `{ x: groups(ids: ["${id}"]) { name } }`],
    [
      "an entity",
      (id) =>
        `{ x: _entities(representations: [{ __typename: "Group", id: "${id}" }]) { ... on Group { name } } }`,
    ],
    [
      "a member as an entity",
      (id) =>
        `{ x: _entities(representations: [{ __typename: "GroupMember", groupId: "${id}", userId: "student_002" }]) { ... on GroupMember { nameCard } } }`,
    ],
    [
      "a member as an entity, by its opaque id",
      (id) =>
        `{ x: _entities(representations: [{ __typename: "GroupMember", id: "${memberId(id, "student_002")}" }]) { ... on GroupMember { nameCard group { name } } } }`,
    ],
  ];
  test.for(SAME)("%s of a foreign group looks like one that does not exist", async ([, query]) => {
    const foreign = await ask(query(FOREIGN, "1002"));
    const missing = await ask(query("course-9999", "9999"));
    expect(foreign).toEqual(missing);
    expect(JSON.stringify(foreign)).not.toContain("Foreign");
    const own = await ask(query(OWN, "1001"));
    expect(own.codes).toEqual([]);
    expect(own.data).not.toEqual(missing.data);
  });

  test("a list keeps its order, with null for each foreign group", async () => {
    const { data } = await ask(
      `{ groups(ids: ["${FOREIGN}", "${OWN}", "nowhere", "club", "live"]) { name } }`,
    );
    expect(data.groups).toEqual([null, { name: "Own" }, null, { name: "Club" }, null]);
  });

  const groupsOf = (userId: string) =>
    `{ _entities(representations: [{ __typename: "User", id: "${userId}" }]) { ... on User { groups { nodes { id members(first: 1) { nodes { userId } } } } } } }`;

  test("a caller sees their own list of groups, and no other", async () => {
    const own = await ask(groupsOf("student_001"));
    expect(own.data._entities[0].groups.nodes.map(({ id }: { id: string }) => id).sort()).toEqual([
      "club",
      OWN,
      "live",
    ]);
    const others = await ask(groupsOf("student_002"));
    expect(others).toEqual(await ask(groupsOf("nobody-here")));
    expect(others.data._entities).toEqual([{ groups: null }]);
  });

  test("a member does not lead to that member's other groups", async () => {
    const { data } = await ask(
      `{ group(id: "${OWN}") { member(userId: "student_002") { user { groups { nodes { id } } } } } }`,
    );
    expect(data.group.member.user.groups).toBeNull();
  });

  test("it allows no change, and with any write scope it shows no foreign group", async () => {
    const change = (selection: string) =>
      `mutation { updateGroupMember(input: { groupId: "${FOREIGN}", userId: "student_002", nameCard: "x" }) { __typename ... on UpdateGroupMemberSuccess { groupMember { ${selection} } } } }`;
    expect((await ask(change("userId"))).codes).toEqual(["FORBIDDEN"]);
    const headers = asGateway(await tokenOf("student_001", "read:own", "write"));
    const { data, codes } = await ask(
      change(
        'userId nameCard role mutedUntil group { name owner { userId } member(userId: "teacher_wang") { role } members { nodes { userId } } }',
      ),
      headers,
    );
    expect(codes).toEqual([]);
    expect(data.updateGroupMember.groupMember).toEqual({
      userId: "student_002",
      nameCard: "x",
      role: null,
      mutedUntil: null,
      group: { name: null, owner: null, member: null, members: null },
    });
  });

  test("a caller who also has class-groups:read sees everything", async () => {
    const headers = asGateway(await tokenOf("student_001", "read:own", "read"));
    expect((await ask(`{ group(id: "${FOREIGN}") { name } }`, headers)).data).toEqual({
      group: { name: "Foreign" },
    });
    expect(app.vendorCalls()).toEqual({ get_group_info: 1 });
  });

  test.for(["", "nobody", "学生", "a".repeat(40), "@TLS#NOT_FOUND"])(
    "a caller with the id %j sees no group",
    async (caller) => {
      const headers = asGateway(await tokenOf(caller || "none", "read:own"));
      expect((await ask(`{ group(id: "${OWN}") { name } }`, headers)).data).toEqual({ group: null });
    },
  );
});

describe("the cost of the check", () => {
  test.for<[string, string, Record<string, number>]>([
    [
      "a member: nothing",
      `{ groupMember(groupId: "${OWN}", userId: "student_002") { role } }`,
      { get_specified_group_member_info: 1 },
    ],
    [
      "several members of a group: nothing",
      `{ a: groupMember(groupId: "${OWN}", userId: "student_002") { role } b: groupMember(groupId: "${OWN}", userId: "teacher_li") { role nameCard } }`,
      { get_specified_group_member_info: 1 },
    ],
    [
      "the caller's own groups: nothing",
      `{ _entities(representations: [{ __typename: "User", id: "student_001" }]) { ... on User { groups { nodes { name members { nodes { userId } } } } } } }`,
      { get_joined_group_list: 1, get_group_member_info: 3 },
    ],
    [
      "a group with its roster: one call",
      `{ group(id: "${OWN}") { name members { nodes { role } } } }`,
      { get_specified_group_member_info: 1, get_group_info: 1, get_group_member_info: 1 },
    ],
    [
      "a foreign group: that call alone",
      `{ group(id: "${FOREIGN}") { name members { nodes { role } } } }`,
      { get_specified_group_member_info: 1 },
    ],
  ])("%s", async ([, query, calls]) => {
    const { codes } = await ask(query);
    expect(codes).toEqual([]);
    expect(app.vendorCalls()).toEqual(calls);
  });

  test("an administrator's change and the member after it: no extra call", async () => {
    const headers = asGateway(await tokenOf("teacher_li", "read:own", "write:own"));
    const { data } = await ask(
      `mutation { updateGroupMember(input: { groupId: "${OWN}", userId: "student_001", nameCard: "${randomUUID().slice(0, 8)}" }) { ... on UpdateGroupMemberSuccess { groupMember { nameCard role joinedAt } } } }`,
      headers,
    );
    expect(data.updateGroupMember.groupMember.role).toBe("MEMBER");
    expect(app.vendorCalls()).toEqual({ get_specified_group_member_info: 2, modify_group_member_info: 1 });
  });
});

test("if the vendor cannot say whether the caller is a member, the result is a failure, not a refusal", async () => {
  app.simulator.faults.add({ kind: "code", code: 10002, vendor: "tencent-im" });
  const { data, codes } = await ask(`{ group(id: "${OWN}") { name } }`);
  expect(data).toEqual({ group: null });
  expect(codes).toEqual(["VENDOR_UNAVAILABLE"]);
});
