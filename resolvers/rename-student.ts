import { RequiresNamesAndWrite } from "../schema/access.js";
import { Arg, Ctx, Directive, Mutation, Resolver } from "../schema/decorators.js";
import { WRITE_TAG, WRITES_TO_VENDOR } from "../schema/demand.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import {
  RenameStudentConflictError,
  RenameStudentIncompleteError,
  RenameStudentInput,
  RenameStudentResult,
  RenameStudentSuccess,
  RenameStudentSupersededError,
} from "../schema/rename-student.js";
import type { Context } from "../src/graphql/context.js";
import { readRename } from "../src/input/rename-student.js";
import type { RenameOutcome } from "../src/names/rename/model.js";
import { presentRename } from "./presenters/student-rename.js";
import { orStoreError } from "./shared/store-errors.js";

const ADVICE = "Use the same idempotency key. Steps that are done are not made again.";

@Resolver()
export class RenameStudentResolver {
  @RequiresNamesAndWrite()
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @Mutation(() => RenameStudentResult, {
    description:
      "Renames a student everywhere: the official name, the name that the school registered in ClassIn, the nickname in each course that has not ended, and the name card in each chat group. If a step fails, later ones are not made. Repeat the mutation with the same key to go on. The scope `class-groups:write:own` does not allow it, because a student is in many courses and groups.",
  })
  async renameStudent(
    @Arg("input", () => RenameStudentInput, { description: "The student, and the new name." })
    input: RenameStudentInput,
    @Ctx() context: Context,
  ): Promise<RenameStudentResult> {
    const read = readRename(input, "input");
    if (!read.ok) return new InvalidInputError(read.error.map((problem) => new InputProblem(problem)));
    const request = { ...read.value, caller: context.caller?.id ?? null };
    const outcome = await orStoreError(context, () => context.renames.rename(request, context.call), ADVICE);
    context.loaders.forget();
    return "kind" in outcome ? present(outcome, context) : outcome;
  }
}

function present({ kind, rename }: RenameOutcome, { requestId }: Context): RenameStudentResult {
  const presented = presentRename(rename, requestId);
  switch (kind) {
    case "done":
      return new RenameStudentSuccess(presented);
    case "incomplete":
      return new RenameStudentIncompleteError(presented, "step");
    case "busy":
      return new RenameStudentIncompleteError(presented, "busy");
    case "superseded":
      return new RenameStudentSupersededError(presented);
    case "conflict":
      return new RenameStudentConflictError(presented);
  }
}
