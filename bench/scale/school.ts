import { generateSchool } from "../../src/simulator/generate.js";

const COURSES = 3_000;
const STUDENTS = 40;
/** Enough for 10,000 changes and some others. A small school keeps the simulator's own pauses short. */
const GROUPS_OF_MEMBERS = 300;

/** What `SIM_COURSES=3000` gives the simulator: 3,000 courses and groups, 40 students in each. */
export const wholeSchool = () => generateSchool({ courses: COURSES, students: STUDENTS });

export const school = generateSchool({ courses: GROUPS_OF_MEMBERS, students: STUDENTS });

/** The index-th student of the school's groups, one group after the other. */
export function memberAt(index: number): { groupId: string; userId: string } {
  const group = school.groups[Math.floor(index / STUDENTS)];
  const member = group?.members[1 + (index % STUDENTS)];
  if (group === undefined || member === undefined) throw new Error(`There is no member ${index}.`);
  return { groupId: group.id, userId: member.userId };
}
