import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { aCourse, aSchool } from "../../src/simulator/builders.js";
import type { WebhookOptions } from "../../src/simulator/simulator.js";
import { FakeClock } from "../support/fake-clock.js";
import { nowSeconds, sync, until } from "./support.js";
import {
  ACKNOWLEDGED,
  acknowledge,
  answering,
  connected,
  type Received,
  stayingSilent,
} from "./webhook-receiver.js";

const courseId = "561294";
const school = () => aSchool({ courses: [aCourse({ id: courseId, name: "Algebra", students: 2 })] });
const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const keysOf = (text: string | undefined) => Object.keys(JSON.parse(text ?? "{}"));

const redirecting = ({ response }: Received) => {
  response.writeHead(302, { location: "/classin" }).end(JSON.stringify(ACKNOWLEDGED));
};

/** A simulator whose time the test moves. */
const timed = (clock: FakeClock, webhooks: WebhookOptions = {}) =>
  connected({
    school: school(),
    now: () => clock.now(),
    webhooks: { after: clock.after.bind(clock), ...webhooks },
  });

test("the test message, as documented", async () => {
  const clock = new FakeClock(new Date(1_700_000_000_000));
  await using at = await timed(clock, { classinSecret: "testSecret01" });
  at.webhooks.sendTest();
  await at.webhooks.settled();
  const [received] = at.receiver.received;
  expect(received).toMatchObject({
    path: "/classin",
    query: "",
    headers: { "content-type": "application/json", origin: "http://www.eeo.cn" },
    text: '{"SID":1234567,"Cmd":"Test","Msg":"Register test.","SafeKey":"0ede0b426b3f97ba408c87a2e131b8d7","TimeStamp":1700000600}',
  });
});

test("a new course, as documented", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.makeCourse({
    courseId: "24071593",
    name: "Maths A",
    headTeacherName: "Ms. Tee",
    expiresAt: "2027-01-31T00:00:00Z",
  });
  await at.webhooks.settled();
  const [received] = at.receiver.received;
  expect(keysOf(received?.text)).toEqual([
    "opType",
    "opTime",
    "UID",
    "CourseId",
    "TimeStamp",
    "SafeKey",
    "Cmd",
    "opData",
    "SID",
    "ActionTime",
    "_id",
    "opSource",
    "uuid",
  ]);
  const TimeStamp = nowSeconds + 600;
  expect(received?.body).toEqual({
    opType: 1,
    opTime: nowSeconds,
    UID: 123456,
    CourseId: 24071593,
    TimeStamp,
    SafeKey: md5(`simulator-classin-secret${TimeStamp}`),
    Cmd: "eeoCourseInfoChange",
    opData: {
      category: "Primary",
      courseType: 1,
      courseName: "Maths A",
      expiryTime: Date.parse("2027-01-31T00:00:00Z") / 1000,
      subjectId: 2,
      courseId: 24071593,
      courseStatus: 1,
      categoryId: 32385,
      mainTeacherInfo: { teacherName: "Ms. Tee", teacherUid: 1000001, teacherNo: "" },
    },
    SID: 1234567,
    ActionTime: nowSeconds,
    _id: expect.stringMatching(new RegExp(`^${nowSeconds.toString(16)}[0-9a-f]{16}$`)),
    opSource: 3,
    uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(await sync(at.simulator, "24071593")).toBe(1);
});

test("changes of a course name only what changed", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.renameCourse({ courseId, name: "Maths B" });
  at.webhooks.changeCourse({ courseId, expiresAt: null, headTeacher: { uid: "77", name: "Tee" } });
  at.webhooks.endCourse({ courseId });
  at.webhooks.deleteCourse({ courseId });
  await at.webhooks.settled();
  const course = Number(courseId);
  const mainTeacherInfo = { teacherName: "Tee", teacherUid: 77, teacherNo: "" };
  expect(at.receiver.bodies().map(({ Cmd, opType, opData }) => ({ Cmd, opType, opData }))).toEqual(
    [
      { courseId: course, courseName: "Maths B" },
      { courseId: course, expiryTime: 0, mainTeacherInfo },
      { courseId: course, courseStatus: 3 },
      { courseId: course, courseStatus: 4 },
    ].map((opData) => ({ Cmd: "eeoCourseInfoChange", opType: 3, opData })),
  );
  expect(new Set(at.receiver.bodies().map(({ _id }) => _id)).size).toBe(4);
});

