import type { CodeRow, CodeTable } from "../vendor/code-table.js";
import {
  BAD_REQUEST,
  MAINTENANCE,
  NOT_AUTHENTICATED,
  rowIn,
  tableOf,
  TOO_MANY_CALLS,
} from "./common-rows.js";

/** The meanings of an errno of `modifyGroupMemberNickname`. */
export type SyncMeans =
  | "done"
  | "course-not-found"
  | "course-deleted"
  | "course-expired"
  | "course-type-not-supported"
  | "partly-synced"
  | "not-synced"
  | "deleted-student"
  | "rate-limited"
  | "unavailable"
  | "misconfigured"
  | "rejected";

/** The one errno that means success (docs/vendors/classin.md). */
export const CLASSIN_DONE = 1;

const COURSE_GONE = "Stop offering this course.";
const NOTHING = "Nothing.";

/**
 * Every errno documented for `modifyGroupMemberNickname`, or for all v1 calls (docs/vendors/classin.md).
 * The call copies registered names over class nicknames, so repeating it is harmless.
 */
const ROWS: Readonly<Record<number, CodeRow<SyncMeans>>> = {
  [CLASSIN_DONE]: {
    meaning: "Success: every student and auditor has the registered name.",
    means: "done",
    repeat: "never",
    client: NOTHING,
    operator: NOTHING,
  },
  100: BAD_REQUEST,
  102: NOT_AUTHENTICATED,
  104: {
    meaning: "ClassIn had an unexpected error. Nicknames may or may not have been changed.",
    means: "unavailable",
    repeat: "up-to-3-times-unless-applied",
    client: "Try again after retryAfterSeconds. Repeating is harmless.",
    operator: "If it continues, give ClassIn's support the course number and the time.",
  },
  114: {
    meaning: "ClassIn had a server error. Nicknames may or may not have been changed.",
    means: "unavailable",
    repeat: "up-to-3-times-unless-applied",
    client: "Try again after retryAfterSeconds. Repeating is harmless.",
    operator: "If it continues, give ClassIn's support the course number and the time.",
  },
  144: {
    meaning: "The course belongs to another institution.",
    means: "course-not-found",
    repeat: "never",
    client: "Check the course number.",
    operator: "Check the mapping of course numbers. Check that CLASSIN_SID belongs to this school.",
  },
  147: {
    meaning: "There is no course with this number.",
    means: "course-not-found",
    repeat: "never",
    client: "Check the course number.",
    operator: "Check the mapping of course numbers.",
  },
  149: {
    meaning: "The course was deleted.",
    means: "course-deleted",
    repeat: "never",
    client: COURSE_GONE,
    operator: NOTHING,
  },
  153: {
    meaning: "The course has expired. It can no longer be changed.",
    means: "course-expired",
    repeat: "never",
    client: COURSE_GONE,
    operator: "If it should still run, ask ClassIn whether its expiry can be extended.",
  },
  369: {
    meaning: "Courses of this type (open, or the old dual-teacher type) do not support the operation.",
    means: "course-type-not-supported",
    repeat: "never",
    client: "Do not offer the sync for this course.",
    operator: NOTHING,
  },
  841: {
    meaning: "A nickname was not set because the member was just added. Another sync sets it.",
    means: "partly-synced",
    repeat: "up-to-3-times",
    client: "Show that some names are still old. Offer to try again.",
    operator: "If it continues, compare the course's roster with the institution's students.",
  },
  842: {
    meaning: "Some nicknames were changed and some were not. ClassIn does not say which.",
    means: "partly-synced",
    repeat: "up-to-3-times",
    client: "Show that some names are still old. Offer to try again.",
    operator: "If it continues, compare the course's roster with the institution's students.",
  },
  843: {
    meaning: "No nickname could be changed.",
    means: "not-synced",
    repeat: "up-to-3-times",
    client: "Show that the names are unchanged. Offer to try again later.",
    operator: "If it continues, ask ClassIn's support about the course's chat group.",
  },
  901: MAINTENANCE,
  101003001: TOO_MANY_CALLS,
  101003002: {
    meaning: "The same request was made less than 5 seconds ago. That request is not affected.",
    means: "rate-limited",
    repeat: "never",
    retryAfterSeconds: 6,
    client: "Try again after retryAfterSeconds. Repeating is harmless.",
    operator: "Look for another system that syncs the same courses.",
  },
  21323: {
    meaning:
      "A student of this course was deleted from the institution. The nickname of such a student cannot be changed.",
    means: "deleted-student",
    repeat: "never",
    client: "Ask for the roster to be fixed, then try again.",
    operator: "Remove the deleted student from the course, or restore the student in the institution.",
  },
};

export const CLASSIN_ERRNO: CodeTable<SyncMeans> = tableOf(ROWS);

export const rowForErrno = (errno: number | null): CodeRow<SyncMeans> => rowIn(CLASSIN_ERRNO, errno);
