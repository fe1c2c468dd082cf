import { RequiresRead } from "./access.js";
import { Course } from "./course.js";
import { ArgsType, Directive, Field, ID, ObjectType } from "./decorators.js";
import { PERSONAL_DATA } from "./demand.js";
import { enumType } from "./enum-type.js";
import { connectionOf, edgeOf, PageArgs } from "./pages.js";
import { DateTime } from "./scalars.js";

export const CourseStatus = enumType("CourseStatus", "The status of a course, as ClassIn's messages say.", {
  NOT_STARTED: "No lesson has begun.",
  RUNNING: "Lessons are held.",
  ENDED: "The course has ended.",
  DELETED: "The course was deleted.",
});
export type CourseStatus = keyof typeof CourseStatus;

@ArgsType()
export class CoursesArgs extends PageArgs {
  @Field(() => CourseStatus, { nullable: true, description: "Returns only courses with this status." })
  readonly status?: CourseStatus | null;
}

@ObjectType({ simpleResolvers: true, description: "One course in a page of courses." })
export class CourseEdge extends edgeOf(() => Course, "course") {}

@ObjectType({
  simpleResolvers: true,
  description: "A page of courses, in the order of their numbers (Relay).",
})
export class CourseConnection extends connectionOf(
  () => CourseEdge,
  () => Course,
  "courses",
) {}

@RequiresRead()
@ObjectType({
  simpleResolvers: true,
  description:
    "A student of a course, as ClassIn's messages say. It may be an auditor: the messages do not tell them apart.",
})
export class CourseStudent {
  @Field(() => ID, { description: "The student's number (UID) in ClassIn." })
  readonly uid: string;

  @Directive(PERSONAL_DATA)
  @Field(() => String, {
    nullable: true,
    description:
      "The name in ClassIn's message. It may be a masked phone number, and need not be the name that the school registered.",
  })
  readonly name: string | null;

  @Directive(PERSONAL_DATA)
  @Field(() => String, { nullable: true, description: "The school's own number of the student." })
  readonly studentNo: string | null;

  @Field(() => DateTime, { description: "ClassIn's time of the newest message that named the student." })
  readonly asOf: Date;

  constructor(student: { uid: string; name: string | null; studentNo: string | null; asOf: Date }) {
    this.uid = student.uid;
    this.name = student.name;
    this.studentNo = student.studentNo;
    this.asOf = student.asOf;
  }
}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "One student in a page of students." })
export class CourseStudentEdge extends edgeOf(() => CourseStudent, "student") {}

@RequiresRead()
@ObjectType({ simpleResolvers: true, description: "A page of a course's students (Relay)." })
export class CourseStudentConnection extends connectionOf(
  () => CourseStudentEdge,
  () => CourseStudent,
  "students",
) {}
