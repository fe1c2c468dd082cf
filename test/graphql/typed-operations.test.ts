import { expect, test } from "vitest";
import {
  SyncClassNicknamesDocument,
  type SyncClassNicknamesMutation,
} from "../operations/generated/graphql.js";
import { startApp } from "../support/app.js";

type Result = SyncClassNicknamesMutation["syncClassNicknames"];

/** What a frontend writes: every member of the union has its words. That this compiles is half of the test. */
function words(result: Result): string {
  switch (result.__typename) {
    case "SyncClassNicknamesSuccess":
      return `The names were fixed at ${result.syncedAt}.`;
    case "InvalidInputError":
      return `${result.problems.length} problems.`;
    case "CourseNotFoundError":
      return `There is no course ${result.courseId}.`;
    case "CourseDeletedError":
    case "CourseExpiredError":
    case "CourseTypeNotSupportedError":
      return `Course ${result.courseId} is past fixing.`;
    case "NicknamesPartlySyncedError":
    case "NicknamesNotSyncedError":
    case "DeletedStudentInCourseError":
      return `Some names of ${result.course.id} are still old.`;
    case "RateLimitedError":
    case "VendorUnavailableError":
      return `Try again in ${result.retryAfterSeconds} seconds.`;
    case "NotPermittedError":
      return "This course is not yours.";
    case "OutcomeUnknownError":
    case "VendorMisconfiguredError":
    case "VendorRejectedError":
      return `Ask an operator about ${result.requestId}.`;
    default:
      return result satisfies never;
  }
}

/** The same, by somebody who forgot that courses expire: the other half is that this does not compile. */
function forgetfulWords(result: Exclude<Result, { __typename: "InvalidInputError" }>): string {
  switch (result.__typename) {
    case "SyncClassNicknamesSuccess":
    case "CourseNotFoundError":
    case "CourseDeletedError":
    case "CourseTypeNotSupportedError":
    case "NicknamesPartlySyncedError":
    case "NicknamesNotSyncedError":
    case "DeletedStudentInCourseError":
    case "RateLimitedError":
    case "VendorUnavailableError":
    case "NotPermittedError":
    case "OutcomeUnknownError":
    case "VendorMisconfiguredError":
    case "VendorRejectedError":
      return "known";
    default:
      // @ts-expect-error CourseExpiredError has no case, so the compiler refuses to call this exhaustive.
      return result satisfies never;
  }
}

test.each([
  ["561294", /were fixed at \d{4}-/],
  ["561295", /561295 are still old/],
  ["561297", /561297 is past fixing/],
  ["7", /no course 7/],
  ["seven", /1 problems/],
])("a frontend's exhaustive switch has words for course %s", async (courseId, expected) => {
  await using app = await startApp();
  const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId });
  expect(words(syncClassNicknames)).toMatch(expected);
});

test("what the compiler warned of would reach the user without words", async () => {
  await using app = await startApp();
  const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: "561297" });
  expect(syncClassNicknames.__typename).toBe("CourseExpiredError");
  if (syncClassNicknames.__typename === "InvalidInputError")
    throw new Error("The course number is well-formed.");
  expect(forgetfulWords(syncClassNicknames)).toBe(syncClassNicknames);
});
