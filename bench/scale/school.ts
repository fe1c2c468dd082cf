import { generateSchool } from "../../src/simulator/generate.js";

/** The number of students per course. */
export const STUDENTS = 40;
/** Enough for 10,000 changes and the flood tests. A small school keeps the simulator's own pauses short. */
export const GROUPS = 300;

/** The same school as in a simulator process with this number of courses, because the generator is deterministic. */
const school = generateSchool({ courses: GROUPS, students: STUDENTS });

export const coursesOf = (courses: number): readonly string[] =>
  generateSchool({ courses, students: STUDENTS }).courses.map(({ id }) => id);

/** The student at this index, counted over all groups in order. */
export function memberAt(index: number): { groupId: string; userId: string } {
  const group = school.groups[Math.floor(index / STUDENTS)];
  const member = group?.members[1 + (index % STUDENTS)];
  if (group === undefined || member === undefined) throw new Error(`There is no member ${index}.`);
  return { groupId: group.id, userId: member.userId };
}

/** Every third change is a mute, which must not be sent twice. */
export const isMute = (index: number): boolean => index % 3 === 0;
export const cardOf = (index: number): string => `card ${index}`;

/** Changes of `count` members, starting at index `from`. */
export const updates = (count: number, from = 0) =>
  Array.from({ length: count }, (_, step) => {
    const index = from + step;
    return {
      ...memberAt(index),
      ...(isMute(index) ? { muteForSeconds: 86_400 } : { nameCard: cardOf(index) }),
    };
  });
