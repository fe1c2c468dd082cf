import { createUnionType, Directive, Field, ID, Int, InterfaceType, ObjectType } from "./decorators.js";
import { assumedSize, PERSONAL_DATA } from "./demand.js";
import { enumType } from "./enum-type.js";
import { InvalidInputError, MutationError, VENDOR_FAILURES } from "./errors.js";
import { DateTime } from "./scalars.js";
import { OfficialNameConflictError } from "./set-official-names.js";
import { StudentNicknameNotSyncedError, StudentNotInSchoolError } from "./sync-student-nicknames.js";
import { UpdateGroupMemberResult } from "./update-group-member.js";

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

const FAILURE =
  "Why the step failed, or why its outcome is unknown. Null if it has no failure, or none that is known.";

export const OfficialNameStepFailure = createUnionType({
  name: "OfficialNameStepFailure",
  description: "Why the official name was not set.",
  types: () => [OfficialNameConflictError] as const,
});
export type OfficialNameStepFailure = typeof OfficialNameStepFailure;

@ObjectType({ implements: RenameStep, simpleResolvers: true, description: "Sets the official name." })
export class OfficialNameStep extends RenameStep {
  @Field(() => OfficialNameStepFailure, { nullable: true, description: FAILURE })
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
  @Field(() => ClassinStudentStepFailure, { nullable: true, description: FAILURE })
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
  @Field(() => ClassinNicknamesStepFailure, { nullable: true, description: FAILURE })
  readonly failure: ClassinNicknamesStepFailure | null;

  constructor(outcome: RenameStepOutcome, failure: ClassinNicknamesStepFailure | null) {
    super("CLASSIN_NICKNAMES", outcome);
    this.failure = failure;
  }
}

@ObjectType({ simpleResolvers: true, description: "A group in which the student's card could not be set." })
export class NameCardFailure {
  @Field(() => ID, { description: "The id of the group." })
  readonly groupId: string;

  @Field(() => UpdateGroupMemberResult, {
    description: "The result that `updateGroupMember` would have returned for this card.",
  })
  readonly result: UpdateGroupMemberResult;

  constructor(groupId: string, result: UpdateGroupMemberResult) {
    this.groupId = groupId;
    this.result = result;
  }
}

const MAX_FAILURES = 20;

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The student's card could not be set in some groups. All other groups show the name.",
})
export class NameCardsPartlySetError extends MutationError {
  @Field(() => Int, { description: "The number of groups in which the card could not be set." })
  readonly failedCount: number;

  @Directive(assumedSize(MAX_FAILURES))
  @Field(() => [NameCardFailure], { description: `The first ${MAX_FAILURES} of them.` })
  readonly failures: readonly NameCardFailure[];

  constructor(failedCount: number, failures: readonly NameCardFailure[]) {
    super(
      `The name card could not be set in ${failedCount} groups. Correct what \`failures\` says, then repeat the mutation with the same key.`,
    );
    this.failedCount = failedCount;
    this.failures = failures;
  }
}

export const NameCardsStepFailure = createUnionType({
  name: "NameCardsStepFailure",
  description:
    "Why the cards were not set in all groups. `InvalidInputError` if the name is too long for a card. A vendor's failure if the groups could not be listed.",
  types: () => [NameCardsPartlySetError, InvalidInputError, ...VENDOR_FAILURES] as const,
});
export type NameCardsStepFailure = typeof NameCardsStepFailure;

@ObjectType({
  implements: RenameStep,
  simpleResolvers: true,
  description: "Sets the student's card in each group, where it differs.",
})
export class NameCardsStep extends RenameStep {
  @Field(() => NameCardsStepFailure, { nullable: true, description: FAILURE })
  readonly failure: NameCardsStepFailure | null;

  @Field(() => Int, {
    nullable: true,
    description: "The number of cards that the last attempt set. Null before the end of an attempt.",
  })
  readonly setCount: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The number of cards that showed the name already. Null before the end of an attempt.",
  })
  readonly matchingCount: number | null;

  constructor(
    outcome: RenameStepOutcome,
    failure: NameCardsStepFailure | null,
    cards: { readonly set: number; readonly matching: number } | null,
  ) {
    super("NAME_CARDS", outcome);
    this.failure = failure;
    this.setCount = cards?.set ?? null;
    this.matchingCount = cards?.matching ?? null;
  }
}

@ObjectType({ simpleResolvers: true, description: "A rename of a student, and how far it has got." })
export class StudentRename {
  @Field(() => ID, { description: "The student's user id in Tencent Cloud Chat (IM)." })
  readonly userId: string;

  @Field(() => ID, { description: "The student's number (UID) in ClassIn." })
  readonly classinUid: string;

  @Directive(PERSONAL_DATA)
  @Field(() => String, { description: "The new name." })
  readonly name: string;

  @Field(() => DateTime, { description: "When the rename was first requested." })
  readonly startedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the last step was done. Null while steps are left.",
  })
  readonly finishedAt: Date | null;

  @Directive(assumedSize(4))
  @Field(() => [RenameStep], { description: "The four steps, in their order." })
  readonly steps: readonly RenameStep[];

  constructor(
    rename: { userId: string; classinUid: string; name: string; startedAt: Date; finishedAt: Date | null },
    steps: readonly RenameStep[],
  ) {
    this.userId = rename.userId;
    this.classinUid = rename.classinUid;
    this.name = rename.name;
    this.startedAt = rename.startedAt;
    this.finishedAt = rename.finishedAt;
    this.steps = steps;
  }
}
