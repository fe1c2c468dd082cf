import type { EditStudentFailure } from "../../classin/roster/edit-student.js";
import type { StudentSyncFailure } from "../../classin/v2/student-batch.js";
import type { Problem } from "../../input/problem.js";
import type { VendorFailure } from "../../vendor/failure.js";
import type { CardCounts } from "../cards/model.js";
import type { NumberConflicts } from "../model.js";

/** Input that `src/input` has already checked. */
export interface RenameRequest {
  /** The student's id in Tencent IM. */
  readonly userId: string;
  /** The student's number in ClassIn. */
  readonly classinUid: string;
  readonly name: string;
  readonly idempotencyKey: string;
  /** Null if callers are not checked. */
  readonly caller: string | null;
}

/**
 * A step is `unknown` from the moment before it begins until its outcome is stored. So after a crash it is `unknown`, and
 * never `pending` although it was begun.
 */
export type StepOutcome = "pending" | "succeeded" | "failed" | "unknown";

export interface Step<Failure> {
  readonly outcome: StepOutcome;
  /** Null if it has none, or if it is not known. Stored as it is, so it holds no name. */
  readonly failure: Failure | null;
}

export type CardsStepFailure =
  /** The groups of the user could not be listed. */
  | VendorFailure
  /** The name is too long for a card. */
  | { readonly kind: "name-not-allowed"; readonly problems: readonly Problem[] }
  /** Some cards could not be set. The counts say which. */
  | { readonly kind: "partly-set" };

export interface CardsStep extends Step<CardsStepFailure> {
  /** What the last attempt did. Null if none has ended. */
  readonly cards: CardCounts | null;
}

/** The steps, in the order in which they are made. */
export interface RenameSteps {
  readonly officialName: Step<NumberConflicts>;
  readonly classinStudent: Step<EditStudentFailure>;
  readonly classinNicknames: Step<StudentSyncFailure>;
  readonly nameCards: CardsStep;
}

const PENDING = { outcome: "pending", failure: null } as const;

export const NO_STEPS: RenameSteps = {
  officialName: PENDING,
  classinStudent: PENDING,
  classinNicknames: PENDING,
  nameCards: { ...PENDING, cards: null },
};

export interface StudentRename {
  readonly id: string;
  readonly userId: string;
  readonly classinUid: string;
  readonly name: string;
  readonly startedAt: Date;
  /** Null while steps are left. */
  readonly finishedAt: Date | null;
  readonly steps: RenameSteps;
}

export interface RenameOutcome {
  readonly kind:
    | "done"
    /** A step failed, or its outcome is unknown. */
    | "incomplete"
    /** Another request works on this rename, or on another one of this student. */
    | "busy"
    /** The official name was changed since, so the steps that are left must not be made. */
    | "superseded"
    /** The key belongs to a rename with other input. */
    | "conflict";
  readonly rename: StudentRename;
}
