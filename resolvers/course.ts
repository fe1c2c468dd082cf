import type { GraphQLResolveInfo } from "graphql";
import { RequiresRead } from "../schema/access.js";
import { Course } from "../schema/course.js";
import { Arg, Ctx, Directive, FieldResolver, ID, Info, Query, Resolver, Root } from "../schema/decorators.js";
import { READS_FROM_VENDOR } from "../schema/demand.js";
import { Group } from "../schema/group.js";
import type { Context } from "../src/graphql/context.js";
import { checkCourseId, isCourseId } from "../src/input/ids.js";
import { checkArguments } from "./shared/check-arguments.js";
import { loadGroup } from "./shared/load-group.js";

@Resolver(() => Course)
export class CourseResolver {
  @RequiresRead()
  @Query(() => Course, {
    nullable: true,
    description:
      "A course by its number. ClassIn has no call to read courses, so every well-formed number returns a course. Only a sync shows whether it exists.",
  })
  course(
    @Arg("id", () => ID, { description: "The ClassIn course number: digits without a leading zero." })
    id: string,
  ): Course {
    checkArguments((problems) => checkCourseId(id, "id", problems));
    return new Course(id);
  }

  @RequiresRead()
  @Directive(READS_FROM_VENDOR)
  @FieldResolver(() => Group, {
    nullable: true,
    description: "The course's chat group, found by the school's naming rule. Null if there is none.",
  })
  group(
    @Root() course: Course,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Group | null> {
    return loadGroup(context.courseGroups.groupIdOf(course.id), context, info);
  }
}

export function resolveCourseReference({ id }: { id?: unknown }): Course | null {
  return isCourseId(id) ? new Course(id) : null;
}
