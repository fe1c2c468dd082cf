import { expect, test } from "vitest";
import {
  SyncClassNicknamesDocument,
  type SyncClassNicknamesMutation,
} from "../operations/generated/graphql.js";
import { startApp } from "../support/app.js";

type Result = SyncClassNicknamesMutation["syncClassNicknames"];

/** A frontend's texts: one for every member of the union. The first half of the test is that this compiles. */
function textFor(result: Result): string {
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

/** The same without CourseExpiredError. The second half of the test is that this does not compile. */
function incompleteTextFor(result: Exclude<Result, { __typename: "InvalidInputError" }>): string {
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
      // @ts-expect-error CourseExpiredError has no case, so the switch is not exhaustive.
      return result satisfies never;
  }
}

test.each([
  ["561294", /were fixed at \d{4}-/],
  ["561295", /561295 are still old/],
  ["561297", /561297 is past fixing/],
  ["7", /no course 7/],
  ["seven", /1 problems/],
])("a frontend's exhaustive switch has a text for course %s", async (courseId, expected) => {
  await using app = await startApp();
  const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId });
  expect(textFor(syncClassNicknames)).toMatch(expected);
});

test("without the missing case the user would see no text", async () => {
  await using app = await startApp();
  const { syncClassNicknames } = await app.run(SyncClassNicknamesDocument, { courseId: "561297" });
  expect(syncClassNicknames.__typename).toBe("CourseExpiredError");
  if (syncClassNicknames.__typename === "InvalidInputError")
    throw new Error("The course number is well-formed.");
  expect(incompleteTextFor(syncClassNicknames)).toBe(syncClassNicknames);
});
