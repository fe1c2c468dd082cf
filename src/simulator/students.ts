import type { SchoolStudent, Student } from "./school.js";
import type { World, WorldCourse } from "./world.js";

interface Place {
  readonly course: WorldCourse;
  readonly member: Student;
}

/** A student of the institution. */
export interface InstitutionStudent {
  /** What the school file says beyond the courses. */
  readonly listed: SchoolStudent | undefined;
  /** Where the institution's own courses list the student. */
  readonly places: readonly Place[];
}

/**
 * The students of the institution with these UIDs: those that the school file lists, and those of its own courses. Courses
 * may change at any time, so this is not kept. An auditor need not be a student of the institution.
 */
export function findStudents(world: World, uids: ReadonlySet<string>): Map<string, InstitutionStudent> {
  const places = new Map<string, Place[]>();
  for (const course of world.courses.values()) {
    if (course.institution !== "own") continue;
    for (const member of course.students) {
      if (!uids.has(member.uid) || member.kind !== "student" || !member.inInstitution) continue;
      const known = places.get(member.uid);
      if (known === undefined) places.set(member.uid, [{ course, member }]);
      else known.push({ course, member });
    }
  }
  const found = new Map<string, InstitutionStudent>();
  for (const uid of uids) {
    const student = { listed: world.students.get(uid), places: places.get(uid) ?? [] };
    if (student.listed !== undefined || student.places.length > 0) found.set(uid, student);
  }
  return found;
}
