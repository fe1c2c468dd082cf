import { Course } from "../../schema/course.js";
import {
  CourseDeletedError,
  CourseExpiredError,
  CourseNotFoundError,
  CourseTypeNotSupportedError,
  DeletedStudentInCourseError,
  NicknamesNotSyncedError,
  NicknamesPartlySyncedError,
  type SyncClassNicknamesResult,
} from "../../schema/sync-class-nicknames.js";
import type { SyncFailure } from "../../src/classin/client.js";
import { presentVendorFailure, sourceOf } from "./vendor-failure.js";

/** No default, so that a new kind of failure does not compile until it has a type for clients. */
export function presentSyncFailure(
  failure: SyncFailure,
  courseId: string,
  requestId: string,
): SyncClassNicknamesResult {
  const source = sourceOf(failure, requestId);
  switch (failure.kind) {
    case "course-not-found":
      return new CourseNotFoundError(courseId, source);
    case "course-deleted":
      return new CourseDeletedError(courseId, source);
    case "course-expired":
      return new CourseExpiredError(courseId, source);
    case "course-type-not-supported":
      return new CourseTypeNotSupportedError(courseId, source);
    case "partly-synced":
      return new NicknamesPartlySyncedError(new Course(courseId), source);
    case "not-synced":
      return new NicknamesNotSyncedError(new Course(courseId), source);
    case "deleted-student":
      return new DeletedStudentInCourseError(new Course(courseId), source);
    case "rate-limited":
    case "unavailable":
    case "outcome-unknown":
    case "misconfigured":
    case "rejected":
      return presentVendorFailure(failure, requestId);
  }
}
