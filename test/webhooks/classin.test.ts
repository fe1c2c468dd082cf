import { expect, test } from "vitest";
import { StoreUnavailable } from "../../src/store/sql.js";
import { FakeClock } from "../support/fake-clock.js";
import { PATIENTLY } from "../support/patiently.js";
import { ACKNOWLEDGED, signed, startWebhooks } from "../support/webhooks.js";

const COURSE_ADDED = {
  opType: 1,
  opTime: 1700000000,
  UID: 123456,
  CourseId: 24071593,
  TimeStamp: 1700000600,
  SafeKey: "0ede0b426b3f97ba408c87a2e131b8d7",
  Cmd: "eeoCourseInfoChange",
  opData: {
    category: "Primary",
    courseType: 1,
    courseName: "Maths A",
    expiryTime: 0,
    subjectId: 2,
    courseId: 24071593,
    courseStatus: 1,
    categoryId: 32385,
  },
  SID: 1234567,
  ActionTime: 1700000000,
  _id: "6553f100a9f6c04afffb1027",
  opSource: 6,
  uuid: "4a5f150c-0a86-11ee-8613-2a5156a9cd6f",
};
const STUDENTS_ADDED = {
  opType: 1,
  opTime: 1700000000,
  UID: 123456,
  CourseId: 24071593,
  Cmd: "eeoCourseStudentChange",
  opData: {
    courseId: 24071593,
    studentInfos: [
      {
        studentNo: "",
        studentName: "138****0001",
        studentUid: 1001001,
        labelInfos: [{ labelName: "Batch 1", labelId: 23161 }],
      },
    ],
    courseName: "Maths A",
  },
  ActionTime: 1700000000,
  _id: "6553f1008a7f760cde589922",
  opSource: 4,
  uuid: "4344133e-5d82-700b-2ead-98c92c0f00ae",
};
const LESSON_ADDED = {
  ClassID: 662391,
  opType: 1,
  opTime: 1700000000,
  CourseId: 24071593,
  Cmd: "eeoClassInfoChange",
  CourseID: 24071593,
  opData: {
    classId: 662391,
    courseId: 24071593,
    className: "Lesson 1",
    courseName: "Maths A",
    classStatus: 1,
  },
  ActionTime: 1700000000,
  _id: "6553f100a9f6c04afffb1032",
};
const LESSON_STUDENT_ADDED = {
  ClassID: 662391,
  opType: 1,
  opTime: 1700000000,
  CourseId: 24071593,
  Cmd: "eeoClassStudentChange",
  CourseID: 24071593,
  opData: {
    courseId: 24071593,
    classId: 662391,
    className: "Lesson 1",
    studentInfos: [{ studentNo: "", studentName: "Bea", studentUid: 1001002, labelInfos: [] }],
  },
  ActionTime: 1700000000,
  _id: "6553f1008a7f760cde589926",
};

