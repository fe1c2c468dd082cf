import { z } from "zod";
import { courseIdText, uidText } from "../school.js";
import { findCourse, source } from "./course-events.js";
import { event } from "./event.js";
import { accountCancelled, lessonAdded, registerTest } from "./institution-messages.js";

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
