import { expect, test } from "vitest";
import { aCourse, aGroup, aMember, aSchool } from "../../src/simulator/builders.js";
import { generateSchool } from "../../src/simulator/generate.js";
import { demoSchool, parseSchool } from "../../src/simulator/school.js";
import { simulate, sync, tencent } from "./support.js";

test("the demo school holds everything the guides and samples mention", () => {
  const { groups, accounts } = demoSchool();
  const shape = Object.fromEntries(groups.map(({ id, type, members }) => [id, [type, members.length]]));
  expect(shape).toEqual({
    "course-561294": ["Public", 40],
    "course-561295": ["Public", 4],
    "staff-room": ["Work", 4],
    "grade-9-parents": ["Meeting", 4],
    "@TGS#_school-fair": ["Community", 250],
    "open-day-live": ["AVChatRoom", 3],
    "year-12-all": ["Public", 730],
    "book-club": ["Work", 2],
    "@TGS#2CLUZEAEJ": ["Public", 2],
  });
  expect(groups.flatMap(({ members }) => members).some(({ userId }) => userId === "student_099")).toBe(false);
  expect(accounts).toContain("student_099");
});

test("name cards in the demo class do not identify the students", () => {
  const members = demoSchool().groups[0]?.members ?? [];
  expect(members.filter(({ role }) => role === "Owner").map(({ userId }) => userId)).toEqual(["teacher_li"]);
  expect(members.filter(({ role }) => role === "Admin").map(({ userId }) => userId)).toEqual([
    "assistant_zhao",
  ]);
  const students = members.filter(({ role }) => role === "Member");
  expect([students.length, students[0]?.userId, students.at(-1)?.userId]).toEqual([
    38,
    "student_001",
    "student_038",
  ]);
  expect(students.slice(0, 3).map(({ nameCard }) => nameCard)).toEqual(["🐱", "xX_dragon_Xx", ""]);
});

test("students' nicknames are not their registered names", () => {
  const students = demoSchool().courses[0]?.students ?? [];
  expect(students.every(({ nickname, registeredName }) => nickname !== registeredName)).toBe(true);
  expect(new Set(students.map(({ registeredName }) => registeredName)).size).toBe(38);
});

test("a school file with mistakes is refused with all of them listed", () => {
  const file = {
    courses: [{ id: "1" }, { id: "1" }],
    groups: [
      { id: "g", type: "Work", members: [{ userId: "a", role: "Admin" }, { userId: "a" }] },
      { id: "@TGS#_x", type: "Public" },
    ],
  };
  expect(() => parseSchool(file)).toThrow(
    /g: a user is a member twice[\s\S]*no admins[\s\S]*start with @TGS#_/,
  );
  expect(() => parseSchool({ courses: file.courses, pupils: [] })).toThrow(/pupils/);
  expect(() => parseSchool({ courses: file.courses })).toThrow(/two courses 1/);
  const unknownKey = { groups: [{ id: "g", members: [{ userId: "a", customFields: { seat: "1" } }] }] };
  expect(() => parseSchool(unknownKey)).toThrow(/seat is not in customKeys/);
});

test("builders fill in the defaults", async () => {
  const school = aSchool({
    courses: [aCourse({ id: "7", students: 4, willSkip: 1 }), aCourse({ id: "8", willSkip: "all" })],
    groups: [
      aGroup({ id: "g", type: "Meeting", members: ["ann", { userId: "ben", customFields: { seat: "2" } }] }),
      aGroup({ id: "h", members: 12 }),
    ],
    accounts: ["outsider"],
  });
  await using simulator = await simulate({ school });
  expect([await sync(simulator, "7"), await sync(simulator, "8")]).toEqual([842, 843]);
  const { world } = simulator;
  expect([...world.accounts].toSorted().slice(0, 3)).toEqual(["ann", "ben", "outsider"]);
  expect(world.groups.get("h")?.members.size).toBe(12);
  expect(world.groups.get("h")?.members.get("teacher_li")?.role).toBe("Owner");
  const change = { GroupId: "g", Member_Account: "ann", AppMemberDefinedData: [{ Key: "seat", Value: "1" }] };
  expect(await tencent(simulator, "modify_group_member_info", change)).toMatchObject({ ErrorCode: 0 });
  expect(aMember({ nameCard: "x" })).toMatchObject({ userId: "student_001", nameCard: "x", role: "Member" });
});

test("changing the world of one simulator does not change its school", async () => {
  const school = aSchool({ groups: [aGroup({ id: "g", members: ["ann"] })] });
  await using one = await simulate({ school });
  const ann = one.world.groups.get("g")?.members.get("ann");
  if (ann) ann.nameCard = "poked";
  await using other = await simulate({ school });
  expect(other.world.groups.get("g")?.members.get("ann")?.nameCard).toBe("");
  one.world.reset();
  expect(one.world.groups.get("g")?.members.get("ann")?.nameCard).toBe("");
});

test("generates the same valid school from the same seed, each course with its group", () => {
  const school = generateSchool({ courses: 30, students: 40 });
  expect(school).toEqual(generateSchool({ courses: 30, students: 40 }));
  expect(school).not.toEqual(generateSchool({ courses: 30, students: 40, seed: 2 }));
  expect(parseSchool(school)).toEqual(school);
  expect(school.groups.map(({ id }) => id)).toEqual(school.courses.map(({ id }) => `course-${id}`));
  for (const { members } of school.groups) expect(members).toHaveLength(41);
  for (const { students } of school.courses) expect(students).toHaveLength(40);
});
