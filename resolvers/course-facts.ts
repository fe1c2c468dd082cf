import { RequiresRead, RequiresReadOfAll } from "../schema/access.js";
import {
  CourseConnection,
  CourseEdge,
  CourseStatus,
  CourseStudent,
  CourseStudentConnection,
  CourseStudentEdge,
  CoursesArgs,
} from "../schema/course-facts.js";
import { Course } from "../schema/course.js";
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from "../schema/decorators.js";
import { PERSONAL_DATA, SIZED_BY_FIRST } from "../schema/demand.js";
import { PageArgs } from "../schema/pages.js";
import { DateTime } from "../schema/scalars.js";
import type { Context } from "../src/graphql/context.js";
import { courseCursor, readCourseCursor, readStudentCursor, studentCursor } from "../src/graphql/cursors.js";
import type { CourseFacts, CourseStudent as StoredStudent } from "../src/webhooks/queries/courses.js";
import { courseWith, factsOf } from "./shared/course-facts.js";
import { pageOf, readPage } from "./shared/page.js";
import { seesCourse } from "./shared/sees-course.js";
import { fromStore } from "./shared/store-errors.js";

const FROM_MESSAGES =
  "From ClassIn's messages to this server's webhook, since ClassIn has no call to read it.";

@Resolver(() => Course)
export class CourseFactsResolver {
  @RequiresReadOfAll()
  @Directive(SIZED_BY_FIRST)
  @Query(() => CourseConnection, {
    description:
      "The courses that ClassIn's messages have named since webhooks were set up, in the order of their numbers. Needs `class-groups:read`: with `class-groups:read:own`, each course would need a vendor call to find out whether the caller is in its group. Empty without webhooks.",
  })
  async courses(
    @Args(() => CoursesArgs) args: CoursesArgs,
    @Ctx() context: Context,
  ): Promise<CourseConnection> {
    const pageRequest = readPage(args, readCourseCursor, "the known courses");
    const { first, after } = pageRequest;
    const status = args.status ?? null;
    const found = await fromStore(context, () =>
      context.webhooks.courses({ status, after, limit: first + 1 }),
    );
    const edgeOf = (facts: CourseFacts) =>
      new CourseEdge(() => courseCursor(facts.courseId), courseWith(facts));
    return new CourseConnection(pageOf(found, pageRequest, edgeOf));
  }

  @RequiresRead()
  @FieldResolver(() => String, {
    nullable: true,
    description: `The name of the course in ClassIn. ${FROM_MESSAGES} Null if none has named it.`,
  })
  async name(@Root() course: Course, @Ctx() context: Context): Promise<string | null> {
    return (await factsOf(course, context))?.name ?? null;
  }

  @RequiresRead()
  @FieldResolver(() => CourseStatus, {
    nullable: true,
    description: `The status of the course. ${FROM_MESSAGES} Null if none has stated it.`,
  })
  async status(@Root() course: Course, @Ctx() context: Context): Promise<CourseStatus | null> {
    return (await factsOf(course, context))?.status ?? null;
  }

  @RequiresRead()
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: `When the course expires. ${FROM_MESSAGES} Null if it never expires, or if no message has stated it.`,
  })
  async expiresAt(@Root() course: Course, @Ctx() context: Context): Promise<Date | null> {
    return (await factsOf(course, context))?.expiresAt ?? null;
  }

  @RequiresRead()
  @Directive(PERSONAL_DATA)
  @FieldResolver(() => String, {
    nullable: true,
    description: `The name of the head teacher. ${FROM_MESSAGES} Null if none has stated it.`,
  })
  async headTeacherName(@Root() course: Course, @Ctx() context: Context): Promise<string | null> {
    return (await factsOf(course, context))?.headTeacherName ?? null;
  }

  @RequiresRead()
  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "ClassIn's time of the newest message about the course. Each of `name`, `status`, `expiresAt` and `headTeacherName` may be older, because most messages say only what was edited. Null if there was no message, or if the caller may not see the course's group.",
  })
  async asOf(@Root() course: Course, @Ctx() context: Context): Promise<Date | null> {
    return (await factsOf(course, context))?.asOf ?? null;
  }

  @RequiresRead()
  @Directive(SIZED_BY_FIRST)
  @FieldResolver(() => CourseStudentConnection, {
    nullable: true,
    description:
      "The students whom ClassIn's messages have added to the course since webhooks were set up. Earlier students are missing, and auditors may be among them. Null if the caller may not see the course's group.",
  })
  async students(
    @Root() course: Course,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<CourseStudentConnection | null> {
    const pageRequest = readPage(args, readStudentCursor, "a course's students");
    if (!(await seesCourse(course, context))) return null;
    const { first, after } = pageRequest;
    const found = await fromStore(context, () =>
      context.webhooks.students({ courseId: course.id, after, limit: first + 1 }),
    );
    const edgeOf = (student: StoredStudent) =>
      new CourseStudentEdge(() => studentCursor(student.uid), new CourseStudent(student));
    return new CourseStudentConnection(pageOf(found, pageRequest, edgeOf));
  }
}
