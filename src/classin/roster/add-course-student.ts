import { failed, ok, type Result } from "../../result.js";
import type { CallContext } from "../../vendor/call-context.js";
import {
  type FailureSource,
  failureWithoutAnswer,
  RETRY_AFTER_SECONDS,
  type VendorFailure,
} from "../../vendor/failure.js";
import type { ClassinConnection } from "../connection.js";
import { callV1 } from "../v1-call.js";
import type { ClassinAnswer } from "../wire.js";
import { type AddMeans, rowForAddition } from "./codes.js";

const ACTION = "addCourseStudent";
/** ClassIn's numbers for the two identities. */
const IDENTITIES = { student: "1", auditor: "2" } as const;

/** How the user is in the course after the call. `added-without-nickname`: a sync of the course sets the nickname. */
export type CourseStudentAdded = "added" | "added-without-nickname" | "already-student" | "already-auditor";

export type AddCourseStudentFailure =
  | VendorFailure
  | (FailureSource & {
      readonly kind: Exclude<AddMeans, "done" | CourseStudentAdded | VendorFailure["kind"]>;
    });

export interface CourseStudent {
  readonly courseId: string;
  readonly uid: string;
  /** A user who is already in the course keeps the identity that they have there. */
  readonly identity: keyof typeof IDENTITIES;
}

export type AddCourseStudent = (
  student: CourseStudent,
  context: CallContext,
) => Promise<Result<CourseStudentAdded, AddCourseStudentFailure>>;

const SUCCESSES: ReadonlySet<string> = new Set([
  "done",
  "added-without-nickname",
  "already-student",
  "already-auditor",
] satisfies AddMeans[]);

export function courseStudentAddition(connection: ClassinConnection): AddCourseStudent {
  return async ({ courseId, uid, identity }, context) => {
    const answer = await callV1(connection, {
      action: ACTION,
      fields: { courseId, identity: IDENTITIES[identity], studentUid: uid },
      context,
      rowFor: rowForAddition,
      successes: SUCCESSES,
    });
    if (!answer.ok) return failed(failureWithoutAnswer("classin", "repeatable-write", answer.error));
    return outcomeOf(answer.value);
  };
}

function outcomeOf({ errno }: ClassinAnswer): Result<CourseStudentAdded, AddCourseStudentFailure> {
  const row = rowForAddition(errno);
  const source = { vendor: "classin", code: errno, why: row.meaning } as const;
  switch (row.means) {
    case "done":
      return ok("added");
    case "added-without-nickname":
    case "already-student":
    case "already-auditor":
      return ok(row.means);
    case "rate-limited":
    case "unavailable":
      return failed({
        ...source,
        kind: row.means,
        retryAfterSeconds: row.retryAfterSeconds ?? RETRY_AFTER_SECONDS,
      });
    default:
      return failed({ ...source, kind: row.means });
  }
}
