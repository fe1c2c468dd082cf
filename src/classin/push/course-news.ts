import { Fields } from "../../vendor/fields.js";

export type CourseStatus = "NOT_STARTED" | "RUNNING" | "ENDED" | "DELETED";

/** What one message says about a course. Undefined: nothing. Null: ClassIn says that there is none. */
export interface CourseNews {
  readonly name?: string;
  readonly status?: CourseStatus;
  readonly expiresAt?: Date | null;
  readonly headTeacherName?: string;
  readonly students: readonly StudentNews[];
}

export interface StudentNews {
  readonly uid: string;
  readonly isIn: boolean;
  readonly name: string | null;
  readonly studentNo: string | null;
}

const STATUSES = new Map<number, CourseStatus>([
  [1, "NOT_STARTED"],
  [2, "RUNNING"],
  [3, "ENDED"],
  [4, "DELETED"],
]);
const REMOVED = 2;
const UID = /^[1-9]\d{0,19}$/;
const COMMANDS: ReadonlySet<string> = new Set([
  "eeoCourseInfoChange",
  "eeoCourseStudentChange",
  "eeoClassInfoChange",
  "eeoClassStudentChange",
]);

/** Reads what a message says about its course. Null if it is no message about courses. Odd parts are left out. */
export function courseNews(command: string, body: string): CourseNews | null {
  if (!COMMANDS.has(command)) return null;
  const message = Fields.of(JSON.parse(body), ignore);
  const data = Fields.of(message?.sent("opData"), ignore);
  if (message === null || data === null) return { students: [] };
  const name = textIn(data, "courseName");
  return {
    ...(name !== null && name !== "" && { name }),
    ...(command === "eeoCourseInfoChange" && infoIn(data)),
    students:
      command === "eeoCourseStudentChange" ? studentsIn(data, message.integer("opType") !== REMOVED) : [],
  };
}

const ignore = (): void => undefined;

function infoIn(data: Fields): Omit<CourseNews, "students"> {
  const status = STATUSES.get(data.integer("courseStatus") ?? 0);
  const expiry = data.integer("expiryTime");
  const teacher = Fields.of(data.sent("mainTeacherInfo"), ignore);
  const headTeacherName = teacher && textIn(teacher, "teacherName");
  return {
    ...(status !== undefined && { status }),
    // 0 means never.
    ...(expiry !== null && { expiresAt: expiry === 0 ? null : new Date(expiry * 1000) }),
    ...(headTeacherName !== null && { headTeacherName }),
  };
}

/** The last mention of a student counts. */
function studentsIn(data: Fields, isIn: boolean): StudentNews[] {
  const byUid = new Map<string, StudentNews>();
  for (const student of data.items("studentInfos") ?? []) {
    const uid = student?.id("studentUid") ?? null;
    if (student === null || uid === null || !UID.test(uid)) continue;
    byUid.set(uid, {
      uid,
      isIn,
      name: textIn(student, "studentName"),
      studentNo: textIn(student, "studentNo"),
    });
  }
  return [...byUid.values()];
}

/** PostgreSQL's text cannot hold a NUL character. */
function textIn(fields: Fields, name: string): string | null {
  const text = fields.text(name);
  return text === null || text.includes("\0") ? null : text;
}
