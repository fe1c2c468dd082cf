import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import type { Simulator } from "../../src/simulator/simulator.js";
import { classin, nowSeconds, simulate } from "./support.js";

const SIGNED = {
  SID: "1234567",
  safeKey: createHash("md5").update(`simulator-classin-secret${nowSeconds}`).digest("hex"),
  timeStamp: String(nowSeconds),
};
const ask = async (simulator: Simulator, action: string, fields: Record<string, string>) =>
  (await classin(simulator, { ...SIGNED, ...fields }, `/partner/api/course.api.php?action=${action}`)).errno;

const school = aSchool({
  courses: [aCourse({ id: "1" }), aCourse({ id: "2" }), aCourse({ id: "3", type: "open" })],
  students: [{ uid: "7", name: "Lin Ya" }],
});
const EDIT = { studentUid: "1001001", studentName: "A new name" };
const ADD = { courseId: "1", identity: "1", studentUid: "7" };

test("a name in the console is cut at 24 characters, in all courses of the student", async () => {
  await using simulator = await simulate({ school });
  const studentName = "课".repeat(30);
  expect(await ask(simulator, "editSchoolStudent", { ...EDIT, studentName })).toBe(1);
  const names = [...simulator.world.courses.values()].map(({ students }) => students[0]?.registeredName);
  expect(names).toEqual(["课".repeat(24), "课".repeat(24), "课".repeat(24)]);
  expect(await ask(simulator, "editSchoolStudent", { studentUid: "7", studentName: "Ya" })).toBe(1);
  expect(simulator.world.students.get("7")?.name).toBe("Ya");
});

test.each<[errno: number, action: string, fields: Record<string, string>]>([
  [100, "editSchoolStudent", { studentUid: "7" }],
  [100, "editSchoolStudent", { ...EDIT, studentName: "" }],
  [100, "editSchoolStudent", { ...EDIT, studentUid: "x" }],
  [228, "editSchoolStudent", { ...EDIT, studentUid: "404" }],
  [102, "editSchoolStudent", { ...EDIT, SID: "7654321" }],
  [100, "addCourseStudent", { ...ADD, identity: "3" }],
  [100, "addCourseStudent", { ...ADD, courseId: "" }],
  [102, "addCourseStudent", { ...ADD, safeKey: "0" }],
  [147, "addCourseStudent", { ...ADD, courseId: "404" }],
  [369, "addCourseStudent", { ...ADD, courseId: "3" }],
  [228, "addCourseStudent", { ...ADD, studentUid: "404" }],
  [163, "addCourseStudent", { ...ADD, studentUid: "1001001" }],
  [1, "addCourseStudent", ADD],
])("answers %i to %s with %o", async (errno, action, fields) => {
  await using simulator = await simulate({ school });
  expect(await ask(simulator, action, fields)).toBe(errno);
});

test("the nickname of an added student is their own, or the registered name if the switch is on", async () => {
  for (const [nicknameOnJoin, errno, nickname] of [
    ["own-name", 1, "User 7"],
    ["registered-name", 1, "Lin Ya"],
    ["fails", 841, "User 7"],
  ] as const) {
    await using simulator = await simulate({ school, choices: { nicknameOnJoin } });
    expect(await ask(simulator, "addCourseStudent", ADD)).toBe(errno);
    expect(simulator.world.courses.get("1")?.students.at(-1)).toMatchObject({ uid: "7", nickname });
  }
});

test("an auditor has the name that is given, and need not be a student of the institution", async () => {
  await using simulator = await simulate({ school });
  const auditor = { ...ADD, identity: "2", studentUid: "404", studentName: "A guest" };
  expect(await ask(simulator, "addCourseStudent", auditor)).toBe(1);
  expect(simulator.world.courses.get("1")?.students.at(-1)).toMatchObject({ registeredName: "A guest" });
  expect(await ask(simulator, "addCourseStudent", { ...auditor, identity: "1" })).toBe(228);
});

test("fields that no document lists are refused in strict mode", async () => {
  await using strict = await simulate({ school, choices: { requests: "strict" } });
  expect(await ask(strict, "editSchoolStudent", { ...EDIT, courseId: "1" })).toBe(100);
  expect(await ask(strict, "addCourseStudent", { ...ADD, studentName: "x" })).toBe(1);
});
