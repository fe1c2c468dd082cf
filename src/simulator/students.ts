import type { Course, School, SchoolStudent } from "./school.js";

/**
 * The students of the institution, with the names in its console: those that the school file lists, and those of its own
 * courses. An auditor need not be a student of the institution.
 */
export function studentsOf(school: School): Map<string, SchoolStudent> {
  const students = new Map(school.students.map((student) => [student.uid, { ...student }]));
  for (const course of school.courses) {
    if (course.institution === "own") addStudents(students, course);
  }
  return students;
}

function addStudents(students: Map<string, SchoolStudent>, { students: members }: Course): void {
  for (const { uid, registeredName: name, kind, inInstitution } of members) {
    if (kind === "student" && inInstitution && !students.has(uid)) students.set(uid, { uid, name });
  }
}
