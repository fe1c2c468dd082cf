import { RequiresNames } from "./access.js";
import { StoreUnavailableError } from "./bulk-mutations.js";
import { Course } from "./course.js";
import { ArgsType, createUnionType, Field, ID, InputType, ObjectType } from "./decorators.js";
import { enumType } from "./enum-type.js";
import { InvalidInputError, NotPermittedError, VENDOR_FAILURES } from "./errors.js";
import { connectionOf, edgeOf, PageArgs } from "./pages.js";
import { DateTime } from "./scalars.js";
import {
  CourseDeletedError,
  CourseExpiredError,
  CourseNotFoundError,
  CourseTypeNotSupportedError,
  DeletedStudentInCourseError,
  NicknamesNotSyncedError,
  NicknamesPartlySyncedError,
  SyncClassNicknamesSuccess,
} from "./sync-class-nicknames.js";
import {
  ChangeNotAllowedInGroupTypeError,
  ContentRejectedError,
  GroupMemberNotFoundError,
  GroupNotFoundError,
  OwnerRoleNotChangeableError,
  UpdateGroupMemberSuccess,
} from "./update-group-member.js";
import { User } from "./user.js";

export const NamePolicy = enumType("NamePolicy", "Whether the names in a course are kept.", {
  KEEP: "The server sets names back by itself, in ClassIn and in the course's chat group.",
  MANUAL: "Names are set only on request.",
});
export type NamePolicy = keyof typeof NamePolicy;

export const NameCorrectionTrigger = enumType("NameCorrectionTrigger", "What led to a correction of names.", {
  MANUAL: "A caller asked for a sync, or turned on `KEEP`.",
  BULK: "A bulk operation synced the course.",
  ROSTER_CHANGE: "ClassIn reported that students were added or edited.",
  MEMBER_RENAMED: "Tencent IM reported that a name card was changed.",
  MEMBER_JOINED: "Tencent IM reported that a member joined.",
  SCHEDULE: "The daily look at all names.",
});
export type NameCorrectionTrigger = keyof typeof NameCorrectionTrigger;

export const NameCorrectionOutcome = enumType("NameCorrectionOutcome", "How a correction of names ended.", {
  PENDING: "It is being made. It began less than a minute ago.",
  SUCCEEDED: "The vendor confirmed it.",
  FAILED: "It failed, fully or in part. `result` says why.",
  UNKNOWN: "It was written down before the call, and no answer is known. It may have been made.",
});
export type NameCorrectionOutcome = keyof typeof NameCorrectionOutcome;

@InputType({ description: "The courses, and their new policy." })
export class SetNamePolicyInput {
  @Field(() => [ID], { description: "1 to 1,000 ClassIn course numbers, without duplicates." })
  readonly courseIds!: readonly string[];

  @Field(() => NamePolicy, { description: "The policy of all these courses." })
  readonly policy!: NamePolicy;
}

@ObjectType({ simpleResolvers: true, description: "All courses have the policy." })
export class SetNamePolicySuccess {
  @Field(() => [Course], { description: "The courses, in the order of the input." })
  readonly courses: readonly Course[];

  constructor(courses: readonly Course[]) {
    this.courses = courses;
  }
}

export const SetNamePolicyResult = createUnionType({
  name: "SetNamePolicyResult",
  description: "The result of setting a policy: success, or the reason for the failure.",
  types: () =>
    [
      SetNamePolicySuccess,
      InvalidInputError,
      NotPermittedError,
      StoreUnavailableError,
      ...VENDOR_FAILURES,
    ] as const,
});
export type SetNamePolicyResult = typeof SetNamePolicyResult;

@ArgsType()
export class NameCorrectionsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: "Returns only corrections in this course and its group." })
  readonly courseId?: string | null;

  @Field(() => ID, { nullable: true, description: "Returns only corrections of this user's name cards." })
  readonly userId?: string | null;
}

export const NameCorrectionResult = createUnionType({
  name: "NameCorrectionResult",
  description: "What `syncClassNicknames` or `updateGroupMember` would have returned for a correction.",
  types: () =>
    [
      SyncClassNicknamesSuccess,
      CourseNotFoundError,
      CourseDeletedError,
      CourseExpiredError,
      CourseTypeNotSupportedError,
      NicknamesPartlySyncedError,
      NicknamesNotSyncedError,
      DeletedStudentInCourseError,
      UpdateGroupMemberSuccess,
      InvalidInputError,
      GroupNotFoundError,
      GroupMemberNotFoundError,
      ChangeNotAllowedInGroupTypeError,
      OwnerRoleNotChangeableError,
      NotPermittedError,
      ContentRejectedError,
      ...VENDOR_FAILURES,
    ] as const,
});
export type NameCorrectionResult = typeof NameCorrectionResult;

@RequiresNames()
@ObjectType({
  simpleResolvers: true,
  description:
    "Names that were set, or tried to be set: all nicknames of a course in ClassIn, or one name card in Tencent IM. It names ids only. Old ones are deleted.",
})
export class NameCorrection {
  @Field(() => ID, {
    description: "An opaque id, unique among all corrections. It is `requestId` in the log.",
  })
  readonly id: string;

  @Field(() => DateTime, {
    description: "When it was begun. For a sync that a caller asked for, when its outcome was known.",
  })
  readonly at: Date;

  @Field(() => NameCorrectionTrigger, { description: "What led to it." })
  readonly trigger: NameCorrectionTrigger;

  @Field(() => NameCorrectionOutcome, { description: "How it ended." })
  readonly outcome: NameCorrectionOutcome;

  @Field(() => Course, { nullable: true, description: "The course." })
  readonly course: Course | null;

  /** The id of `group`. */
  readonly groupId: string | null;

  @Field(() => User, {
    nullable: true,
    description:
      "The person whose name card was set. Null for a sync in ClassIn, which is of the whole course.",
  })
  readonly user: User | null;

  constructor(one: {
    id: string;
    at: Date;
    trigger: NameCorrectionTrigger;
    outcome: NameCorrectionOutcome;
    courseId: string;
    groupId: string | null;
    userId: string | null;
  }) {
    this.id = one.id;
    this.at = one.at;
    this.trigger = one.trigger;
    this.outcome = one.outcome;
    this.course = new Course(one.courseId);
    this.groupId = one.groupId;
    this.user = one.userId === null ? null : new User(one.userId);
  }
}

@RequiresNames()
@ObjectType({ simpleResolvers: true, description: "One correction in a page of corrections." })
export class NameCorrectionEdge extends edgeOf(() => NameCorrection, "correction") {}

@RequiresNames()
@ObjectType({ simpleResolvers: true, description: "A page of corrections of names, newest first (Relay)." })
export class NameCorrectionConnection extends connectionOf(
  () => NameCorrectionEdge,
  () => NameCorrection,
  "corrections",
) {}
