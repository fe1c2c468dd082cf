import { CustomFieldInput } from "./custom-field.js";
import { createUnionType, Field, ID, InputType, ObjectType } from "./decorators.js";
import { AssignableGroupRole, GroupType, MemberChangeKind, MessageDelivery } from "./enums.js";
import {
  InvalidInputError,
  NotPermittedError,
  OutcomeUnknownError,
  RateLimitedError,
  VendorError,
  type VendorErrorSource,
  VendorMisconfiguredError,
  VendorRejectedError,
  VendorUnavailableError,
} from "./errors.js";
import { GroupMember } from "./group-member.js";
import { UnsignedInt32 } from "./scalars.js";

@InputType({
  description: "What to change about one member. Only what is given changes; at least one change is needed.",
})
export class UpdateGroupMemberInput {
  @Field(() => ID, { description: "The group's id." })
  readonly groupId!: string;

  @Field(() => ID, { description: "The user's id." })
  readonly userId!: string;

  @Field(() => AssignableGroupRole, {
    nullable: true,
    description:
      "Makes an administrator, or an ordinary member again. Not in work and live-stream groups, and never for the owner.",
  })
  readonly role?: AssignableGroupRole | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The name to show in this group: at most 50 bytes of UTF-8 (16 Chinese characters and two letters). Empty clears it. Nothing is cut: what is too long, or holds control, invisible or direction characters, is refused.",
  })
  readonly nameCard?: string | null;

  @Field(() => MessageDelivery, { nullable: true, description: "How messages reach the member." })
  readonly messageDelivery?: MessageDelivery | null;

  @Field(() => [CustomFieldInput], {
    nullable: true,
    description: "At most 5; fields not named stay as they are.",
  })
  readonly customFields?: readonly CustomFieldInput[] | null;

  @Field(() => UnsignedInt32, {
    nullable: true,
    description:
      "Mutes for so many seconds from now, at most 4294967295; 0 unmutes. Not in work and live-stream groups.",
  })
  readonly muteForSeconds?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The vendor confirmed the change." })
export class UpdateGroupMemberSuccess {
  @Field(() => GroupMember, {
    description:
      "The member with what the change set. Other fields that are selected are read afterwards, in one call for all changes of a list.",
  })
  readonly groupMember: GroupMember;

  constructor(groupMember: GroupMember) {
    this.groupMember = groupMember;
  }
}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description: "There is no such group, or it was dissolved.",
})
export class GroupNotFoundError extends VendorError {
  @Field(() => ID, { description: "The group id that was asked for." })
  readonly groupId: string;

  constructor(groupId: string, source: VendorErrorSource) {
    super(`There is no group ${groupId}, or it was dissolved. Check the id.`, source);
    this.groupId = groupId;
  }
}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description: "The user is not in the group, or unknown to the vendor.",
})
export class GroupMemberNotFoundError extends VendorError {
  @Field(() => ID, { description: "The group id that was asked for." })
  readonly groupId: string;

  @Field(() => ID, { description: "The user id that was asked for." })
  readonly userId: string;

  constructor(groupId: string, userId: string, source: VendorErrorSource) {
    super(`${userId} is not a member of group ${groupId}. Check the ids, or add the user first.`, source);
    this.groupId = groupId;
    this.userId = userId;
  }
}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description: "Groups of this type do not know this change.",
})
export class ChangeNotAllowedInGroupTypeError extends VendorError {
  @Field(() => GroupType, { description: "The group's type." })
  readonly groupType: GroupType;

  @Field(() => MemberChangeKind, {
    description: "The part of the change that is not possible; the first, if there are several.",
  })
  readonly change: MemberChangeKind;

  constructor(groupType: GroupType, change: MemberChangeKind, source: VendorErrorSource) {
    super(
      `A group of type ${groupType} does not allow the change ${change}, so nothing was changed.`,
      source,
    );
    this.groupType = groupType;
    this.change = change;
  }
}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description: "The member owns the group, and an owner's role cannot be changed here.",
})
export class OwnerRoleNotChangeableError extends VendorError {
  @Field(() => ID, { description: "The group id that was asked for." })
  readonly groupId: string;

  @Field(() => ID, { description: "The owner's user id." })
  readonly userId: string;

  constructor(groupId: string, userId: string, source: VendorErrorSource) {
    super(
      `${userId} owns group ${groupId}, and an owner's role cannot be changed here. Hand the group over first.`,
      source,
    );
    this.groupId = groupId;
    this.userId = userId;
  }
}

@ObjectType({
  implements: VendorError,
  simpleResolvers: true,
  description: "The vendor's content filter refused a text.",
})
export class ContentRejectedError extends VendorError {
  @Field(() => String, {
    nullable: true,
    description:
      "The input's field with that text. Null where several were sent: the vendor does not say which.",
  })
  readonly field: string | null;

  constructor(field: string | null, source: VendorErrorSource) {
    super("The vendor's content filter refused the text, so nothing was changed. Choose another.", source);
    this.field = field;
  }
}

export const UpdateGroupMemberResult = createUnionType({
  name: "UpdateGroupMemberResult",
  description: "What came of a change: done, or why not.",
  types: () =>
    [
      UpdateGroupMemberSuccess,
      InvalidInputError,
      GroupNotFoundError,
      GroupMemberNotFoundError,
      ChangeNotAllowedInGroupTypeError,
      OwnerRoleNotChangeableError,
      NotPermittedError,
      ContentRejectedError,
      RateLimitedError,
      VendorUnavailableError,
      OutcomeUnknownError,
      VendorMisconfiguredError,
      VendorRejectedError,
    ] as const,
});
export type UpdateGroupMemberResult = typeof UpdateGroupMemberResult;
