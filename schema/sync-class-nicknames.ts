import { Course } from "./course.js";
import { createUnionType, Field, ID, ObjectType } from "./decorators.js";
import {
  InvalidInputError,
  NotPermittedError,
  VENDOR_FAILURES,
  VendorError,
  type VendorErrorSource,
  VendorErrorType,
} from "./errors.js";
import { DateTime } from "./scalars.js";

@ObjectType({
  simpleResolvers: true,
  description: "Every student and auditor of the course now has the name that the school registered.",
})
export class SyncClassNicknamesSuccess {
  @Field(() => Course, { description: "The course." })
  readonly course: Course;

  @Field(() => DateTime, {
    description: "When ClassIn confirmed the sync. Later renames need another sync.",
  })
  readonly syncedAt: Date;

  constructor(course: Course, syncedAt: Date) {
    this.course = course;
    this.syncedAt = syncedAt;
  }
}

@VendorErrorType("The school has no course with this number.")
export class CourseNotFoundError extends VendorError {
  @Field(() => ID, { description: "The requested course number." })
  readonly courseId: string;

  constructor(courseId: string, source: VendorErrorSource) {
    super(`There is no course ${courseId} in this school. Check the number.`, source);
    this.courseId = courseId;
  }
}

@VendorErrorType("The course was deleted in ClassIn. It can no longer be synced.")
export class CourseDeletedError extends VendorError {
  @Field(() => ID, { description: "The requested course number." })
  readonly courseId: string;

  constructor(courseId: string, source: VendorErrorSource) {
    super(`Course ${courseId} was deleted in ClassIn, so its names cannot be set. Stop offering it.`, source);
    this.courseId = courseId;
  }
}

@VendorErrorType("The course has expired in ClassIn. It can no longer be changed.")
export class CourseExpiredError extends VendorError {
  @Field(() => ID, { description: "The requested course number." })
  readonly courseId: string;

  constructor(courseId: string, source: VendorErrorSource) {
    super(`Course ${courseId} has expired in ClassIn, so its names cannot be set. Stop offering it.`, source);
    this.courseId = courseId;
  }
}

@VendorErrorType("ClassIn does not support the sync for courses of this type.")
export class CourseTypeNotSupportedError extends VendorError {
  @Field(() => ID, { description: "The requested course number." })
  readonly courseId: string;

  constructor(courseId: string, source: VendorErrorSource) {
    super(
      `ClassIn does not sync names in course ${courseId}, because of its type. Stop offering the sync for it.`,
      source,
    );
    this.courseId = courseId;
  }
}

@VendorErrorType("Some names were set and some were not, even after retries. ClassIn does not say which.")
export class NicknamesPartlySyncedError extends VendorError {
  @Field(() => Course, { description: "The course." })
  readonly course: Course;

  constructor(course: Course, source: VendorErrorSource) {
    super(
      `Some names in course ${course.id} were set and some were not. ClassIn does not say which. Repeating the sync is harmless.`,
      source,
    );
    this.course = course;
  }
}

@VendorErrorType("No name could be set, even after retries.")
export class NicknamesNotSyncedError extends VendorError {
  @Field(() => Course, { description: "The course." })
  readonly course: Course;

  constructor(course: Course, source: VendorErrorSource) {
    super(
      `No name in course ${course.id} could be set. Try again later. If it fails again, ask an operator.`,
      source,
    );
    this.course = course;
  }
}

@VendorErrorType(
  "A student of the course was deleted from the school. ClassIn cannot set the name of such a student.",
)
export class DeletedStudentInCourseError extends VendorError {
  @Field(() => Course, { description: "The course." })
  readonly course: Course;

  constructor(course: Course, source: VendorErrorSource) {
    super(
      `Course ${course.id} has a student who was deleted from the school. Fix its roster, then sync again.`,
      source,
    );
    this.course = course;
  }
}

export const SyncClassNicknamesResult = createUnionType({
  name: "SyncClassNicknamesResult",
  description: "The result of a sync: success, or the reason for the failure.",
  types: () =>
    [
      SyncClassNicknamesSuccess,
      InvalidInputError,
      CourseNotFoundError,
      CourseDeletedError,
      CourseExpiredError,
      CourseTypeNotSupportedError,
      NicknamesPartlySyncedError,
      NicknamesNotSyncedError,
      DeletedStudentInCourseError,
      NotPermittedError,
      ...VENDOR_FAILURES,
    ] as const,
});
export type SyncClassNicknamesResult = typeof SyncClassNicknamesResult;
