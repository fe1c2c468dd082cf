import type { WorldCourse } from "../world.js";
import {
  ADD,
  changeEvent,
  type ClassInEventSource,
  COURSE_TYPES,
  EDIT,
  NOT_STARTED,
  REMOVE,
  teacherInfo,
} from "./classin-change.js";
import type { ClassInEvent } from "./classin-message.js";

export const COURSE_STATUS = { ended: 3, deleted: 4 } as const;

const expiryTime = (expiresAt: string | null | undefined): number =>
  expiresAt ? Math.floor(Date.parse(expiresAt) / 1000) : 0;

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

const STUDENT_OPERATIONS = { added: ADD, removed: REMOVE, edited: EDIT } as const;

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
