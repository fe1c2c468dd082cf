import { z } from "zod";
import { Problem } from "../problem.js";
import { courseIdText, registeredNameText, type Student, uidText } from "../school.js";
import { accountCancelled, lessonAdded, registerTest, studentsChanged } from "./classin-events.js";
import { findCourse, source } from "./course-events.js";
import { event } from "./event.js";

const MAX_STUDENTS = 1000;
const several = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(MAX_STUDENTS);

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
    context.classin(studentsChanged(source(context), course, "added", added));
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
    course.students.splice(
      0,
      course.students.length,
      ...course.students.filter(({ uid }) => !wanted.has(uid)),
    );
    context.classin(studentsChanged(source(context), course, "removed", removed.map(inMessage)));
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
    context.classin(studentsChanged(source(context), course, "edited", edited.map(inMessage)));
  },
});

export const accountWasCancelled = event({
  what: "A user deletes their ClassIn account. Courses still list the user.",
  input: z.strictObject({ uid: uidText }),
  apply: ({ uid }, context) => context.classin(accountCancelled(source(context), uid)),
});

export const lessonCreated = event({
  what: "A lesson is added to a course. The simulator keeps no lessons.",
  input: z.strictObject({
    courseId: courseIdText,
    lessonId: z.int().min(1),
    name: z.string().min(1).max(200),
    beginsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  }),
  apply({ courseId, lessonId, ...lesson }, context) {
    const course = findCourse(courseId, context.world);
    context.classin(lessonAdded(source(context), course, { id: lessonId, ...lesson }));
  },
});

export const testSent = event({
  what: "ClassIn sends the test message of a registration.",
  input: z.strictObject({}),
  apply: (_, context) => context.classin(registerTest(source(context))),
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

const inSchoolFile = ({ uid, name }: { uid: string; name: string }): Student => ({
  uid,
  nickname: name,
  registeredName: name,
  kind: "student",
  alwaysSkipped: false,
  inInstitution: true,
});

const inMessage = ({ uid, registeredName }: Student) => ({ uid, name: registeredName });