test("an ended, a deleted and an expired course answer a sync accordingly", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.changeCourse({ courseId, expiresAt: "2026-09-03T07:59:59Z" });
  expect(await sync(at.simulator, courseId)).toBe(153);
  at.webhooks.deleteCourse({ courseId });
  expect(await sync(at.simulator, courseId)).toBe(149);
  expect(() => at.webhooks.renameCourse({ courseId, name: "x" })).toThrow(`no course ${courseId}`);
});

test("students who join, get another name and leave", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.addStudents({ courseId, students: [{ uid: "1002001", name: "Bea" }, { uid: "1002002" }] });
  at.webhooks.editStudents({ courseId, students: [{ uid: "1002001", name: "Beatrice" }] });
  at.webhooks.removeStudents({ courseId, students: ["1002001", "1002002"] });
  await at.webhooks.settled();
  const info = (studentUid: number, studentName: string) => ({
    studentNo: "",
    studentName,
    studentUid,
    labelInfos: [],
  });
  expect(at.receiver.bodies().map(({ Cmd, opType, opData }) => ({ Cmd, opType, opData }))).toEqual(
    [
      { opType: 1, studentInfos: [info(1002001, "Bea"), info(1002002, "Student 1002002")] },
      { opType: 3, studentInfos: [info(1002001, "Beatrice")] },
      { opType: 2, studentInfos: [info(1002001, "Beatrice"), info(1002002, "Student 1002002")] },
    ].map(({ opType, studentInfos }) => ({
      Cmd: "eeoCourseStudentChange",
      opType,
      opData: { courseId: Number(courseId), studentInfos, courseName: "Algebra" },
    })),
  );
  const students = at.simulator.world.courses.get(courseId)?.students;
  expect(students?.map(({ uid }) => uid)).toEqual(["1001001", "1001002"]);
});

test("names of students can be masked phone numbers, as in the vendor's sample", async () => {
  const webhooks: WebhookOptions = { classin: { studentNames: "masked-phone" } };
  await using at = await connected({ school: school(), webhooks });
  at.webhooks.addStudents({ courseId, students: [{ uid: "1002001", name: "Bea" }, { uid: "7" }] });
  await at.webhooks.settled();
  expect(at.receiver.bodies()[0].opData.studentInfos.map((info: any) => info.studentName)).toEqual([
    "138****2001",
    "138****0007",
  ]);
});

test("a lesson, as documented", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.addLesson({
    courseId,
    lessonId: 662391,
    name: "Lesson 1",
    beginsAt: "2026-09-04T08:00:00Z",
    endsAt: "2026-09-04T09:00:00Z",
  });
  await at.webhooks.settled();
  const [received] = at.receiver.received;
  expect(keysOf(received?.text)).toEqual([
    "ClassID",
    "opType",
    "opTime",
    "UID",
    "CourseId",
    "TimeStamp",
    "SafeKey",
    "Cmd",
    "CourseID",
    "opData",
    "SID",
    "ActionTime",
    "_id",
    "opSource",
    "uuid",
  ]);
  expect(received?.body).toMatchObject({
    Cmd: "eeoClassInfoChange",
    opType: 1,
    ClassID: 662391,
    CourseID: 561294,
    opData: { classId: 662391, className: "Lesson 1", courseName: "Algebra", classStatus: 1 },
  });
});

test("a cancelled account has no _id", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.cancelAccount({ uid: "100191" });
  await at.webhooks.settled();
  const TimeStamp = nowSeconds + 600;
  expect(at.receiver.bodies()).toEqual([
    {
      Cmd: "AccountCancellation",
      SID: 1234567,
      UID: 100191,
      CancellationTime: nowSeconds,
      AccountStatus: 255,
      TimeStamp,
      SafeKey: md5(`simulator-classin-secret${TimeStamp}`),
    },
  ]);
});

