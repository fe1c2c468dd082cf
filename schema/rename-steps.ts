import { createUnionType, Field, InterfaceType, ObjectType } from "./decorators.js";
import { enumType } from "./enum-type.js";
import { VENDOR_FAILURES } from "./errors.js";
import { OfficialNameConflictError } from "./set-official-names.js";
import { StudentNicknameNotSyncedError, StudentNotInSchoolError } from "./sync-student-nicknames.js";

export const RenameStepKind = enumType("RenameStepKind", "A step of a rename, in the order of the steps.", {
  OFFICIAL_NAME: "The official name in this server's store.",
  CLASSIN_STUDENT: "The name that the school registered in ClassIn.",
  CLASSIN_NICKNAMES: "The student's nickname in each ClassIn course that has not ended.",
  NAME_CARDS: "The student's name card in each chat group.",
});
export type RenameStepKind = keyof typeof RenameStepKind;

export const RenameStepOutcome = enumType("RenameStepOutcome", "The outcome of a step of a rename.", {
  PENDING: "The step was not begun.",
  SUCCEEDED: "The step is done. It is never made again.",
  FAILED: "The step failed, fully or in part. `failure` says why.",
  UNKNOWN: "The step was begun, but it is not known whether it was done. Making it again is harmless.",
});
export type RenameStepOutcome = keyof typeof RenameStepOutcome;

@InterfaceType({
  description: "A step of a rename. Each kind has a type with the failures that it can have.",
})
export abstract class RenameStep {
  @Field(() => RenameStepKind, { description: "What the step does." })
  readonly kind: RenameStepKind;

  @Field(() => RenameStepOutcome, { description: "The outcome of the step." })
  readonly outcome: RenameStepOutcome;

  constructor(kind: RenameStepKind, outcome: RenameStepOutcome) {
    this.kind = kind;
    this.outcome = outcome;
  }
}

export const STEP_FAILURE =
  "Why the step failed, or why its outcome is unknown. Null if it has no failure, or none that is known.";

export const OfficialNameStepFailure = createUnionType({
  name: "OfficialNameStepFailure",
  description: "Why the official name was not set.",
  types: () => [OfficialNameConflictError] as const,
});
export type OfficialNameStepFailure = typeof OfficialNameStepFailure;

@ObjectType({ implements: RenameStep, simpleResolvers: true, description: "Sets the official name." })
export class OfficialNameStep extends RenameStep {
  @Field(() => OfficialNameStepFailure, { nullable: true, description: STEP_FAILURE })
  readonly failure: OfficialNameStepFailure | null;

  constructor(outcome: RenameStepOutcome, failure: OfficialNameStepFailure | null) {
    super("OFFICIAL_NAME", outcome);
    this.failure = failure;
  }
}

export const ClassinStudentStepFailure = createUnionType({
  name: "ClassinStudentStepFailure",
  description: "Why the name that the school registered in ClassIn was not changed.",
  types: () => [StudentNotInSchoolError, ...VENDOR_FAILURES] as const,
});
export type ClassinStudentStepFailure = typeof ClassinStudentStepFailure;

@ObjectType({
  implements: RenameStep,
  simpleResolvers: true,
  description: "Changes the name that the school registered in ClassIn.",
})
export class ClassinStudentStep extends RenameStep {
  @Field(() => ClassinStudentStepFailure, { nullable: true, description: STEP_FAILURE })
  readonly failure: ClassinStudentStepFailure | null;

  constructor(outcome: RenameStepOutcome, failure: ClassinStudentStepFailure | null) {
    super("CLASSIN_STUDENT", outcome);
    this.failure = failure;
  }
}

export const ClassinNicknamesStepFailure = createUnionType({
  name: "ClassinNicknamesStepFailure",
  description: "Why the student's nicknames were not set.",
  types: () => [StudentNotInSchoolError, StudentNicknameNotSyncedError, ...VENDOR_FAILURES] as const,
});
export type ClassinNicknamesStepFailure = typeof ClassinNicknamesStepFailure;

@ObjectType({
  implements: RenameStep,
  simpleResolvers: true,
  description: "Copies the registered name to the student's nickname in each course that has not ended.",
})
export class ClassinNicknamesStep extends RenameStep {
  @Field(() => ClassinNicknamesStepFailure, { nullable: true, description: STEP_FAILURE })
  readonly failure: ClassinNicknamesStepFailure | null;

  constructor(outcome: RenameStepOutcome, failure: ClassinNicknamesStepFailure | null) {
    super("CLASSIN_NICKNAMES", outcome);
    this.failure = failure;
  }
}
