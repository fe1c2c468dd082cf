import { RequiresWrite } from "../schema/access.js";
import { Course } from "../schema/course.js";
import { Arg, Ctx, Directive, ID, Mutation, Resolver } from "../schema/decorators.js";
import { WRITE_TAG, WRITES_TO_VENDOR } from "../schema/demand.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import {
  CourseDeletedError,
  CourseExpiredError,
  CourseNotFoundError,
  CourseTypeNotSupportedError,
  DeletedStudentInCourseError,
  NicknamesNotSyncedError,
  NicknamesPartlySyncedError,
  SyncClassNicknamesResult,
  SyncClassNicknamesSuccess,
} from "../schema/sync-class-nicknames.js";
import type { SyncFailure } from "../src/classin/client.js";
import type { Context } from "../src/context.js";
import { checkCourseId } from "../src/input/ids.js";
import { Problems } from "../src/input/problem.js";
import { presentVendorFailure, sourceOf } from "./failure.js";
import { refuseForeignGroup } from "./own-groups.js";

@Resolver()
export class SyncClassNicknamesResolver {
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @RequiresWrite()
  @Mutation(() => SyncClassNicknamesResult, {
    description:
      "Gives every student and auditor of a course the name that the school registered, in the course's chat and lessons. A one-time copy; repeating it is harmless. Teachers are left alone.",
  })
  async syncClassNicknames(
    @Arg("courseId", () => ID, { description: "The ClassIn course number: digits only." }) courseId: string,
    @Ctx() context: Context,
  ): Promise<SyncClassNicknamesResult> {
    const problems = new Problems();
    checkCourseId(courseId, "courseId", problems);
    if (!problems.none)
      return new InvalidInputError(problems.list.map((problem) => new InputProblem(problem)));

    const refused = await refuseForeignGroup(context.courseGroups.groupIdOf(courseId), context);
    if (refused !== null) return refused;

    const synced = await context.classin.syncNicknames(courseId, context.call);
    if (!synced.ok) return present(synced.error, courseId, context.requestId);
    return new SyncClassNicknamesSuccess(new Course(courseId), synced.value.syncedAt);
  }
}

/** No default: a new kind of failure does not compile until somebody decides what clients see. */
function present(failure: SyncFailure, courseId: string, requestId: string): SyncClassNicknamesResult {
  const source = sourceOf(failure, requestId);
  switch (failure.kind) {
    case "course-not-found":
      return new CourseNotFoundError(courseId, source);
    case "course-deleted":
      return new CourseDeletedError(courseId, source);
    case "course-expired":
      return new CourseExpiredError(courseId, source);
    case "course-type-not-supported":
      return new CourseTypeNotSupportedError(courseId, source);
    case "partly-synced":
      return new NicknamesPartlySyncedError(new Course(courseId), source);
    case "not-synced":
      return new NicknamesNotSyncedError(new Course(courseId), source);
    case "deleted-student":
      return new DeletedStudentInCourseError(new Course(courseId), source);
    case "rate-limited":
    case "unavailable":
    case "outcome-unknown":
    case "misconfigured":
    case "rejected":
      return presentVendorFailure(failure, requestId);
  }
}
