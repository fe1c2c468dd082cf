import { RequiresWriteToAll } from "../schema/access.js";
import { Arg, Ctx, Directive, Mutation, Resolver } from "../schema/decorators.js";
import { WRITE_TAG, WRITES_TO_VENDOR } from "../schema/demand.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import {
  SyncStudentNicknamesInput,
  SyncStudentNicknamesResult,
  SyncStudentNicknamesSuccess,
} from "../schema/sync-student-nicknames.js";
import type { Context } from "../src/graphql/context.js";
import { checkClassinUids } from "../src/input/classin-uids.js";
import { Problems } from "../src/input/problem.js";
import { presentStudentSync } from "./presenters/student-sync.js";
import { presentVendorFailure } from "./presenters/vendor-failure.js";

@Resolver()
export class SyncStudentNicknamesResolver {
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @RequiresWriteToAll()
  @Mutation(() => SyncStudentNicknamesResult, {
    description:
      "Sets the nickname of up to 100 students to the name that the school registered, in each of their courses that has not ended. Use it after a student was renamed. Repeating it is harmless. The scope `class-groups:write:own` does not allow it, because a student is in many courses.",
  })
  async syncStudentNicknames(
    @Arg("input", () => SyncStudentNicknamesInput, { description: "The students to sync." })
    { classinUids }: SyncStudentNicknamesInput,
    @Ctx() { classin, call, requestId }: Context,
  ): Promise<SyncStudentNicknamesResult> {
    const problems = new Problems();
    checkClassinUids(classinUids, "input.classinUids", problems);
    if (!problems.none)
      return new InvalidInputError(problems.list.map((problem) => new InputProblem(problem)));

    const synced = await classin.syncStudents(classinUids, call);
    if (!synced.ok) return presentVendorFailure(synced.error, requestId);
    return new SyncStudentNicknamesSuccess(
      synced.value.map((outcome) => presentStudentSync(outcome, requestId)),
    );
  }
}
