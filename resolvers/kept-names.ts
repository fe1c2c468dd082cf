import type { GraphQLResolveInfo } from "graphql";
import { RequiresNames, RequiresRead, RequiresWrite } from "../schema/access.js";
import { Course } from "../schema/course.js";
import {
  Arg,
  Args,
  Ctx,
  Directive,
  FieldResolver,
  Info,
  Mutation,
  Query,
  Resolver,
  Root,
} from "../schema/decorators.js";
import { READS_FROM_VENDOR, SIZED_BY_FIRST, WRITE_TAG, WRITES_TO_VENDOR } from "../schema/demand.js";
import { InputProblem, InvalidInputError } from "../schema/errors.js";
import { Group } from "../schema/group.js";
import {
  NameCorrection,
  NameCorrectionConnection,
  NameCorrectionEdge,
  NameCorrectionResult,
  NameCorrectionsArgs,
  NamePolicy,
  SetNamePolicyInput,
  SetNamePolicyResult,
  SetNamePolicySuccess,
} from "../schema/kept-names.js";
import type { Context } from "../src/graphql/context.js";
import { momentCursor, readMomentCursor } from "../src/graphql/cursors.js";
import { checkCourseId, checkUserId } from "../src/input/ids.js";
import { checkPolicyCourses } from "../src/input/name-policy.js";
import { Problems } from "../src/input/problem.js";
import type { NameCorrection as Stored } from "../src/names/keep/model.js";
import { presentCorrection, resultOf } from "./presenters/name-correction.js";
import { checkArguments } from "./shared/check-arguments.js";
import { loadGroup } from "./shared/load-group.js";
import { pageOf, readPage } from "./shared/page.js";
import { requireAdminOfAll } from "./shared/require-group-admin.js";
import { seesCourse } from "./shared/sees-course.js";
import { fromStore, orStoreError } from "./shared/store-errors.js";

@Resolver(() => Course)
export class KeptNamesResolver {
  @Directive(WRITES_TO_VENDOR)
  @Directive(WRITE_TAG)
  @RequiresWrite()
  @Mutation(() => SetNamePolicyResult, {
    description:
      "Sets whether the names in courses are kept, for all of these courses or for none. `KEEP` sets names back by itself: nicknames in ClassIn after students were added or edited, and name cards in the course's group after a member joined or renamed or the official name changed, to the official name. It begins at once, and everything is compared once a day. Without webhooks, only the daily comparison works. Repeating it is harmless. `class-groups:write:own` allows it for the courses of groups that the caller owns or administers.",
  })
  async setNamePolicy(
    @Arg("input", () => SetNamePolicyInput, { description: "The courses and their policy." })
    { courseIds, policy }: SetNamePolicyInput,
    @Ctx() context: Context,
  ): Promise<SetNamePolicyResult> {
    const problems = new Problems();
    checkPolicyCourses(courseIds, "input.courseIds", problems);
    if (!problems.none)
      return new InvalidInputError(problems.list.map((problem) => new InputProblem(problem)));
    const { courseGroups, nameKeeping, caller } = context;
    const refused = await requireAdminOfAll(
      courseIds.map((courseId) => courseGroups.groupIdOf(courseId)),
      context,
    );
    if (refused !== null) return refused;
    const set = async (): Promise<SetNamePolicySuccess> => {
      await nameKeeping.setPolicy(courseIds, policy, caller?.id ?? null);
      return new SetNamePolicySuccess(courseIds.map((courseId) => new Course(courseId)));
    };
    return orStoreError(context, set, "Repeating it is harmless.");
  }

  @RequiresRead()
  @FieldResolver(() => NamePolicy, {
    nullable: true,
    description:
      "Whether the names in the course are kept. `MANUAL` unless `setNamePolicy` changed it. Null if the caller may not see the course's group.",
  })
  async namePolicy(@Root() course: Course, @Ctx() context: Context): Promise<NamePolicy | null> {
    if (!(await seesCourse(course, context))) return null;
    return fromStore(context, () => context.nameKeeping.policyOf(course.id));
  }

  @RequiresNames()
  @Directive(SIZED_BY_FIRST)
  @Query(() => NameCorrectionConnection, {
    description:
      "Corrections of names, newest first: those that the server made by itself to keep names, and every sync of a course. Name cards that a caller or a bulk operation set are not among them.",
  })
  async nameCorrections(
    @Args(() => NameCorrectionsArgs) args: NameCorrectionsArgs,
    @Ctx() context: Context,
  ): Promise<NameCorrectionConnection> {
    const { courseId = null, userId = null } = args;
    const pageRequest = readPage(args, readMomentCursor, "the corrections of names");
    checkArguments((problems) => {
      if (courseId !== null) checkCourseId(courseId, "courseId", problems);
      if (userId !== null) checkUserId(userId, "userId", problems);
    });
    const { first, after } = pageRequest;
    const now = context.clock.now();
    const found = await fromStore(context, () =>
      context.nameKeeping.corrections({ courseId, userId, after, limit: first + 1 }),
    );
    const edgeOf = (correction: Stored) =>
      new NameCorrectionEdge(
        () => momentCursor(correction.at, correction.id),
        presentCorrection(correction, now),
      );
    return new NameCorrectionConnection(pageOf(found, pageRequest, edgeOf));
  }
}

@Resolver(() => NameCorrection)
export class NameCorrectionResolver {
  @RequiresRead()
  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => Group, {
    nullable: true,
    description: "The chat group of the name card, as it is now. Null for a sync in ClassIn.",
  })
  async group(
    @Root() { groupId }: NameCorrection,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group | null> {
    return groupId === null ? null : loadGroup(groupId, context, info);
  }

  @FieldResolver(() => NameCorrectionResult, {
    nullable: true,
    description:
      "What the mutation would have returned. Null while the correction is being made. A member's fields are read now. `InvalidInputError`: the official name is too long for a name card.",
  })
  result(
    @Root() node: NameCorrection,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NameCorrectionResult | null> {
    return resultOf(node, context, info);
  }
}