test.each([
  [COURSE_ADDED, "course:24071593"],
  [signed(STUDENTS_ADDED), "course:24071593"],
  [signed(LESSON_ADDED), "course:24071593"],
  [signed(LESSON_STUDENT_ADDED), "course:24071593"],
  [signed({ Cmd: "Test", Msg: "Register test." }), "classin"],
  [
    signed({ Cmd: "AccountCancellation", UID: 100191, CancellationTime: 1700000000, AccountStatus: 255 }),
    "classin",
  ],
  [
    signed({ Cmd: "ReplacePhoneNumber", UID: 100191, ReplaceTime: 1700000000, Telephone: 13800000001 }),
    "classin",
  ],
  [
    signed({
      Cmd: "setSubAccount",
      UID: 100191,
      RemarkName: "Ann",
      PermissionList: "1,3,3_1,4,5",
      SetTime: 1700000000,
    }),
    "classin",
  ],
  [signed({ Cmd: "UserCheck", UID: 100191, ActionTime: 1700000000, Data: { InfoSource: 3 } }), "classin"],
  [
    signed({ Cmd: "Attendance", CourseID: 24071593, ActionTime: 1700000000, Data: [null] }),
    "course:24071593",
  ],
  [
    signed({ Cmd: 67371107, CourseID: "24071593", NickName: "Bea", ActionTime: 1700000000 }),
    "course:24071593",
  ],
  [signed({ Cmd: "SomethingNew", a: { b: [1, { c: null }] } }), "classin"],
])("message %# is acknowledged when it is stored, without its credentials", async (message, topic) => {
  await using webhooks = await startWebhooks();
  const { TimeStamp, SafeKey, ...rest } = message;
  const answer = await webhooks.classin(message);
  expect(answer).toMatchObject({ status: 200, text: ACKNOWLEDGED });
  expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
  const [stored, ...others] = await webhooks.messages();
  expect(others).toEqual([]);
  expect(stored).toMatchObject({ vendor: "classin", verified: true, command: String(message.Cmd), topic });
  expect(JSON.parse(stored?.body ?? "")).toEqual(rest);
  expect(stored?.body).not.toContain(SafeKey);
  expect(stored?.body).not.toContain(String(TimeStamp));
  await expect.poll(async () => (await webhooks.messages())[0]?.processed_at, PATIENTLY).not.toBeNull();
});

test("a repeat is acknowledged and not stored again, with an id or without, also with a new time stamp", async () => {
  await using webhooks = await startWebhooks();
  const bare = { Cmd: "AccountCancellation", UID: 100191, CancellationTime: 1700000000 };
  for (const message of [STUDENTS_ADDED, bare]) {
    for (const timeStamp of [1700000600, 1700000600, 1700000610]) {
      expect(await webhooks.classin(signed(message, timeStamp))).toMatchObject({ text: ACKNOWLEDGED });
    }
  }
  expect(await webhooks.messages()).toHaveLength(2);
  expect(webhooks.noted.filter((note) => note === "classin duplicate")).toHaveLength(4);
});

test("repeats that arrive together are stored once", async () => {
  await using webhooks = await startWebhooks();
  await Promise.all(Array.from({ length: 20 }, () => webhooks.classin(COURSE_ADDED)));
  expect(await webhooks.messages()).toHaveLength(1);
});

test.each([
  ["without a SafeKey", { ...COURSE_ADDED, SafeKey: undefined }],
  ["without either", { ...COURSE_ADDED, SafeKey: undefined, TimeStamp: undefined }],
  ["with a wrong SafeKey", { ...COURSE_ADDED, SafeKey: "0ede0b426b3f97ba408c87a2e131b8d8" }],
  ["with a short SafeKey", { ...COURSE_ADDED, SafeKey: "0ede" }],
  ["with a SafeKey that is no text", { ...COURSE_ADDED, SafeKey: 12 }],
  ["with another time stamp", { ...COURSE_ADDED, TimeStamp: 1700000601 }],
  ["of another school", { ...COURSE_ADDED, SID: 7654321 }],
  ["without a school", { ...COURSE_ADDED, SID: undefined }],
  ["that another secret signed", signed(STUDENTS_ADDED, 1700000600, "testSecret02")],
])("a message %s is acknowledged, kept apart and never acted on", async (_what, message) => {
  await using webhooks = await startWebhooks();
  expect(await webhooks.classin(message)).toMatchObject({ status: 200, text: ACKNOWLEDGED });
  expect(await webhooks.messages()).toMatchObject([{ verified: false, processed_at: null, course_id: null }]);
  // It does not take the place of the true message with the same id.
  await webhooks.classin(COURSE_ADDED);
  await expect
    .poll(() => webhooks.messages(), PATIENTLY)
    .toMatchObject([
      { verified: false, processed_at: null },
      { verified: true, processed_at: expect.any(Date) },
    ]);
  expect(await webhooks.store.rows("select course_id from course_facts")).toEqual([
    { course_id: "24071593" },
  ]);
});

