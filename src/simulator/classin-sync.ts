import type { Choices } from "./choices.js";
import type { WorldCourse } from "./world.js";

/** The errno of every call about a course that cannot be changed. Null if it can. */
export function whyClosed(course: WorldCourse | undefined, choices: Choices, now: Date): number | null {
  if (!course) return 147;
  if (course.institution === "other") return 144;
  if (course.state === "deleted") return 149;
  if (course.state === "expired" || isExpired(course, now)) return 153;
  if (course.state === "ended") return choices.endedCourseErrno;
  return course.type === "standard" ? null : 369;
}

/**
 * Sets class nicknames to registered names and returns the errno.
 * The nicknames appear in ClassIn's own class group. Chat groups elsewhere do not change.
 */
export function syncNicknames(course: WorldCourse | undefined, choices: Choices, now: Date): number {
  const closed = whyClosed(course, choices, now);
  if (course === undefined || closed !== null) return closed ?? 147;

  const { students } = course;
  if (students.length === 0) return choices.emptyRosterErrno;
  const onDeleted = course.deletedStudent ?? choices.deletedStudent;
  if (onDeleted === "fails-the-call" && students.some((student) => !student.inInstitution)) return 21323;

  const reachable = students.filter((student) => student.inInstitution && !student.alwaysSkipped);
  if (reachable.length === 0) return 843;
  for (const student of reachable) student.nickname = student.registeredName;
  return reachable.length === students.length ? 1 : 842;
}

export const isExpired = ({ expiresAt }: WorldCourse, now: Date): boolean =>
  Boolean(expiresAt) && Date.parse(expiresAt ?? "") <= now.getTime();
