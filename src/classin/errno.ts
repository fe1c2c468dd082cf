import type { CodeRow, CodeTable } from "../vendor/code-table.js";

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
export const CLASSIN_ERRNO: CodeTable<SyncMeans> = new Map<number, CodeRow<SyncMeans>>([
  [
    CLASSIN_DONE,
    {
      meaning: "Done: every student and auditor has the registered name.",
      means: "done",
      repeat: "never",
      client: NOTHING,
      operator: NOTHING,
    },
  ],
  [
    100,
    {
      meaning: "A parameter is missing or malformed, or the request was not a POST.",
      means: "rejected",
      repeat: "never",
      client: "Report it with the request id; trying again changes nothing.",
      operator: "A defect on our side: compare the request with ClassIn's current documentation.",
    },
  ],
  [
    102,
    {
      meaning:
        "The call was not accepted: SID, secret, clock, contract, balance, or an interface taken offline.",
      means: "misconfigured",
      repeat: "signed-anew",
      client: "Tell the user that an administrator was informed.",
      operator:
        "Check CLASSIN_SID, CLASSIN_SECRET, this server's clock (20 minutes at most), the contract and the balance.",
    },
  ],
  [
    104,
    {
      meaning: "An unexpected fault at ClassIn; whether nicknames were changed is not known.",
      means: "unavailable",
      repeat: "up-to-3-times-unless-applied",
      client: "Try again after retryAfterSeconds; repeating is harmless.",
      operator: "If it lasts, ask ClassIn's support, with the course number and the time.",
    },
  ],
  [
    114,
    {
      meaning: "A server fault at ClassIn; whether nicknames were changed is not known.",
      means: "unavailable",
      repeat: "up-to-3-times-unless-applied",
      client: "Try again after retryAfterSeconds; repeating is harmless.",
      operator: "If it lasts, ask ClassIn's support, with the course number and the time.",
    },
  ],
  [
    144,
    {
      meaning: "The course belongs to another institution.",
      means: "course-not-found",
      repeat: "never",
      client: "Check the course number.",
      operator: "Check the mapping of course numbers, and that CLASSIN_SID is this school's.",
    },
  ],
  [
    147,
    {
      meaning: "There is no course with this number.",
      means: "course-not-found",
      repeat: "never",
      client: "Check the course number.",
      operator: "Check the mapping of course numbers.",
    },
  ],
  [
    149,
    {
      meaning: "The course was deleted.",
      means: "course-deleted",
      repeat: "never",
      client: COURSE_GONE,
      operator: NOTHING,
    },
  ],
  [
    153,
    {
      meaning: "The course has expired; nothing in it can be changed any more.",
      means: "course-expired",
      repeat: "never",
      client: COURSE_GONE,
      operator: "If it should still run, ask ClassIn whether its expiry can be extended.",
    },
  ],
  [
    369,
    {
      meaning: "Courses of this type (open, or the old dual-teacher type) do not support the operation.",
      means: "course-type-not-supported",
      repeat: "never",
      client: "Do not offer the sync for this course.",
      operator: NOTHING,
    },
  ],
  [
    841,
    {
      meaning:
        "A nickname was not set to the registered name, because the member was just added; another sync sets it.",
      means: "partly-synced",
      repeat: "up-to-3-times",
      client: "Say that some names are still old and offer to try again.",
      operator: "If it lasts, compare the course's roster with the institution's students.",
    },
  ],
  [
    842,
    {
      meaning: "Some nicknames were changed and some were not; ClassIn does not say which.",
      means: "partly-synced",
      repeat: "up-to-3-times",
      client: "Say that some names are still old and offer to try again.",
      operator: "If it lasts, compare the course's roster with the institution's students.",
    },
  ],
  [
    843,
    {
      meaning: "No nickname could be changed.",
      means: "not-synced",
      repeat: "up-to-3-times",
      client: "Say that the names are unchanged and offer to try again later.",
      operator: "If it lasts, ask ClassIn's support about the course's chat group.",
    },
  ],
  [
    901,
    {
      meaning: "ClassIn is under maintenance (announced, early morning in Beijing, about once a quarter).",
      means: "unavailable",
      repeat: "never",
      retryAfterSeconds: 1800,
      client: "Try again after retryAfterSeconds.",
      operator: "Check the maintenance times that ClassIn announced.",
    },
  ],
  [
    101003001,
    {
      meaning: "Too many calls; ClassIn counts them by the minute.",
      means: "rate-limited",
      repeat: "never",
      throttled: true,
      retryAfterSeconds: 60,
      client: "Try again after retryAfterSeconds.",
      operator:
        "If it lasts, lower CLASSIN_CALLS_PER_SECOND, or ask ClassIn for the rate of this institution.",
    },
  ],
  [
    101003002,
    {
      meaning: "The same request was made less than 5 seconds ago; the earlier request is not affected.",
      means: "rate-limited",
      repeat: "never",
      retryAfterSeconds: 6,
      client: "Try again after retryAfterSeconds; repeating is harmless.",
      operator: "Look for another system that syncs the same courses.",
    },
  ],
  [
    21323,
    {
      meaning:
        "A student of this course was deleted from the institution, so that nickname cannot be changed.",
      means: "deleted-student",
      repeat: "never",
      client: "Ask for the roster to be repaired, then try again.",
      operator: "Remove the deleted student from the course, or restore the student in the institution.",
    },
  ],
]);

const UNDOCUMENTED: CodeRow<SyncMeans> = {
  meaning: "An errno that ClassIn does not document. Never treated as success.",
  means: "rejected",
  repeat: "never",
  client: "Report it with the request id.",
  operator: "Ask ClassIn what it means, then add a row for it.",
};

export const rowForErrno = (errno: number | null): CodeRow<SyncMeans> =>
  (errno === null ? undefined : CLASSIN_ERRNO.get(errno)) ?? UNDOCUMENTED;
