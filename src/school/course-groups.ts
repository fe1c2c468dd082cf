import { isCourseId } from "../input/ids.js";

/** How a course's chat group is named, and so which course a group belongs to. */
export interface CourseGroups {
  groupIdOf(courseId: string): string;
  /** Null for a group that is no course's. */
  courseIdOf(groupId: string): string | null;
}

const PLACEHOLDER = "{courseId}";

/** Takes a pattern with `{courseId}` in it once, such as `course-{courseId}`. */
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
