import type { Choices } from "./choices.js";
import { whyClosed } from "./classin-sync.js";
import { findStudents } from "./students.js";
import type { World } from "./world.js";

/** ClassIn cuts longer names without an error. */
const MAX_NAME = 24;
const MAX_AUDITORS = 20;
const KINDS: Readonly<Record<string, "student" | "auditor">> = { 1: "student", 2: "auditor" };
const ALREADY = { student: 163, auditor: 164 } as const;

type Fields = ReadonlyMap<string, string>;

/** Changes the name in the institution's console and returns the errno. Nicknames in courses stay. */
export function editSchoolStudent(world: World, fields: Fields): number {
  const [uid, name] = [fields.get("studentUid") ?? "", cut(fields.get("studentName") ?? "")];
  const student = findStudents(world, new Set([uid])).get(uid);
  if (student === undefined) return 228;
  if (student.listed !== undefined) student.listed.name = name;
  for (const { member } of student.places) member.registeredName = name;
  return 1;
}

/** Adds a student or auditor to a course and returns the errno. */
export function addCourseStudent(world: World, fields: Fields, choices: Choices): number {
  const [uid, kind] = [fields.get("studentUid") ?? "", KINDS[fields.get("identity") ?? ""]];
  if (kind === undefined) return 100;
  const course = world.courses.get(fields.get("courseId") ?? "");
  const closed = whyClosed(course, choices, world.clock.now());
  if (course === undefined || closed !== null) return closed ?? 147;
  const student = findStudents(world, new Set([uid])).get(uid);
  if (student === undefined && kind === "student") return 228;
  const present = course.students.find((one) => one.uid === uid);
  if (present !== undefined) return ALREADY[present.kind];
  const auditors = course.students.filter((one) => one.kind === "auditor");
  if (kind === "auditor" && auditors.length >= MAX_AUDITORS) return 130;

  const consoleName = student?.listed?.name ?? student?.places[0]?.member.registeredName ?? `User ${uid}`;
  const registeredName = kind === "auditor" ? cut(fields.get("studentName") || consoleName) : consoleName;
  const isNamed = choices.nicknameOnJoin === "registered-name";
  course.students.push({
    uid,
    nickname: isNamed ? registeredName : `User ${uid}`,
    registeredName,
    kind,
    alwaysSkipped: false,
    inInstitution: true,
  });
  return choices.nicknameOnJoin === "fails" ? 841 : 1;
}

const cut = (name: string): string => Array.from(name).slice(0, MAX_NAME).join("");
