import { StoreUnavailableError } from "./bulk-mutations.js";
import { createUnionType, Field, ID, InputType, ObjectType } from "./decorators.js";
import { InvalidInputError, MutationError } from "./errors.js";
import { StudentRename } from "./student-rename.js";

@InputType({ description: "A student's new name." })
export class RenameStudentInput {
  @Field(() => ID, { description: "The student's user id in Tencent Cloud Chat (IM)." })
  readonly userId!: string;

  @Field(() => ID, { description: "The student's number (UID) in ClassIn." })
  readonly classinUid!: string;

  @Field(() => String, {
    description:
      "1 to 24 characters, which is ClassIn's limit. A name that is too long, or contains control, invisible or direction characters, is refused and never cut. A name card takes only 50 bytes of UTF-8: with a longer name, the step `NAME_CARDS` fails.",
  })
  readonly name!: string;

  @Field(() => String, {
    description:
      "1 to 255 characters of your choice. A request with the same key and input goes on with the same rename: steps that are done are not made again. Choose a new key for each rename, and repeat the key if a rename is incomplete or an answer was lost.",
  })
  readonly idempotencyKey!: string;
}

@ObjectType({ simpleResolvers: true, description: "All steps are done." })
export class RenameStudentSuccess {
  @Field(() => StudentRename, { description: "The rename." })
  readonly rename: StudentRename;

  constructor(rename: StudentRename) {
    this.rename = rename;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description:
    "A step failed or its outcome is unknown, or another request works on a rename of this student. Later steps were not made.",
})
export class RenameStudentIncompleteError extends MutationError {
  @Field(() => StudentRename, { description: "The rename. Its steps say what is done, and what is left." })
  readonly rename: StudentRename;

  constructor(rename: StudentRename, why: "step" | "busy") {
    super(
      why === "step"
        ? "A step of the rename could not be completed, so the later steps were not made. See its failure, then repeat the mutation with the same key. Steps that are done are not made again."
        : "Another request is working on a rename of this student, or the student was erased meanwhile. Repeat the mutation with the same key in some seconds, if the name is still wanted.",
    );
    this.rename = rename;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description:
    "The official name was set or erased after this rename had set it, so the steps that were left must not be made.",
})
export class RenameStudentSupersededError extends MutationError {
  @Field(() => StudentRename, { description: "The rename. It cannot be completed." })
  readonly rename: StudentRename;

  constructor(rename: StudentRename) {
    super(
      "The student's official name, or number in ClassIn, is no longer the one that this rename set. The steps that were left were not made. Start a new rename with a new key.",
    );
    this.rename = rename;
  }
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The key was already used for another rename. Nothing was changed.",
})
export class RenameStudentConflictError extends MutationError {
  @Field(() => StudentRename, { description: "The rename that was started with the key." })
  readonly rename: StudentRename;

  constructor(rename: StudentRename) {
    super(
      "The idempotency key belongs to a rename with different input, so nothing was changed. Choose a new key for a new rename.",
    );
    this.rename = rename;
  }
}

export const RenameStudentResult = createUnionType({
  name: "RenameStudentResult",
  description: "The result of a rename: success, or why steps are left.",
  types: () =>
    [
      RenameStudentSuccess,
      RenameStudentIncompleteError,
      RenameStudentSupersededError,
      RenameStudentConflictError,
      InvalidInputError,
      StoreUnavailableError,
    ] as const,
});
export type RenameStudentResult = typeof RenameStudentResult;