test.each([
  ["errno 0", answering(200, { error_info: { errno: 0 } })],
  ["errno as text", answering(200, { error_info: { errno: "1" } })],
  ["other JSON", answering(200, { errno: 1 })],
  ["no JSON", answering(200, "success")],
  ["status 500", answering(500, ACKNOWLEDGED)],
  ["a redirect", redirecting],
])("repeats the same message every 10 s after %s, and sends the next only after it", async (_, how) => {
  const clock = new FakeClock();
  await using at = await timed(clock);
  at.receiver.answers(how);
  at.webhooks.renameCourse({ courseId, name: "first" });
  at.webhooks.renameCourse({ courseId, name: "second" });
  for (let sent = 1; sent <= 4; sent += 1) {
    await at.receiver.has(sent);
    await until(() => at.webhooks.status().classin.inFlight === 0);
    expect(at.webhooks.status().classin).toMatchObject({ queued: 2, acknowledged: 0 });
    if (sent === 4) at.receiver.answers(acknowledge);
    await clock.advance(9999);
    expect(at.receiver.received).toHaveLength(sent);
    await clock.advance(1);
  }
  await at.webhooks.settled();
  const texts = at.receiver.received.map(({ text }) => text);
  expect(texts).toHaveLength(6);
  // A repeat has the same bytes, so also `_id` and `TimeStamp`.
  expect(new Set(texts.slice(0, 5)).size).toBe(1);
  expect(at.receiver.bodies()[5].opData.courseName).toBe("second");
  expect(at.webhooks.status().classin).toMatchObject({ sent: 6, repeated: 4, acknowledged: 2 });
});

test("waits 10 s for the answer", async () => {
  const clock = new FakeClock();
  await using at = await timed(clock);
  at.receiver.answers(stayingSilent);
  at.webhooks.endCourse({ courseId });
  await at.receiver.has(1);
  await clock.advance(9999);
  expect(at.webhooks.status().classin.inFlight).toBe(1);
  at.receiver.answers(acknowledge);
  await clock.advance(1);
  await until(() => at.webhooks.status().classin.queued === 1);
  await clock.advance(10_000);
  await at.webhooks.settled();
  expect(at.receiver.received).toHaveLength(2);
});

test("a repeat has a new TimeStamp if told so, and the same _id", async () => {
  const clock = new FakeClock(new Date(1_700_000_000_000));
  await using at = await timed(clock, { classin: { newTimeStampOnRepeat: true, repeatMs: 600_000 } });
  at.receiver.answers(answering(503, ""));
  at.webhooks.endCourse({ courseId });
  await at.receiver.has(1);
  await until(() => at.webhooks.status().classin.inFlight === 0);
  at.receiver.answers(acknowledge);
  await clock.advance(600_000);
  await at.webhooks.settled();
  const [first, second] = at.receiver.bodies();
  expect([first.TimeStamp, second.TimeStamp]).toEqual([1_700_000_600, 1_700_001_200]);
  expect(second.SafeKey).toBe(md5("simulator-classin-secret1700001200"));
  expect(second._id).toBe(first._id);
});

test("bare messages have neither SafeKey nor TimeStamp", async () => {
  await using at = await connected({ school: school(), webhooks: { classin: { bareMessages: true } } });
  at.webhooks.endCourse({ courseId });
  at.webhooks.sendTest();
  await at.webhooks.settled();
  for (const body of at.receiver.bodies()) {
    expect(body).not.toHaveProperty("SafeKey");
    expect(body).not.toHaveProperty("TimeStamp");
  }
  expect(at.receiver.received).toHaveLength(2);
});

test("an unsigned message has no stamp, and a forged one has a wrong SafeKey", async () => {
  await using at = await connected({ school: school() });
  at.webhooks.renameCourse({ courseId, name: "a", unsigned: true });
  at.webhooks.renameCourse({ courseId, name: "b", forged: true });
  await at.webhooks.settled();
  const [unsigned, forged] = at.receiver.bodies();
  expect(unsigned).not.toHaveProperty("SafeKey");
  expect(unsigned).not.toHaveProperty("TimeStamp");
  expect(forged.SafeKey).toMatch(/^[0-9a-f]{32}$/);
  expect(forged.SafeKey).not.toBe(md5(`simulator-classin-secret${forged.TimeStamp}`));
});
