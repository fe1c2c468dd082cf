import type { CodeRow, CodeTable } from "../vendor/code-table.js";
import { rowIn } from "./common-rows.js";
import { CLASSIN_ERRNO } from "./errno.js";
import { ADD_COURSE_STUDENT_ERRNO, EDIT_STUDENT_ERRNO } from "./roster/codes.js";
import { STUDENT_SYNC_CODES } from "./v2/codes.js";

/** By ClassIn's own names of the calls. */
const TABLES: ReadonlyMap<string, CodeTable<string>> = new Map<string, CodeTable<string>>([
  ["modifyGroupMemberNickname", CLASSIN_ERRNO],
  ["modifyCourseStudentNickName", STUDENT_SYNC_CODES],
  ["editSchoolStudent", EDIT_STUDENT_ERRNO],
  ["addCourseStudent", ADD_COURSE_STUDENT_ERRNO],
]);

/** The codes that are documented for a call. */
export const classinCodes = (operation: string): CodeTable<string> => TABLES.get(operation) ?? CLASSIN_ERRNO;

/** What a code means in any call. A code that several calls have means about the same in each. */
export function rowForClassin(code: number | null): CodeRow<string> {
  const tables = [...TABLES.values()];
  const table = tables.find((table) => code !== null && table.has(code));
  return rowIn(table ?? CLASSIN_ERRNO, code);
}
