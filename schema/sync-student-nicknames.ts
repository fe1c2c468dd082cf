import { createUnionType, Directive, Field, ID, InputType, ObjectType } from "./decorators.js";
import { assumedSize } from "./demand.js";
import {
  InvalidInputError,
  VENDOR_FAILURES,
  VendorError,
  type VendorErrorSource,
  VendorErrorType,
} from "./errors.js";

/** ClassIn's limit for one call. */
const MAX_STUDENTS = 100;

@InputType({ description: "The students to sync." })
export class SyncStudentNicknamesInput {
  @Field(() => [ID], {
    description: `1 to ${MAX_STUDENTS} ClassIn UIDs: whole numbers of at most 9007199254740991, without a leading zero.`,
  })
  readonly classinUids!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Every course of the student that has not ended now shows the name that the school registered.",
})
export class StudentNicknameSynced {
  @Field(() => ID, { description: "The student's ClassIn UID." })
  readonly classinUid: string;

  constructor(classinUid: string) {
    this.classinUid = classinUid;
  }
}

@VendorErrorType("The user is not a student of the school in ClassIn.")
export class StudentNotInSchoolError extends VendorError {
  @Field(() => ID, { description: "The requested UID." })
  readonly classinUid: string;

  constructor(classinUid: string, source: VendorErrorSource) {
    super(
      `${classinUid} is not a student of this school in ClassIn. Check the UID, or add the student first.`,
      source,
    );
    this.classinUid = classinUid;
  }
}

@VendorErrorType("The student's nickname could not be set, even after a retry.")
export class StudentNicknameNotSyncedError extends VendorError {
  @Field(() => ID, { description: "The requested UID." })
  readonly classinUid: string;

  constructor(classinUid: string, source: VendorErrorSource) {
    super(
      `The nickname of student ${classinUid} could not be set. Try again later. If it fails again, ask an operator.`,
      source,
    );
    this.classinUid = classinUid;
  }
}

export const StudentNicknameResult = createUnionType({
  name: "StudentNicknameResult",
  description: "The outcome for one student.",
  types: () =>
    [
      StudentNicknameSynced,
      StudentNotInSchoolError,
      StudentNicknameNotSyncedError,
      ...VENDOR_FAILURES,
    ] as const,
});
export type StudentNicknameResult = typeof StudentNicknameResult;

@ObjectType({
  simpleResolvers: true,
  description: "ClassIn reported the students one by one. Some or all of them may have failed.",
})
export class SyncStudentNicknamesSuccess {
  @Directive(assumedSize(MAX_STUDENTS))
  @Field(() => [StudentNicknameResult], {
    description: "One result for each UID, in the order of the input.",
  })
  readonly results: readonly StudentNicknameResult[];

  constructor(results: readonly StudentNicknameResult[]) {
    this.results = results;
  }
}

export const SyncStudentNicknamesResult = createUnionType({
  name: "SyncStudentNicknamesResult",
  description: "The result of a sync of students: a result for each, or the reason why there is none.",
  types: () => [SyncStudentNicknamesSuccess, InvalidInputError, ...VENDOR_FAILURES] as const,
});
export type SyncStudentNicknamesResult = typeof SyncStudentNicknamesResult;
