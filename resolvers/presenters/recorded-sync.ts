import { Course } from "../../schema/course.js";
import {
  type SyncClassNicknamesResult,
  SyncClassNicknamesSuccess,
} from "../../schema/sync-class-nicknames.js";
import type { StoredOutcome } from "../../src/bulk/model.js";
import { syncFailureOf } from "../../src/bulk/outcome.js";
import { presentSyncFailure } from "./sync-failure.js";

/** The result that the mutation would have returned for a stored sync. */
export function presentSync(
  courseId: string,
  outcome: StoredOutcome,
  requestId: string,
): SyncClassNicknamesResult {
  const failure = syncFailureOf(outcome);
  return failure === null
    ? new SyncClassNicknamesSuccess(new Course(courseId), outcome.endedAt)
    : presentSyncFailure(failure, courseId, requestId);
}
