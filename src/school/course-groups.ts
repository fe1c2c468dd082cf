import { isCourseId } from "../input/ids.js";

/** Converts between a course and the id of its chat group. */
export interface CourseGroups {
  groupIdOf(courseId: string): string;
  /** Null if the group belongs to no course. */
  courseIdOf(groupId: string): string | null;
}

const PLACEHOLDER = "{courseId}";

/** The pattern contains `{courseId}` once, as in `course-{courseId}`. */
export function courseGroups(pattern: string): CourseGroups {
  const [before = "", after = ""] = pattern.split(PLACEHOLDER);
  return {
    groupIdOf: (courseId) => before + courseId + after,
    courseIdOf(groupId) {
      if (!groupId.startsWith(before) || !groupId.endsWith(after)) return null;
      const courseId = groupId.slice(before.length, groupId.length - after.length);
      return isCourseId(courseId) ? courseId : null;
    },
  };
}
