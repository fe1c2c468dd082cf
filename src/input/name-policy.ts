import { checkCourseId } from "./ids.js";
import type { Problems } from "./problem.js";

const MAX_COURSES = 1_000;

/** Checks the courses whose policy is set. Reports every problem at once, with the index of the course. */
export function checkPolicyCourses(courseIds: readonly string[], path: string, problems: Problems): void {
  if (courseIds.length < 1 || courseIds.length > MAX_COURSES) {
    problems.add(path, `must be 1 to ${MAX_COURSES} courses`, {
      limit: MAX_COURSES,
      actual: courseIds.length,
    });
    return;
  }
  const seen = new Set<string>();
  for (const [index, courseId] of courseIds.entries()) {
    checkCourseId(courseId, `${path}[${index}]`, problems);
    if (seen.has(courseId)) problems.add(`${path}[${index}]`, "is given twice");
    seen.add(courseId);
  }
}
