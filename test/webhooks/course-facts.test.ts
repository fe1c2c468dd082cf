import fc from "fast-check";
import { expect, test } from "vitest";
import { PATIENTLY } from "../support/patiently.js";
import { ACKNOWLEDGED, emptyStore, signed, startWebhooks } from "../support/webhooks.js";

type Webhooks = Awaited<ReturnType<typeof startWebhooks>>;

let count = 0;
/** Each with an id of its own. */
const change = (opTime: number, opData: object, more: object = {}) =>
  signed({
    Cmd: "eeoCourseInfoChange",
    opType: 3,
    opTime,
    CourseId: 7,
    opData: { courseId: 7, ...opData },
    _id: `change-${(count += 1)}`,
    ...more,
  });

const settled = async (webhooks: Webhooks): Promise<void> => {
  await expect
    .poll(
      () =>
        webhooks.store.rows("select number from webhook_messages where processed_at is null and verified"),
      PATIENTLY,
    )
    .toEqual([]);
};
const facts = async (webhooks: Webhooks) => {
  const [row] = await webhooks.store.rows<Record<string, unknown>>("select * from course_facts");
  return row;
};
const T = 1700000000;
const time = (seconds: number) => new Date(seconds * 1000);

test("a course's facts are those of its messages, each as new as the last that named it", async () => {
  await using webhooks = await startWebhooks();
  await webhooks.classin(
    change(T, {
      courseName: "Maths A",
      courseStatus: 1,
      expiryTime: T + 1_000,
      mainTeacherInfo: { teacherName: "Tee", teacherUid: 1 },
    }),
  );
  await webhooks.classin(change(T + 5, { courseName: "Maths B" }));
  await webhooks.classin(change(T + 9, { courseStatus: 3, expiryTime: 0 }));
  await settled(webhooks);
  expect(await facts(webhooks)).toMatchObject({
    course_id: "7",
    as_of: time(T + 9),
    name: "Maths B",
    name_at: time(T + 5),
    status: "ENDED",
    status_at: time(T + 9),
    expires_at: null,
    expires_at_at: time(T + 9),
    head_teacher_name: "Tee",
    head_teacher_name_at: time(T),
  });
  expect(webhooks.announced.filter(({ kind }) => kind === "course-changed")).toHaveLength(3);
});

test("messages in any order leave the same facts", async () => {
  const store = await emptyStore();
  const messages = fc.array(
    fc.record({
      name: fc.option(fc.constantFrom("A", "B", "C")),
      status: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(
      messages.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
      ),
      async ([list, order]) => {
        await using webhooks = await startWebhooks();
        for (const index of order) {
          const { name, status } = list[index] ?? { name: null, status: null };
          const answer = await webhooks.classin(
            change(T + index, {
              ...(name !== null && { courseName: name }),
              ...(status !== null && { courseStatus: status }),
            }),
          );
          expect(answer.text).toBe(ACKNOWLEDGED);
        }
        await settled(webhooks);
        const last = <Key extends "name" | "status">(key: Key) =>
          list.findLast((one) => one[key] !== null)?.[key] ?? null;
        const status = last("status");
        expect(await facts(webhooks)).toMatchObject({
          name: last("name"),
          status: status === null ? null : ["NOT_STARTED", "RUNNING", "ENDED", "DELETED"][status - 1],
          as_of: time(T + list.length - 1),
        });
      },
    ),
    { numRuns: 8 },
  );
  expect(store).toBeDefined();
});

test("students join and leave; a late message does not bring one back", async () => {
  await using webhooks = await startWebhooks();
  const students = (opType: number, opTime: number, ...infos: object[]) =>
    change(opTime, { courseName: "Maths A", studentInfos: infos }, { Cmd: "eeoCourseStudentChange", opType });
  const bea = { studentUid: 1001001, studentName: "Bea", studentNo: "S1" };
  const cy = { studentUid: "1001002", studentName: "Cy" };
  await webhooks.classin(students(1, T, bea, cy, { studentUid: "x" }, null as never));
  await webhooks.classin(students(2, T + 9, { studentUid: 1001002 }));
  await webhooks.classin(students(1, T + 5, cy));
  await webhooks.classin(students(3, T + 6, { studentUid: 1001001, studentName: "Bea B" }));
  await settled(webhooks);
  const rows = await webhooks.store.rows("select * from course_students order by student_uid");
  expect(rows).toEqual([
    {
      course_id: "7",
      student_uid: "1001001",
      is_in: true,
      name: "Bea B",
      student_no: "S1",
      as_of: time(T + 6),
    },
    {
      course_id: "7",
      student_uid: "1001002",
      is_in: false,
      name: "Cy",
      student_no: null,
      as_of: time(T + 9),
    },
  ]);
});

test("a time far ahead does not outrank later messages", async () => {
  await using webhooks = await startWebhooks();
  await webhooks.classin(change(253_402_300_000, { courseName: "Wrong" }));
  await webhooks.classin(change(Math.floor(Date.now() / 1000) + 600, { courseName: "Right" }));
  await settled(webhooks);
  expect(await facts(webhooks)).toMatchObject({ name: "Right" });
});

test.each([
  { courseName: { odd: true }, courseStatus: "?", expiryTime: -1, mainTeacherInfo: [] },
  { courseName: "a\0b", courseStatus: 9, expiryTime: "never", mainTeacherInfo: { teacherName: null } },
  { courseName: "", courseStatus: null },
])("odd details %# cost only themselves", async (odd) => {
  await using webhooks = await startWebhooks();
  await webhooks.classin(change(T, odd));
  await settled(webhooks);
  expect(await facts(webhooks)).toMatchObject({ course_id: "7", name: null, status: null, expires_at: null });
});

test("messages about other things leave no facts", async () => {
  await using webhooks = await startWebhooks();
  await webhooks.classin(signed({ Cmd: "Attendance", CourseID: 7, CourseName: "Maths A", ActionTime: T }));
  await webhooks.classin(change(T, { courseId: "0x7" }, { CourseId: "1e3" }));
  await settled(webhooks);
  expect(await facts(webhooks)).toBeUndefined();
});
