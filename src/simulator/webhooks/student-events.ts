import { z } from "zod";
import { Problem } from "../problem.js";
import { courseIdText, registeredNameText, type Student, uidText } from "../school.js";
import type { WorldCourse } from "../world.js";
import { findCourse, source } from "./course-events.js";
import { studentsChanged } from "./course-messages.js";
import { event, type EventContext } from "./event.js";

const MAX_STUDENTS = 1000;
const several = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(MAX_STUDENTS).readonly();

const named = z.strictObject({
  uid: uidText,
  /** The name that the school registered. Default: `Student` and the uid. */
  name: registeredNameText.optional(),
});

export const studentsAdded = event({
  what: "Students join a course.",
  input: z.strictObject({ courseId: courseIdText, students: several(named) }),
  apply({ courseId, students }, context) {
    const course = findCourse(courseId, context.world);
    const added = students.map(({ uid, name = `Student ${uid}` }) => ({ uid, name }));
    const uids = new Set([...course.students, ...added].map(({ uid }) => uid));
    if (uids.size < course.students.length + added.length) {
      throw new Problem(
        409,
        "No student was added.",
        "One of them is in the course, or is given twice.",
        "Choose others.",
      );
    }
    course.students.push(...added.map(inSchoolFile));
    send(context, course, "added", added);
  },
});

export const studentsRemoved = event({
  what: "Students leave a course.",
  input: z.strictObject({
    courseId: courseIdText,
    /** Uids, or students as they were added. */
    students: several(z.union([uidText, named])),
  }),
  apply({ courseId, students }, context) {
    const course = findCourse(courseId, context.world);
    const wanted = new Set(students.map((one) => (typeof one === "string" ? one : one.uid)));
    const removed = findStudents(course.students, wanted);
    const left = course.students.filter(({ uid }) => !wanted.has(uid));
    course.students.length = 0;
    for (const student of left) course.students.push(student);
    send(context, course, "removed", removed.map(inMessage));
  },
});

export const studentsEdited = event({
  what: "Students of a course get other registered names.",
  input: z.strictObject({ courseId: courseIdText, students: several(named.required()) }),
  apply({ courseId, students }, context) {
    const course = findCourse(courseId, context.world);
    const names = new Map(students.map(({ uid, name }) => [uid, name]));
    const edited = findStudents(course.students, new Set(names.keys()));
    for (const student of edited) student.registeredName = names.get(student.uid) ?? student.registeredName;
    send(context, course, "edited", edited.map(inMessage));
  },
});

/** The students with these uids. Throws unless all are in the course. */
function findStudents(students: readonly Student[], uids: ReadonlySet<string>): Student[] {
  const found = students.filter(({ uid }) => uids.has(uid));
  if (found.length === uids.size) return found;
  throw new Problem(
    404,
    "Not all of these students are in the course.",
    "A student never joined it, or left.",
    "GET /school shows the students of all courses.",
  );
}

function send(
  context: EventContext,
  course: WorldCourse,
  operation: "added" | "removed" | "edited",
  students: readonly { readonly uid: string; readonly name: string }[],
): void {
  const isMasked = context.settings.classin.studentNames === "masked-phone";
  const shown = students.map(({ uid, name }) => ({ uid, name: isMasked ? maskedPhone(uid) : name }));
  context.classin(studentsChanged(source(context), course, operation, shown));
}

const maskedPhone = (uid: string): string => `138****${uid.slice(-4).padStart(4, "0")}`;

const inSchoolFile = ({ uid, name }: { uid: string; name: string }): Student => ({
  uid,
  nickname: name,
  registeredName: name,
  kind: "student",
  alwaysSkipped: false,
  inInstitution: true,
});

const inMessage = ({ uid, registeredName }: Student) => ({ uid, name: registeredName });
