/** Everyone opens the roster of their class at nine o'clock. */
export interface Plan {
  readonly classes: number;
  readonly membersPerClass: number;
  readonly seconds: number;
}

export const NINTH_HOUR: Plan = { classes: 1_000, membersPerClass: 40, seconds: 60 };
export const QUICK: Plan = { classes: 25, membersPerClass: 40, seconds: 3 };

/** When a request is to be sent, from the start of the run, and for whom. */
export interface Arrival {
  readonly atMs: number;
  readonly courseId: string;
  readonly caller: string;
}

const FIRST_COURSE = 100_000;
/** The last member's line in a full roster. */
export const lastMember = ({ membersPerClass }: Plan): string => `"userId":"student_${membersPerClass - 1}"`;

/**
 * Each member of each class once, at a random time of the minute. Independent random times make a Poisson process, which has
 * the bursts of real arrivals.
 */
export function arrivalsOf({ classes, membersPerClass, seconds }: Plan): Arrival[] {
  const arrivals: Arrival[] = [];
  for (let index = 0; index < classes; index += 1) {
    for (let member = 0; member < membersPerClass; member += 1) {
      arrivals.push({
        atMs: Math.random() * seconds * 1_000,
        courseId: String(FIRST_COURSE + index),
        caller: `class_${index}_member_${member}`,
      });
    }
  }
  return arrivals.sort((a, b) => a.atMs - b.atMs);
}

/** One member of each class, such as its teacher, at a random time of the minute before. */
export function earlyArrivalsOf({ classes, seconds }: Plan): Arrival[] {
  const arrivals = Array.from({ length: classes }, (_, index) => ({
    atMs: Math.random() * seconds * 1_000,
    courseId: String(FIRST_COURSE + index),
    caller: `class_${index}_teacher`,
  }));
  return arrivals.sort((a, b) => a.atMs - b.atMs);
}

/** Courses that no arrival names, so that a warm-up reads nothing that the run needs. */
export const warmUpCourses = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(FIRST_COURSE * 5 + index));

const QUERY = `query Roster($courseId: ID!) {
  course(id: $courseId) {
    group {
      name
      memberCount
      members(first: 50) {
        nodes { userId role nameCard }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/** One group read and one page of members. */
export const rosterBody = (courseId: string): string =>
  JSON.stringify({ operationName: "Roster", query: QUERY, variables: { courseId } });
