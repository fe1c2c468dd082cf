import { RequiresWrite } from "../schema/access.js";
import { Course } from "../schema/course.js";
import { Arg, Ctx, Directive, ID, Mutation, Resolver } from "../schema/decorators.js";
import { WRITE_TAG, WRITES_TO_VENDOR } from "../schema/demand.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import { SyncClassNicknamesResult, SyncClassNicknamesSuccess } from "../schema/sync-class-nicknames.js";
import type { Context } from "../src/graphql/context.js";
import { checkCourseId } from "../src/input/ids.js";
import { Problems } from "../src/input/problem.js";
import { presentSyncFailure } from "./presenters/sync-failure.js";
import { recordSync } from "./shared/record-sync.js";
import { requireGroupAdmin } from "./shared/require-group-admin.js";

@Resolver()
export class SyncClassNicknamesResolver {
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @RequiresWrite()
  @Mutation(() => SyncClassNicknamesResult, {
    description:
      "Sets the nickname of every student and auditor of a course to the name that the school registered, in the course's chat and lessons. Later renames need another sync. Repeating it is harmless. Teachers are not affected.",
  })
  async syncClassNicknames(
    @Arg("courseId", () => ID, { description: "The ClassIn course number: digits without a leading zero." })
    courseId: string,
    @Ctx() context: Context,
  ): Promise<SyncClassNicknamesResult> {
    const problems = new Problems();
    checkCourseId(courseId, "courseId", problems);
    if (!problems.none)
      return new InvalidInputError(problems.list.map((problem) => new InputProblem(problem)));

    const refused = await requireGroupAdmin(context.courseGroups.groupIdOf(courseId), context);
    if (refused !== null) return refused;

    const startedAt = context.clock.now();
    const synced = await context.classin.syncNicknames(courseId, context.call);
    recordSync(courseId, startedAt, synced, context);
    if (!synced.ok) return presentSyncFailure(synced.error, courseId, context.requestId);
    return new SyncClassNicknamesSuccess(new Course(courseId), synced.value.syncedAt);
  }
}
