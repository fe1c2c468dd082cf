import { expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import { CLASSIN_PATH, classin, nowSeconds, safeKeyFields, simulate, sync } from "./support.js";

const without = (name: string) =>
  Object.fromEntries(Object.entries(safeKeyFields("561294")).filter(([field]) => field !== name));

test("answers a sync like the vendor's sample, and renames the students", async () => {
  await using simulator = await simulate();
  const response = await fetch(`${simulator.url}${CLASSIN_PATH}`, {
    method: "POST",
    body: new URLSearchParams(safeKeyFields("561294")),
  });
  expect(await response.text()).toBe('{"error_info":{"errno":1,"error":"程序正常执行"}}');
  const students = simulator.world.courses.get("561294")?.students ?? [];
  expect(students).toHaveLength(38);
  for (const student of students) expect(student.nickname).toBe(student.registeredName);
});

test("does not change the chat group's name cards, which are not ClassIn's", async () => {
  await using simulator = await simulate();
  await sync(simulator, "561294");
  const group = simulator.world.groups.get("course-561294");
  expect(group?.members.get("student_001")?.nameCard).toBe("🐱");
  expect(group?.members.get("student_002")?.nameCard).toBe("xX_dragon_Xx");
});

test.each([
  ["561295", 842],
  ["561296", 149],
  ["561297", 153],
  ["561298", 144],
  ["561299", 369],
  ["561300", 21323],
  ["561301", 843],
  ["561302", 153],
  ["999999", 147],
])("course %s of the demo school answers %i", async (courseId, errno) => {
  await using simulator = await simulate();
  expect(await sync(simulator, courseId)).toBe(errno);
});

test("renames all but the skipped students if it answers 842, and none if it answers 843 or 21323", async () => {
  await using simulator = await simulate();
  for (const courseId of ["561295", "561300", "561301"]) await sync(simulator, courseId);
  const renamed = (courseId: string) =>
    simulator.world.courses
      .get(courseId)
      ?.students.map(({ nickname, registeredName }) => nickname === registeredName);
  expect(renamed("561295")).toEqual([false, true, true, true]);
  expect(renamed("561300")).toEqual([false, false, false, false, false]);
  expect(renamed("561301")).not.toContain(true);
});

test("counts a deleted student as skipped unless configured otherwise", async () => {
  const school = aSchool({
    courses: [aCourse({ id: "7", students: [{}, { uid: "2", inInstitution: false }] })],
  });
  await using lenient = await simulate({ school });
  await using strict = await simulate({ school, choices: { deletedStudent: "fails-the-call" } });
  expect(await sync(lenient, "7")).toBe(842);
  expect(await sync(strict, "7")).toBe(21323);
});

test("a sync of an empty course succeeds", async () => {
  await using simulator = await simulate({
    school: aSchool({ courses: [aCourse({ id: "7", students: 0 })] }),
  });
  expect(await sync(simulator, "7")).toBe(1);
});

test("writes errno as a string if so configured, like some of the vendor's samples", async () => {
  await using simulator = await simulate({ choices: { errnoAs: "string" } });
  expect(await sync(simulator, "561294")).toBe("1");
});

test.each([
  ["testSecret01", 1700000000, "0fbc3688e1bf369b744bc0c7485bd76b"],
  ["Mb7SR6H", 1484719085, "d00e77997471d26fb068b01dccb2fd3a"],
])("accepts the known safeKey of secret %s", async (secret, seconds, safeKey) => {
  await using simulator = await simulate({
    accounts: { classin: { sid: "1234567", secret } },
    now: () => new Date(seconds * 1000),
  });
  const fields = { SID: "1234567", safeKey, timeStamp: String(seconds), courseId: "561294" };
  expect(await classin(simulator, fields)).toMatchObject({ errno: 1 });
  expect(await classin(simulator, { ...fields, safeKey: safeKey.toUpperCase() })).toMatchObject({
    errno: 102,
  });
});

test.each([
  [-1200, 1],
  [-1201, 102],
  [1200, 1],
  [1201, 102],
])("a timeStamp %i seconds from now gives %i", async (offset, errno) => {
  await using simulator = await simulate();
  expect(await classin(simulator, safeKeyFields("561294", nowSeconds + offset))).toMatchObject({ errno });
});

test("checks a timeStamp by the vendor's clock, which may be wrong", async () => {
  await using simulator = await simulate();
  simulator.world.clock.skewMs = 21 * 60 * 1000;
  expect(await sync(simulator, "561294")).toBe(102);
});

test.each([
  ["a wrong secret", safeKeyFields("561294", nowSeconds, "guessed")],
  ["another school's SID", { ...safeKeyFields("561294"), SID: "7654321" }],
  ["milliseconds", safeKeyFields("561294", nowSeconds * 1000)],
  ["a key for another time", { ...safeKeyFields("561294"), timeStamp: String(nowSeconds + 1) }],
])("refuses %s with 102", async (_, fields) => {
  await using simulator = await simulate();
  expect(await classin(simulator, fields)).toMatchObject({ errno: 102 });
  expect(simulator.world.courses.get("561294")?.students[0]?.nickname).toBe("🐱");
});

test.each([
  ["a field is missing", without("courseId")],
  ["a field is empty", safeKeyFields("")],
  ["a name is spelled in another case", { ...without("safeKey"), safekey: safeKeyFields("561294").safeKey }],
  ["the course is not a number", safeKeyFields("abc")],
  ["the body is JSON", JSON.stringify(safeKeyFields("561294"))],
])("answers 100 when %s", async (_, fields) => {
  await using simulator = await simulate();
  expect(await classin(simulator, fields as Record<string, string>)).toMatchObject({ errno: 100 });
});

test("checks the form before the signature", async () => {
  await using simulator = await simulate();
  const { courseId: _, ...incomplete } = safeKeyFields("561294", nowSeconds, "guessed");
  expect(await classin(simulator, incomplete)).toMatchObject({ errno: 100 });
});

test("requires the action in the query", async () => {
  await using simulator = await simulate();
  const path = "/partner/api/course.api.php";
  const fields = safeKeyFields("561294");
  const action = "modifyGroupMemberNickname";
  expect(await classin(simulator, { ...fields, action }, path)).toMatchObject({ errno: 100 });
  expect(await classin(simulator, fields, `${path}?action=`)).toMatchObject({ errno: 100 });
  const twice = `${CLASSIN_PATH}&action=${action}`;
  expect(await classin(simulator, fields, twice)).toMatchObject({ errno: 100 });
});

test("answers 102 for an interface that is offline, and 100 unless the method is POST", async () => {
  await using simulator = await simulate();
  const offline = "/partner/api/course.api.php?action=getStudentList";
  expect(await classin(simulator, safeKeyFields("561294"), offline)).toMatchObject({ errno: 102 });
  const response = await fetch(
    `${simulator.url}${CLASSIN_PATH}&${new URLSearchParams(safeKeyFields("561294")).toString()}`,
  );
  expect(await response.json()).toMatchObject({ error_info: { errno: 100 } });
});

test("reads a multipart form, as the vendor's own SDK sends it", async () => {
  await using simulator = await simulate();
  const form = new FormData();
  for (const [name, value] of Object.entries(safeKeyFields("561294"))) form.set(name, value);
  expect(await classin(simulator, form)).toMatchObject({ errno: 1 });
  form.append("courseId", "561294");
  expect(await classin(simulator, form)).toMatchObject({ errno: 100 });
});

test("answers a wrong path with the valid ones", async () => {
  await using simulator = await simulate();
  const response = await fetch(`${simulator.url}/api/graphql`, { method: "POST", body: "{}" });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ todo: expect.stringContaining("base URL") });
});

test("a link into a lesson needs a good signature, and no lesson exists", async () => {
  await using simulator = await simulate();
  const path = CLASSIN_PATH.replace("modifyGroupMemberNickname", "getLoginLinked");
  const link = async (courseId: string, secret?: string) => {
    const fields = { ...safeKeyFields(courseId, nowSeconds, secret), uid: "1", classId: "1" };
    return (await classin(simulator, fields, path)).errno;
  };
  expect(await link("1")).toBe(144);
  expect(await link("561294")).toBe(142);
  expect(await link("1", "another-secret")).toBe(102);
});
