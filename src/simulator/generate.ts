import { SELF_CHOSEN, studentAccount } from "./names.js";
import {
  type Course,
  type Group,
  type Member,
  parseGroup,
  parseMember,
  type School,
  studentNumber,
} from "./school.js";

export interface GenerateOptions {
  courses: number;
  /** Per course. */
  students: number;
  /** The same seed gives the same school. */
  seed?: number;
}

const FIRST_COURSE = 600_001;
/** About as many as in a real school. */
const COURSES_PER_STUDENT = 6;

/**
 * A school of any size. Each course N has the group `course-N`.
 * Built without the schema: validating each of 120,000 members would slow the start.
 */
export function generateSchool({ courses, students, seed = 1 }: GenerateOptions): School {
  const random = mulberry32(seed);
  const studentTotal = Math.max(students, Math.ceil((courses * students) / COURSES_PER_STUDENT));
  const account = (number: number) => studentAccount(number, 6);
  const model = { group: parseGroup({ id: "model" }), member: parseMember({ userId: "model" }) };

  const school: School = {
    customKeys: {
      group: ["term", "room"],
      member: { Work: [], Public: ["seat", "parent_phone"], Meeting: [], Community: [] },
    },
    courses: [],
    students: [],
    groups: [],
    accounts: [],
  };
  for (let index = 0; index < courses; index++) {
    const id = String(FIRST_COURSE + index);
    // Consecutive students from a random start, so nobody appears twice.
    const first = Math.floor(random() * studentTotal);
    const numbers = Array.from({ length: students }, (_, step) => ((first + step) % studentTotal) + 1);
    const course: Course = {
      id,
      name: `Course ${id}`,
      type: "standard",
      institution: "own",
      state: "running",
      students: numbers.map(studentNumber),
    };
    const teacher: Member = { ...model.member, userId: `teacher_${(index % 200) + 1}`, role: "Owner" };
    const group: Group = {
      ...model.group,
      id: `course-${id}`,
      name: course.name,
      customFields: { term: "2026-autumn", room: `R${(index % 60) + 1}` },
      members: [
        teacher,
        ...numbers.map((number, seat) => ({
          ...model.member,
          userId: account(number),
          nameCard: SELF_CHOSEN[Math.floor(random() * SELF_CHOSEN.length)] ?? "",
          customFields: { seat: String(seat + 1) },
        })),
      ],
    };
    school.courses.push(course);
    school.groups.push(group);
  }
  return school;
}

/** A small random number generator with the same output on every machine. Its quality does not matter here. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
