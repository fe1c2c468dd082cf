import type { CodeRow, CodeTable } from "../../vendor/code-table.js";
import {
  BAD_REQUEST,
  MAINTENANCE,
  NOT_AUTHENTICATED,
  rowIn,
  tableOf,
  TOO_MANY_CALLS,
} from "../common-rows.js";
import { CLASSIN_DONE } from "../errno.js";

type CommonMeans = "done" | "not-in-school" | "rate-limited" | "unavailable" | "misconfigured" | "rejected";

/** The meanings of an errno of `editSchoolStudent`. */
export type EditMeans = CommonMeans;

/** The meanings of an errno of `addCourseStudent`. */
export type AddMeans =
  | CommonMeans
  | "added-without-nickname"
  | "already-student"
  | "already-auditor"
  | "is-teacher"
  | "course-full"
  | "course-not-found"
  | "course-deleted"
  | "course-expired"
  | "course-type-not-supported"
  | "account-cancelled";

const NOTHING = "Nothing.";

/** A code after which the same request would get the same answer. */
const final = <Means extends string>(
  means: Means,
  meaning: string,
  client: string,
  operator = NOTHING,
): CodeRow<Means> => ({ meaning, means, repeat: "never", client, operator });

const serverFault = (meaning: string): CodeRow<"unavailable"> => ({
  meaning,
  means: "unavailable",
  repeat: "up-to-3-times-unless-applied",
  client: "Try again after retryAfterSeconds. Repeating is harmless.",
  operator: "If it continues, give ClassIn's support the UID and the time.",
});

const COMMON: Readonly<Record<number, CodeRow<CommonMeans>>> = {
  [CLASSIN_DONE]: final("done", "Success.", NOTHING),
  100: BAD_REQUEST,
  102: NOT_AUTHENTICATED,
  104: serverFault("ClassIn had an unexpected error. The change may or may not have been made."),
  228: final(
    "not-in-school",
    "The user is not a student of the institution.",
    "Check the UID.",
    "Add the student to the institution in ClassIn.",
  ),
  901: MAINTENANCE,
  101003001: TOO_MANY_CALLS,
};

const CHECK_UID = "Check the UID.";
const CHECK_COURSE = "Check the course number.";
const CHECK_MAPPING = "Check the mapping of course numbers.";
const STOP_OFFERING = "Stop offering this course.";
const CHOOSE_ANOTHER = "Choose another person: a teacher cannot be a student of the same course.";

/** Every errno documented for `editSchoolStudent` (docs/vendors/classin.md). */
export const EDIT_STUDENT_ERRNO: CodeTable<EditMeans> = tableOf(COMMON);

/** Every errno documented for `addCourseStudent` (docs/vendors/classin.md). */
export const ADD_COURSE_STUDENT_ERRNO: CodeTable<AddMeans> = tableOf<AddMeans>({
  ...COMMON,
  113: final("not-in-school", "The user has no ClassIn account.", CHECK_UID, "Register the user in ClassIn."),
  114: serverFault("ClassIn had a server error. The change may or may not have been made."),
  129: final("is-teacher", "A teacher cannot be a student of the course.", CHOOSE_ANOTHER),
  130: final(
    "course-full",
    "The course has as many members or auditors as it may have.",
    "Say that the course is full.",
    "Compare the course's size with the contract. A course may have 20 auditors.",
  ),
  134: BAD_REQUEST,
  144: final("course-not-found", "The course belongs to another institution.", CHECK_COURSE, CHECK_MAPPING),
  147: final("course-not-found", "There is no course with this number.", CHECK_COURSE, CHECK_MAPPING),
  149: final("course-deleted", "The course was deleted.", STOP_OFFERING),
  153: final("course-expired", "The course has expired. It can no longer be changed.", STOP_OFFERING),
  155: BAD_REQUEST,
  163: final("already-student", "The user is already a student of the course.", NOTHING),
  164: final("already-auditor", "The user is already an auditor of the course.", NOTHING),
  174: final("is-teacher", "A teacher cannot be an auditor of the course.", CHOOSE_ANOTHER),
  332: final("is-teacher", "A teacher of the course cannot be a student of it.", CHOOSE_ANOTHER),
  333: final("is-teacher", "The head teacher of the course cannot be a student of it.", CHOOSE_ANOTHER),
  369: final(
    "course-type-not-supported",
    "Courses of this type (open, or the old dual-teacher type) do not support the operation.",
    STOP_OFFERING,
  ),
  400: final("not-in-school", "The UID is invalid, or not of this institution.", CHECK_UID),
  841: final(
    "added-without-nickname",
    "The user was added, but the nickname was not set.",
    "Sync the course's nicknames.",
  ),
  886: final("account-cancelled", "The student's ClassIn account was cancelled.", CHECK_UID),
  887: final("account-cancelled", "The auditor's ClassIn account was cancelled.", CHECK_UID),
});

export const rowForEdit = (errno: number | null): CodeRow<EditMeans> => rowIn(EDIT_STUDENT_ERRNO, errno);
export const rowForAddition = (errno: number | null): CodeRow<AddMeans> =>
  rowIn(ADD_COURSE_STUDENT_ERRNO, errno);
