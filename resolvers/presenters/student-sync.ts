import { OutcomeUnknownError } from "../../schema/errors.js";
import {
  StudentNicknameNotSyncedError,
  type StudentNicknameResult,
  StudentNicknameSynced,
  StudentNotInSchoolError,
} from "../../schema/sync-student-nicknames.js";
import type { StudentOutcome, StudentSyncFailure } from "../../src/classin/v2/student-batch.js";
import { presentVendorFailure, sourceOf } from "./vendor-failure.js";

export function presentStudentSync(
  { uid, synced }: StudentOutcome,
  requestId: string,
): StudentNicknameResult {
  return synced.ok ? new StudentNicknameSynced(uid) : presentStudentSyncFailure(synced.error, uid, requestId);
}

/** No default, so that a new kind of failure does not compile until it has a type for clients. */
export function presentStudentSyncFailure(
  failure: StudentSyncFailure,
  uid: string,
  requestId: string,
): Exclude<StudentNicknameResult, StudentNicknameSynced> {
  const source = sourceOf(failure, requestId);
  switch (failure.kind) {
    case "not-in-school":
      return new StudentNotInSchoolError(uid, source);
    case "not-synced":
      return new StudentNicknameNotSyncedError(uid, source);
    case "outcome-unknown":
      return new OutcomeUnknownError(
        `ClassIn did not say whether the nickname of student ${uid} was set: ${failure.why}. Repeating the sync is harmless.`,
        source,
      );
    case "rate-limited":
    case "unavailable":
    case "misconfigured":
    case "rejected":
      return presentVendorFailure(failure, requestId);
  }
}
