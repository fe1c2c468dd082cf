import { generateSchool } from "../../src/simulator/generate.js";

/** In each course. */
export const STUDENTS = 40;
/** Enough for 10,000 changes and some others. A small school keeps the simulator's own pauses short. */
export const GROUPS = 300;

/** What a simulator process with so many courses holds: the generator always gives the same. */
const school = generateSchool({ courses: GROUPS, students: STUDENTS });

export const coursesOf = (courses: number): readonly string[] =>
  generateSchool({ courses, students: STUDENTS }).courses.map(({ id }) => id);

/** The index-th student of the school's groups, one group after the other. */
export function memberAt(index: number): { groupId: string; userId: string } {
  const group = school.groups[Math.floor(index / STUDENTS)];
  const member = group?.members[1 + (index % STUDENTS)];
  if (group === undefined || member === undefined) throw new Error(`There is no member ${index}.`);
  return { groupId: group.id, userId: member.userId };
}

/** Every third is a mute, which must not be sent twice. */
export const isMute = (index: number): boolean => index % 3 === 0;
export const cardOf = (index: number): string => `card ${index}`;

/** Changes of so many members, from this one on. */
export const updates = (count: number, from = 0) =>
  Array.from({ length: count }, (_, step) => {
    const index = from + step;
    return {
      ...memberAt(index),
      ...(isMute(index) ? { muteForSeconds: 86_400 } : { nameCard: cardOf(index) }),
    };
  });
