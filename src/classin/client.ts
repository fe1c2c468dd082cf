import { failed, ok, type Result } from "../result.js";
import { type CallContext, callContext } from "../vendor/call-context.js";
import {
  type FailureSource,
  failureWithoutAnswer,
  RETRY_AFTER_SECONDS,
  type VendorFailure,
} from "../vendor/failure.js";
import type { NoteOddity } from "../vendor/fields.js";
import { SharedContext } from "../vendor/sharing/shared-context.js";
import { SingleFlight } from "../vendor/sharing/single-flight.js";
import { orWhenTimeIsUp } from "../vendor/timeout.js";
import type { ClassinConnection } from "./connection.js";
import { rowForErrno } from "./errno.js";
import { type AddCourseStudent, courseStudentAddition } from "./roster/add-course-student.js";
import { type EditStudent, studentEdit } from "./roster/edit-student.js";
import { callV1 } from "./v1-call.js";
import { type SyncStudents, studentSync } from "./v2/student-sync.js";
import type { ClassinAnswer } from "./wire.js";

/** Why some or all nicknames of a course were not set to the registered names. */
export type SyncFailure =
  | VendorFailure
  | (FailureSource & {
      readonly kind:
        | "course-not-found"
        | "course-deleted"
        | "course-expired"
        | "course-type-not-supported"
        | "partly-synced"
        | "not-synced"
        | "deleted-student";
    });

export interface Synced {
  /** When ClassIn confirmed it. */
  readonly syncedAt: Date;
}

export interface ClassinClient {
  /**
   * Gives every student and auditor of the course the name that the institution registered for them.
   * A one-time copy: later renames need another call. Repeating it is harmless.
   *
   * ClassIn advises against parallel calls for one course, so a second caller joins the sync that runs.
   */
  syncNicknames(courseId: string, context: CallContext): Promise<Result<Synced, SyncFailure>>;
  /**
   * Gives each of 1 to 100 students the name that the institution registered, in every course that has not ended.
   * Returns an outcome for each, in their order. Repeating it is harmless. UIDs are whole numbers of at most 2^53 - 1.
   */
  readonly syncStudents: SyncStudents;
  /**
   * Changes the name that the institution registered for a student: 1 to 24 characters. ClassIn cuts a longer one without
   * an error, so callers check the length. The nicknames in courses stay until a sync. Repeating it is harmless.
   */
  readonly editStudent: EditStudent;
  /** Adds a student or auditor to a course. Repeating it is harmless. */
  readonly addCourseStudent: AddCourseStudent;
}

/** ClassIn's own name of the call (docs/vendors/classin.md). */
const ACTION = "modifyGroupMemberNickname";
const SUCCESSES: ReadonlySet<string> = new Set(["done"]);

export function createClassinClient(
  deps: Omit<ClassinConnection, "noteOddity"> & {
    noteOddity?: NoteOddity;
    /** Runs `work` while no other replica syncs the course. Default: there are no other replicas. */
    alone?: <T>(courseId: string, work: () => Promise<T>) => Promise<T>;
  },
): ClassinClient {
  const { clock } = deps;
  const connection: ClassinConnection = { noteOddity: () => undefined, ...deps };
  const alone = deps.alone ?? ((_, work) => work());
  const syncs = new SingleFlight<Result<Synced, SyncFailure>>();
  const contexts = new Map<string, SharedContext>();

  const sync = async (courseId: string, context: CallContext): Promise<Result<Synced, SyncFailure>> => {
    const answer = await callV1(connection, {
      action: ACTION,
      fields: { courseId },
      context,
      rowFor: rowForErrno,
      successes: SUCCESSES,
    });
    if (!answer.ok) return failed(failureWithoutAnswer("classin", "repeatable-write", answer.error));
    return outcomeOf(answer.value, clock.now());
  };

  return {
    syncStudents: studentSync(connection),
    editStudent: studentEdit(connection),
    addCourseStudent: courseStudentAddition(connection),
    syncNicknames: (courseId, context) => {
      contexts.get(courseId)?.join(context);
      const running = syncs.run(courseId, () => {
        // Others may join, so the sync has its own time limit and continues when its first caller leaves.
        const { requestId, lane, callers, operation } = context;
        const own = callContext(clock, {
          lane,
          callers,
          operation,
          ...(requestId !== null && { requestId }),
        });
        const shared = new SharedContext([own]);
        contexts.set(courseId, shared);
        return alone(courseId, () => sync(courseId, shared)).finally(() => {
          shared.end();
          contexts.delete(courseId);
        });
      });
      return orWhenTimeIsUp(clock, context, running, () =>
        failed({
          vendor: "classin",
          code: null,
          why: "the sync goes on, but this request's time is up",
          kind: "outcome-unknown",
        }),
      );
    },
  };
}

function outcomeOf({ errno }: ClassinAnswer, now: Date): Result<Synced, SyncFailure> {
  const row = rowForErrno(errno);
  const source = { vendor: "classin", code: errno, why: row.meaning } as const;
  switch (row.means) {
    case "done":
      return ok({ syncedAt: now });
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