test.each([
  ["", ""],
  ["no JSON", "no JSON"],
  ["a list", "[1,2]"],
  ["half a message", '{"SID":1234567,"SafeKey":"0ede0b426b3f97ba408c87a2e131b8d7","TimeStamp":17000'],
  ["deep nesting", "[".repeat(200_000)],
  ["bytes that are no UTF-8", Buffer.from([0xff, 0xfe, 0x00, 0x01])],
  ["an escaped NUL", '{"Cmd":"a\\u0000b","_id":"a\\u0000"}'],
])("%s is acknowledged, since a refusal would block the school's queue", async (_what, body) => {
  await using webhooks = await startWebhooks();
  expect(await webhooks.post("/classin", body)).toMatchObject({ status: 200, text: ACKNOWLEDGED });
  const stored = await webhooks.messages();
  expect(stored).toMatchObject([{ verified: false }]);
  expect(stored[0]?.body).not.toContain("0ede0b42");
});

test("any media type is read, and none", async () => {
  await using webhooks = await startWebhooks();
  for (const type of [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "nonsense",
    undefined,
  ]) {
    const message = signed({ ...STUDENTS_ADDED, _id: `6553f1008a7f760cde58${String(type).length}` });
    const headers = type === undefined ? {} : { "content-type": type };
    const answer = await webhooks.post("/classin", JSON.stringify(message), headers);
    expect({ type, ...answer }).toMatchObject({ status: 200, text: ACKNOWLEDGED });
  }
  expect((await webhooks.messages()).map(({ verified }) => verified)).toEqual([true, true, true, true, true]);
});

test("a message is not acknowledged while the store is unavailable, and stored when it is sent again", async () => {
  await using webhooks = await startWebhooks();
  const { store } = webhooks;
  webhooks.state.store = new StoreUnavailable("away");
  const refused = await webhooks.classin(COURSE_ADDED);
  expect(refused.status).toBe(503);
  expect(JSON.parse(refused.text)).toMatchObject({ error_info: { errno: 0 } });
  webhooks.state.store = store;
  expect(await webhooks.classin(COURSE_ADDED)).toMatchObject({ status: 200, text: ACKNOWLEDGED });
  expect(await webhooks.messages()).toHaveLength(1);
});

test("a message is not acknowledged if the store does not answer in time", async () => {
  const clock = new FakeClock();
  await using webhooks = await startWebhooks({ clock });
  const { store } = webhooks;
  let answer: (opened: typeof store) => void = () => undefined;
  webhooks.state.store = new Promise((resolve) => (answer = resolve));
  let status = 0;
  void webhooks.classin(COURSE_ADDED).then((answered) => (status = answered.status));
  await expect
    .poll(async () => {
      await clock.advance(1_000);
      return status;
    }, PATIENTLY)
    .toBe(503);
  answer(store);
  expect(await webhooks.classin(COURSE_ADDED)).toMatchObject({ status: 200, text: ACKNOWLEDGED });
  expect(await webhooks.messages()).toHaveLength(1);
});

test("a body that is too large is refused and not stored", async () => {
  await using webhooks = await startWebhooks();
  const answer = await webhooks.classin(signed({ Cmd: "End", Data: "x".repeat(2 * 1024 * 1024) }));
  expect(answer.status).toBe(413);
  expect(await webhooks.messages()).toEqual([]);
  expect(webhooks.noted).toContain("classin oversized");
  expect(await webhooks.classin(signed({ Cmd: "End", Data: "x".repeat(1024 * 1024) }))).toMatchObject({
    text: ACKNOWLEDGED,
  });
});

test("other methods and paths are refused", async () => {
  await using webhooks = await startWebhooks();
  const get = await fetch(`${webhooks.url}/classin`);
  expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  expect((await webhooks.post("/other", "{}")).status).toBe(404);
  expect(await webhooks.messages()).toEqual([]);
});
