import type { Student } from "../school.js";
import type { World } from "../world.js";

type FixedCode = (uid: string) => number | string | undefined;

/** Sets the nicknames of students in all courses that have not ended, and returns each student's code. */
export function syncStudents(
  world: World,
  uids: readonly string[],
  fixedCode: FixedCode,
): Map<string, number | string> {
  const members = membersIn(world, new Set(uids));
  return new Map(uids.map((uid) => [uid, fixedCode(uid) ?? syncStudent(world, uid, members.get(uid) ?? [])]));
}

function syncStudent(world: World, uid: string, members: readonly Student[]): number {
  const student = world.students.get(uid);
  if (student === undefined) return 121601059;
  if (student.syncCode !== undefined && student.syncCode !== 1) return student.syncCode;
  const reachable = members.filter(({ alwaysSkipped }) => !alwaysSkipped);
  if (members.length > 0 && reachable.length === 0) return 110100067;
  for (const member of reachable) member.nickname = student.name;
  return 1;
}

/** The students in their running courses. Whether the call reaches auditors is not documented. Here it does not. */
function membersIn(world: World, uids: ReadonlySet<string>): Map<string, Student[]> {
  const members = new Map<string, Student[]>();
  for (const { state, institution, students } of world.courses.values()) {
    if (state !== "running" || institution !== "own") continue;
    for (const member of students) {
      if (member.kind !== "student" || !uids.has(member.uid)) continue;
      members.set(member.uid, [...(members.get(member.uid) ?? []), member]);
    }
  }
  return members;
}
