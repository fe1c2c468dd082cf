import type { Course } from "../../schema/course.js";
import type { Context } from "../../src/graphql/context.js";

/** Whether the caller may see what is known about a course: callers who may see its group may. */
export const seesCourse = ({ id }: Course, { courseGroups, visible }: Context): boolean | Promise<boolean> =>
  visible.has(courseGroups.groupIdOf(id));
