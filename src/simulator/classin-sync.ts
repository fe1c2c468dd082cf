import type { Choices } from "./choices.js";
import type { WorldCourse } from "./world.js";

/**
 * Sets class nicknames to registered names and returns the errno.
 * The nicknames appear in ClassIn's own class group. Chat groups elsewhere do not change.
 */
export function syncNicknames(course: WorldCourse | undefined, choices: Choices, now: Date): number {
  if (!course) return 147;
  if (course.institution === "other") return 144;
  if (course.state === "deleted") return 149;
  if (course.state === "expired" || isExpired(course, now)) return 153;
  if (course.state === "ended") return choices.endedCourseErrno;
  if (course.type !== "standard") return 369;

  const { students } = course;
  if (students.length === 0) return choices.emptyRosterErrno;
  const onDeleted = course.deletedStudent ?? choices.deletedStudent;
  if (onDeleted === "fails-the-call" && students.some((student) => !student.inInstitution)) return 21323;

  const reachable = students.filter((student) => student.inInstitution && !student.alwaysSkipped);
  if (reachable.length === 0) return 843;
  for (const student of reachable) student.nickname = student.registeredName;
  return reachable.length === students.length ? 1 : 842;
}

const isExpired = ({ expiresAt }: WorldCourse, now: Date): boolean =>
  Boolean(expiresAt) && Date.parse(expiresAt ?? "") <= now.getTime();
