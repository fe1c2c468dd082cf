import { isExpired } from "../classin-sync.js";
import { findStudents, type InstitutionStudent } from "../students.js";
import type { World } from "../world.js";

type FixedCode = (uid: string) => number | string | undefined;

/** Sets the nicknames of students in all courses that have not ended, and returns each student's code. */
export function syncStudents(
  world: World,
  uids: readonly string[],
  fixedCode: FixedCode,
): Map<string, number | string> {
  const students = findStudents(world, new Set(uids));
  return new Map(
    uids.map((uid) => [uid, fixedCode(uid) ?? syncStudent(students.get(uid), world.clock.now())]),
  );
}

function syncStudent(student: InstitutionStudent | undefined, now: Date): number {
  if (student === undefined) return 121601059;
  const { listed, places } = student;
  if (listed?.syncCode !== undefined && listed.syncCode !== 1) return listed.syncCode;
  const running = places.filter(({ course }) => course.state === "running" && !isExpired(course, now));
  const reachable = running.filter(({ member }) => !member.alwaysSkipped);
  if (running.length > 0 && reachable.length === 0) return 110100067;
  for (const { member } of reachable) member.nickname = listed?.name ?? member.registeredName;
  return 1;
}
