import { Course } from "../../schema/course.js";
import type { Context } from "../../src/graphql/context.js";
import type { CourseFacts } from "../../src/webhooks/queries/courses.js";
import { seesCourse } from "./sees-course.js";
import { fromStore } from "./store-errors.js";

/** What is known about each course, or is being read. All fields of a course share one read. */
const known = new WeakMap<Course, Promise<CourseFacts | null>>();

/** What ClassIn's messages said about a course. Null if nothing, or if the caller may not see it. */
export function factsOf(course: Course, context: Context): Promise<CourseFacts | null> {
  const found = known.get(course) ?? read(course, context);
  known.set(course, found);
  return found;
}

async function read(course: Course, context: Context): Promise<CourseFacts | null> {
  return (await seesCourse(course, context))
    ? fromStore(context, () => context.webhooks.course(course.id))
    : null;
}

/** A course whose facts were read together with those of others. */
export function courseWith(facts: CourseFacts): Course {
  const course = new Course(facts.courseId);
  known.set(course, Promise.resolve(facts));
  return course;
}
