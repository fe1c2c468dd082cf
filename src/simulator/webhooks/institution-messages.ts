import type { WorldCourse } from "../world.js";
import {
  ADD,
  changeEvent,
  type ClassInEventSource,
  COURSE_TYPES,
  NOT_STARTED,
  teacherInfo,
} from "./classin-change.js";
import type { ClassInEvent } from "./classin-message.js";

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
