import { z } from "zod";
import { Problem } from "../problem.js";
import { courseIdText, headTeacher, parseCourse, uidText } from "../school.js";
import type { World, WorldCourse } from "../world.js";
import { COURSE_STATUS, courseAdded, type CourseChange, courseChanged } from "./course-messages.js";
import { event, type EventContext } from "./event.js";

const courseName = z.string().min(1).max(200);
/** ISO 8601 in UTC. Null: never. */
const expiresAt = z.iso.datetime().nullable();
const DEFAULT_TEACHER_UID = "1000001";

export const courseCreated = event({
  what: "A course is made.",
  input: z.strictObject({
    courseId: courseIdText,
    name: courseName.optional(),
    headTeacherName: headTeacher.shape.name.optional(),
    headTeacherUid: uidText.optional(),
    expiresAt: expiresAt.optional(),
  }),
  apply({ courseId, name = `Course ${courseId}`, headTeacherName, headTeacherUid, expiresAt }, context) {
    if (context.world.courses.has(courseId)) {
      throw new Problem(
        409,
        "The course was not made.",
        `There is a course ${courseId}.`,
        "Choose another id.",
      );
    }
    const course = parseCourse({
      id: courseId,
      name,
      ...(expiresAt !== undefined && { expiresAt }),
      ...(headTeacherName !== undefined && {
        headTeacher: { uid: headTeacherUid ?? DEFAULT_TEACHER_UID, name: headTeacherName },
      }),
    });
    context.world.courses.set(courseId, course);
    context.classin(courseAdded(source(context), course));
  },
});

export const courseRenamed = event({
  what: "A course gets another name.",
  input: z.strictObject({ courseId: courseIdText, name: courseName }),
  apply: ({ courseId, name }, context) => change(courseId, context, { name }),
});

export const courseInfoChanged = event({
  what: "A course gets another name, expiry or head teacher.",
  input: z.strictObject({
    courseId: courseIdText,
    name: courseName.optional(),
    expiresAt: expiresAt.optional(),
    headTeacher: headTeacher.optional(),
  }),
  apply({ courseId, ...given }, context) {
    if (Object.values(given).every((value) => value === undefined)) {
      throw new Problem(400, "Nothing changes.", "No field is given.", "Give a name or another field.");
    }
    change(courseId, context, given);
  },
});

export const courseEnded = event({
  what: "A course ends.",
  input: z.strictObject({ courseId: courseIdText }),
  apply: ({ courseId }, context) => change(courseId, context, { status: COURSE_STATUS.ended }),
});

export const courseDeleted = event({
  what: "A course is deleted.",
  input: z.strictObject({ courseId: courseIdText }),
  apply: ({ courseId }, context) => change(courseId, context, { status: COURSE_STATUS.deleted }),
});

export function findCourse(courseId: string, world: World): WorldCourse {
  const course = world.courses.get(courseId);
  if (course && course.institution === "own" && course.state !== "deleted") return course;
  throw new Problem(
    404,
    `There is no course ${courseId}.`,
    "It never existed, it was deleted, or it belongs to another institution.",
    "GET /school shows all courses.",
  );
}

export const source = ({ world, sid }: EventContext) => ({ clock: world.clock, sid });

function change(courseId: string, context: EventContext, what: CourseChange): void {
  const course = findCourse(courseId, context.world);
  if (what.name !== undefined) course.name = what.name;
  if (what.expiresAt !== undefined) course.expiresAt = what.expiresAt;
  if (what.headTeacher !== undefined) course.headTeacher = what.headTeacher;
  if (what.status !== undefined) course.state = what.status === COURSE_STATUS.ended ? "ended" : "deleted";
  context.classin(courseChanged(source(context), course, what));
}
