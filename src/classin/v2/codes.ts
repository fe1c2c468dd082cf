import type { CodeRow, CodeTable } from "../../vendor/code-table.js";
import { MAINTENANCE, rowIn, tableOf, TOO_MANY_CALLS } from "../common-rows.js";
import { CLASSIN_DONE } from "../errno.js";

/** The meanings of a code of `modifyCourseStudentNickName`, for the whole call or for one student. */
export type StudentSyncMeans =
  | "done"
  | "not-in-school"
  | "not-synced"
  | "rate-limited"
  | "unavailable"
  | "misconfigured"
  | "rejected";

const NOTHING = "Nothing.";

const refusedSignature = (meaning: string, operator: string): CodeRow<"misconfigured"> => ({
  meaning,
  means: "misconfigured",
  repeat: "signed-anew",
  client: "Tell the user that an administrator was informed.",
  operator,
});

const badRequest = (meaning: string): CodeRow<"rejected"> => ({
  meaning,
  means: "rejected",
  repeat: "never",
  client: "Report it with the request id. Trying again does not help.",
  operator: "This is a defect in this server. Compare the request with ClassIn's current documentation.",
});

/**
 * Every code documented for `modifyCourseStudentNickName`, or for all v2 calls (docs/vendors/classin.md). Which of them
 * come for a single student is not documented, so each is understood in both places.
 */
const ROWS: Readonly<Record<number, CodeRow<StudentSyncMeans>>> = {
  [CLASSIN_DONE]: {
    meaning: "Success. For a student: each course that has not ended shows the registered name.",
    means: "done",
    repeat: "never",
    client: NOTHING,
    operator: NOTHING,
  },
  901: MAINTENANCE,
  101001001: badRequest("A parameter is missing or malformed."),
  101002005: refusedSignature(
    "The signature is wrong or missing, or the SID is unknown.",
    "Check CLASSIN_SID, CLASSIN_SECRET and the contract.",
  ),
  101002006: refusedSignature(
    "The time of the signature is more than 5 minutes off ClassIn's clock.",
    "Correct this server's clock.",
  ),
  101002008: refusedSignature(
    "The time of the signature is missing.",
    "Check that no proxy removes the X-EEO headers of requests to ClassIn.",
  ),
  101003001: TOO_MANY_CALLS,
  101004005: {
    meaning: "A call inside ClassIn failed. Nicknames may or may not have been changed.",
    means: "unavailable",
    repeat: "up-to-3-times-unless-applied",
    client: "Try again after retryAfterSeconds. Repeating is harmless.",
    operator: "If it continues, give ClassIn's support the UIDs and the time.",
  },
  110100067: {
    meaning: "The student's nickname could not be set.",
    means: "not-synced",
    repeat: "once",
    client: "Show that the student's name is still old. Offer to try again later.",
    operator: "If it continues, give ClassIn's support the UID and the time.",
  },
  121601020: badRequest("A parameter has a wrong type or value."),
  121601030: badRequest("A required parameter is missing."),
  121601058: {
    meaning: "ClassIn does not know the institution.",
    means: "misconfigured",
    repeat: "never",
    client: "Tell the user that an administrator was informed.",
    operator: "Check CLASSIN_SID.",
  },
  121601059: {
    meaning: "The user is not a student of the institution.",
    means: "not-in-school",
    repeat: "never",
    client: "Check the UID. If it is right, ask for the student to be added to the school in ClassIn.",
    operator: "Add the student to the institution in ClassIn, then sync again.",
  },
  121601060: badRequest("The call names more than 100 students."),
};

export const STUDENT_SYNC_CODES: CodeTable<StudentSyncMeans> = tableOf(ROWS);

export const rowForStudentSync = (code: number | null): CodeRow<StudentSyncMeans> =>
  rowIn(STUDENT_SYNC_CODES, code);
