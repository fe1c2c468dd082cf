import { CustomFieldInput } from "./custom-field.js";
import { createUnionType, Field, ID, InputType, ObjectType } from "./decorators.js";
import { AssignableGroupRole, GroupType, MemberChangeKind, MessageDelivery } from "./enums.js";
import {
  InvalidInputError,
  NotPermittedError,
  VENDOR_FAILURES,
  VendorError,
  type VendorErrorSource,
  VendorErrorType,
} from "./errors.js";
import { GroupMember } from "./group-member.js";
import { UnsignedInt32 } from "./scalars.js";

@InputType({
  description: "Changes to one member. At least one is required. Omitted fields stay unchanged.",
})
export class UpdateGroupMemberInput {
  @Field(() => ID, { description: "The id of the group." })
  readonly groupId!: string;

  @Field(() => ID, { description: "The id of the user." })
  readonly userId!: string;

  @Field(() => AssignableGroupRole, {
    nullable: true,
    description: "The new role. Not possible in work and live-stream groups, or for the owner.",
  })
  readonly role?: AssignableGroupRole | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The name to show in this group: at most 50 bytes of UTF-8 (16 Chinese characters and two letters). An empty string clears it. A name that is too long, or contains control, invisible or direction characters, is refused and never cut.",
  })
  readonly nameCard?: string | null;

  @Field(() => MessageDelivery, { nullable: true, description: "How the member receives messages." })
  readonly messageDelivery?: MessageDelivery | null;

  @Field(() => [CustomFieldInput], {
    nullable: true,
    description: "At most 5 custom fields. Other custom fields stay unchanged.",
  })
  readonly customFields?: readonly CustomFieldInput[] | null;

  @Field(() => UnsignedInt32, {
    nullable: true,
    description:
      "Mutes the member for this number of seconds, at most 4294967295. 0 unmutes. Not possible in work and live-stream groups.",
  })
  readonly muteForSeconds?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "The vendor confirmed the change." })
export class UpdateGroupMemberSuccess {
  @Field(() => GroupMember, {
    description:
      "The member with the new values. Other selected fields are read after the change, in one call for all changes of a list.",
  })
  readonly groupMember: GroupMember;

  constructor(groupMember: GroupMember) {
    this.groupMember = groupMember;
  }
}

@VendorErrorType("The group does not exist or was dissolved.")
export class GroupNotFoundError extends VendorError {
  @Field(() => ID, { description: "The requested group id." })
  readonly groupId: string;

  constructor(groupId: string, source: VendorErrorSource) {
    super(`Group ${groupId} does not exist or was dissolved. Check the id.`, source);
    this.groupId = groupId;
  }
}

@VendorErrorType("The user is not in the group, or the vendor does not know the user.")
export class GroupMemberNotFoundError extends VendorError {
  @Field(() => ID, { description: "The requested group id." })
  readonly groupId: string;

  @Field(() => ID, { description: "The requested user id." })
  readonly userId: string;

  constructor(groupId: string, userId: string, source: VendorErrorSource) {
    super(`${userId} is not a member of group ${groupId}. Check the ids, or add the user first.`, source);
    this.groupId = groupId;
    this.userId = userId;
  }
}

@VendorErrorType("Groups of this type do not support the change.")
export class ChangeNotAllowedInGroupTypeError extends VendorError {
  @Field(() => GroupType, { description: "The type of the group." })
  readonly groupType: GroupType;

  @Field(() => MemberChangeKind, {
    description: "The change that is not supported. If there are several, the first.",
  })
  readonly change: MemberChangeKind;

  constructor(groupType: GroupType, change: MemberChangeKind, source: VendorErrorSource) {
    super(
      `Groups of type ${groupType} do not support the change ${change}, so nothing was changed. Leave it out.`,
      source,
    );
    this.groupType = groupType;
    this.change = change;
  }
}

@VendorErrorType("The member owns the group. An owner's role cannot be changed here.")
export class OwnerRoleNotChangeableError extends VendorError {
  @Field(() => ID, { description: "The requested group id." })
  readonly groupId: string;

  @Field(() => ID, { description: "The owner's user id." })
  readonly userId: string;

  constructor(groupId: string, userId: string, source: VendorErrorSource) {
    super(
      `${userId} owns group ${groupId}, and an owner's role cannot be changed here. Transfer the ownership first.`,
      source,
    );
    this.groupId = groupId;
    this.userId = userId;
  }
}

@VendorErrorType("The vendor's content filter refused a text.")
export class ContentRejectedError extends VendorError {
  @Field(() => String, {
    nullable: true,
    description:
      "The input field with the refused text. Null if several texts were sent, because the vendor does not say which.",
  })
  readonly field: string | null;

  constructor(field: string | null, source: VendorErrorSource) {
    super(
      "The vendor's content filter refused the text, so nothing was changed. Choose another text.",
      source,
    );
    this.field = field;
  }
}

export const UpdateGroupMemberResult = createUnionType({
  name: "UpdateGroupMemberResult",
  description: "The result of a change: success, or the reason for the failure.",
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
      ...VENDOR_FAILURES,
    ] as const,
});
export type UpdateGroupMemberResult = typeof UpdateGroupMemberResult;
