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
/** The `opType` of messages. For courses there is no REMOVE: a deletion is an EDIT of the status. */
export const ADD = 1;
export const REMOVE = 2;
export const EDIT = 3;

export const COURSE_TYPES = { standard: 1, open: 2, "dual-teacher": 3 } as const;
/** The status of courses and lessons. 2 is running. */
export const NOT_STARTED = 1;

/** A change of a course or a lesson, in the order of the vendor's samples. */
export function changeEvent(
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

export const teacherInfo = ({ uid, name }: NonNullable<WorldCourse["headTeacher"]>) => ({
  teacherName: name,
  teacherUid: Number(uid),
  teacherNo: "",
});
