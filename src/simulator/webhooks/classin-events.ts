import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.js";
import type { WorldCourse } from "../world.js";
import { type ClassInEvent, messageId } from "./classin-message.js";

export interface ClassInEventSource {
  readonly clock: Clock;
  readonly sid: string;
}

/** The person whom messages name as operator. The school file has no staff. */
const OPERATOR_UID = 123456;
/** Console, client and the newer API. The older API is 6; samples show other numbers too. */
const OP_SOURCE = 3;
export const ADD = 1;
const EDIT = 3;

const COURSE_TYPES = { standard: 1, open: 2, "dual-teacher": 3 } as const;
const NOT_STARTED = 1;
export const COURSE_STATUS = { ended: 3, deleted: 4 } as const;

/** A change of a course or a lesson, in the order of the vendor's samples. */
function changeEvent(
  { clock, sid }: ClassInEventSource,
  change: { cmd: string; opType: number; courseId: string; lessonId?: number; opData: object },
): ClassInEvent {
  const { cmd, opType, courseId, lessonId, opData } = change;
  const now = clock.seconds();
  const [id, uuid] = [messageId(clock), randomUUID()];
  const course = Number(courseId);
  return {
    cmd,
    layout: (stamp) => ({
      ...(lessonId !== undefined && { ClassID: lessonId }),
      opType,
      opTime: now,
      UID: OPERATOR_UID,
      CourseId: course,
      ...stamp,
      Cmd: cmd,
      ...(lessonId !== undefined && { CourseID: course }),
      opData,
      SID: Number(sid),
      ActionTime: now,
      _id: id,
      opSource: OP_SOURCE,
      uuid,
    }),
  };
}

const expiryTime = (expiresAt: string | null | undefined): number =>
  expiresAt ? Math.floor(Date.parse(expiresAt) / 1000) : 0;

const teacherInfo = ({ uid, name }: NonNullable<WorldCourse["headTeacher"]>) => ({
  teacherName: name,
  teacherUid: Number(uid),
  teacherNo: "",
});

export const courseAdded = (source: ClassInEventSource, course: WorldCourse): ClassInEvent =>
  changeEvent(source, {
    cmd: "eeoCourseInfoChange",
    opType: ADD,
    courseId: course.id,
    opData: {
      category: "Primary",
      courseType: COURSE_TYPES[course.type],
      courseName: course.name,
      expiryTime: expiryTime(course.expiresAt),
      subjectId: 2,
      courseId: Number(course.id),
      courseStatus: NOT_STARTED,
      categoryId: 32385,
      ...(course.headTeacher && { mainTeacherInfo: teacherInfo(course.headTeacher) }),
    },
  });

/** The changed parts of a course. Only these are sent. */
export interface CourseChange {
  readonly name?: string | undefined;
  readonly status?: (typeof COURSE_STATUS)[keyof typeof COURSE_STATUS];
  readonly expiresAt?: string | null | undefined;
  readonly headTeacher?: WorldCourse["headTeacher"];
}

export const courseChanged = (
  source: ClassInEventSource,
  { id }: WorldCourse,
  { name, status, expiresAt, headTeacher }: CourseChange,
): ClassInEvent =>
  changeEvent(source, {
    cmd: "eeoCourseInfoChange",
    opType: EDIT,
    courseId: id,
    opData: {
      courseId: Number(id),
      ...(name !== undefined && { courseName: name }),
      ...(expiresAt !== undefined && { expiryTime: expiryTime(expiresAt) }),
      ...(status !== undefined && { courseStatus: status }),
      ...(headTeacher && { mainTeacherInfo: teacherInfo(headTeacher) }),
    },
  });

const STUDENT_OPERATIONS = { added: ADD, removed: 2, edited: EDIT } as const;

export const studentsChanged = (
  source: ClassInEventSource,
  course: WorldCourse,
  operation: keyof typeof STUDENT_OPERATIONS,
  students: readonly { readonly uid: string; readonly name: string }[],
): ClassInEvent =>
  changeEvent(source, {
    cmd: "eeoCourseStudentChange",
    opType: STUDENT_OPERATIONS[operation],
    courseId: course.id,
    opData: {
      courseId: Number(course.id),
      studentInfos: students.map(({ uid, name }) => ({
        studentNo: "",
        studentName: name,
        studentUid: Number(uid),
        labelInfos: [],
      })),
      courseName: course.name,
    },
  });

export interface Lesson {
  readonly id: number;
  readonly name: string;
  readonly beginsAt: string;
  readonly endsAt: string;
}

/** Teachers of lessons whose course has no head teacher. */
const LESSON_TEACHER = { uid: "5190814", name: "Tee" };

export const lessonAdded = (source: ClassInEventSource, course: WorldCourse, lesson: Lesson): ClassInEvent =>
  changeEvent(source, {
    cmd: "eeoClassInfoChange",
    opType: ADD,
    courseId: course.id,
    lessonId: lesson.id,
    opData: {
      classId: lesson.id,
      teacherInfo: teacherInfo(course.headTeacher ?? LESSON_TEACHER),
      seatNum: 9,
      isAutoOnstage: 1,
      courseId: Number(course.id),
      classType: COURSE_TYPES[course.type],
      className: lesson.name,
      courseName: course.name,
      classStatus: NOT_STARTED,
      labelInfos: [],
      assistantTeacherInfos: [],
      endTime: Math.floor(Date.parse(lesson.endsAt) / 1000),
      beginTime: Math.floor(Date.parse(lesson.beginsAt) / 1000),
      MainClassId: 0,
    },
  });

/** The message of the registration. It has no `_id`. */
export const registerTest = ({ sid }: ClassInEventSource): ClassInEvent => ({
  cmd: "Test",
  layout: (stamp) => ({
    SID: Number(sid),
    Cmd: "Test",
    Msg: "Register test.",
    ...("SafeKey" in stamp && { SafeKey: stamp.SafeKey, TimeStamp: stamp.TimeStamp }),
  }),
});

/** A user deleted their account. The documented message has no `_id`. */
export function accountCancelled({ clock, sid }: ClassInEventSource, uid: string): ClassInEvent {
  const now = clock.seconds();
  return {
    cmd: "AccountCancellation",
    layout: (stamp) => ({
      Cmd: "AccountCancellation",
      SID: Number(sid),
      UID: Number(uid),
      CancellationTime: now,
      AccountStatus: 255,
      ...stamp,
    }),
  };
}
