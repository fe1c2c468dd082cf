/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A role that can be assigned to a member. Ownership cannot. */
export type AssignableGroupRole =
  /** Makes the member an administrator. */
  | 'ADMIN'
  /** Makes the member an ordinary member. */
  | 'MEMBER';

/** The status of a course, as ClassIn's messages say. */
export type CourseStatus =
  /** The course was deleted. */
  | 'DELETED'
  /** The course has ended. */
  | 'ENDED'
  /** No lesson has begun. */
  | 'NOT_STARTED'
  /** Lessons are held. */
  | 'RUNNING';

/** A value for one custom field of a member. */
export type CustomFieldInput = {
  /** At most 16 letters, digits or underscores. The key must be set up in the vendor's console for groups of this type. */
  readonly key: string;
  /** At most 64 bytes of UTF-8. */
  readonly value: string;
};

/** The role of a member in a group. */
export type GroupRole =
  /** Can mute and remove ordinary members. */
  | 'ADMIN'
  /** An ordinary member. */
  | 'MEMBER'
  /** Can do everything. A group has at most one owner. This API cannot transfer ownership. */
  | 'OWNER';

/** The type of a chat group. It determines which changes are possible. */
export type GroupType =
  /** The audience of a live stream. Keeps no member profiles, so members cannot be read or changed. */
  | 'AV_CHAT_ROOM'
  /** Members join without approval. Can have 100,000 members or more. Has administrators and mutes. */
  | 'COMMUNITY'
  /** Members join without approval. Has administrators and mutes. Formerly called ChatRoom. */
  | 'MEETING'
  /** Members join after approval. Has administrators and mutes. */
  | 'PUBLIC'
  /** Members join by invitation only. Has no administrators and no mutes. Formerly called Private. */
  | 'WORK';

/** How one member receives a group's messages. */
export type MessageDelivery =
  /** Messages are delivered with an alert. */
  | 'ACCEPT_AND_NOTIFY'
  /** Messages are delivered without an alert. */
  | 'ACCEPT_NOT_NOTIFY'
  /** Messages are delivered, with an alert only if they mention the member. */
  | 'ACCEPT_NOT_NOTIFY_EXCEPT_AT'
  /** Messages are not delivered. */
  | 'DISCARD';

/** How a correction of names ended. */
export type NameCorrectionOutcome =
  /** It failed, fully or in part. `result` says why. */
  | 'FAILED'
  /** It is being made. It began less than a minute ago. */
  | 'PENDING'
  /** The vendor confirmed it. */
  | 'SUCCEEDED'
  /** It was written down before the call, and no answer is known. It may have been made. */
  | 'UNKNOWN';

/** What led to a correction of names. */
export type NameCorrectionTrigger =
  /** A bulk operation synced the course. */
  | 'BULK'
  /** A caller asked for a sync, or turned on `KEEP`. */
  | 'MANUAL'
  /** Tencent IM reported that a member joined. */
  | 'MEMBER_JOINED'
  /** Tencent IM reported that a name card was changed. */
  | 'MEMBER_RENAMED'
  /** ClassIn reported that students were added or edited. */
  | 'ROSTER_CHANGE'
  /** The daily look at all names. */
  | 'SCHEDULE';

/** Whether the names in a course are kept. */
export type NamePolicy =
  /** The server sets names back by itself, in ClassIn and in the course's chat group. */
  | 'KEEP'
  /** Names are set only on request. */
  | 'MANUAL';

/** A person's official name. */
export type OfficialNameInput = {
  /** The person's number (UID) in ClassIn. If omitted, a known number is kept. An empty string removes it. */
  readonly classinUid?: string | number | null | undefined;
  /** 1 to 100 characters. A name that is too long, or contains control, invisible or direction characters, is refused and never cut. A name card takes only 50 bytes of UTF-8, so a longer name cannot become a card. */
  readonly name: string;
  /** The person's user id in Tencent Cloud Chat (IM). */
  readonly userId: string | number;
};

/** Changes to one member. At least one is required. Omitted fields stay unchanged. */
export type UpdateGroupMemberInput = {
  /** At most 5 custom fields. Other custom fields stay unchanged. */
  readonly customFields?: ReadonlyArray<CustomFieldInput> | null | undefined;
  /** The id of the group. */
  readonly groupId: string | number;
  /** How the member receives messages. */
  readonly messageDelivery?: MessageDelivery | null | undefined;
  /** Mutes the member for this number of seconds, at most 4294967295. 0 unmutes. Not possible in work and live-stream groups. */
  readonly muteForSeconds?: number | null | undefined;
  /** The name to show in this group: at most 50 bytes of UTF-8 (16 Chinese characters and two letters). An empty string clears it. A name that is too long, or contains control, invisible or direction characters, is refused and never cut. */
  readonly nameCard?: string | null | undefined;
  /** The new role. Not possible in work and live-stream groups, or for the owner. */
  readonly role?: AssignableGroupRole | null | undefined;
  /** The id of the user. */
  readonly userId: string | number;
};

/** An external service that this graph calls. */
export type Vendor =
  /** ClassIn: live lessons, courses and class nicknames. */
  | 'CLASSIN'
  /** Tencent Cloud Chat (IM): groups and their members. */
  | 'TENCENT_IM';

/** What an event of a vendor reports. Other kinds can be added in any version. */
export type VendorEventKind =
  /** ClassIn: a user deleted their account. They can no longer be added anywhere. */
  | 'ACCOUNT_CANCELLED'
  /** ClassIn: a lesson's attendance was counted. Absent people are listed too. */
  | 'ATTENDANCE_COUNTED'
  /** Tencent IM: the attributes of a group were changed. */
  | 'ATTRIBUTES_CHANGED'
  /** ClassIn: a course was added or edited, ended or deleted. */
  | 'COURSE_CHANGED'
  /** ClassIn: students of a course were added, removed or edited. */
  | 'COURSE_STUDENTS_CHANGED'
  /** ClassIn: a user's device was tested, which happens after a login. */
  | 'DEVICE_CHECKED'
  /** Tencent IM: the name, introduction, notification or picture of a group was changed. */
  | 'GROUP_CHANGED'
  /** Tencent IM: a group was created. */
  | 'GROUP_CREATED'
  /** Tencent IM: a group is about to be created. */
  | 'GROUP_CREATION_REQUESTED'
  /** Tencent IM: a group was dissolved. */
  | 'GROUP_DESTROYED'
  /** Tencent IM: a group is full. */
  | 'GROUP_FULL'
  /** Tencent IM: the app has used most of its daily quota of groups. */
  | 'GROUP_QUOTA_REACHED'
  /** Tencent IM: users are about to be invited to a group. */
  | 'INVITATION_REQUESTED'
  /** Tencent IM: a user asks to join a group. */
  | 'JOIN_REQUESTED'
  /** ClassIn: a lesson was added, edited or deleted. */
  | 'LESSON_CHANGED'
  /** ClassIn: transfer students of a lesson were added, removed or edited. */
  | 'LESSON_STUDENTS_CHANGED'
  /** Tencent IM: users joined a group. */
  | 'MEMBERS_JOINED'
  /** Tencent IM: members left a group, or were removed. */
  | 'MEMBERS_LEFT'
  /** Tencent IM: the role or name card of a member was changed. */
  | 'MEMBER_CHANGED'
  /** Tencent IM: a member of a live-stream group went online or offline. */
  | 'MEMBER_CONNECTION_CHANGED'
  /** This server: a member set a wrong name card again after five corrections within an hour, and is left alone until an hour without a rename. No vendor sends this. */
  | 'NAME_DISPUTE'
  /** An event that has no kind here. Its `command` says what it is. */
  | 'OTHER'
  /** Tencent IM: a group got another owner. */
  | 'OWNER_CHANGED'
  /** ClassIn: a user changed the phone number of their login. Their number stays. */
  | 'PHONE_NUMBER_REPLACED'
  /** Tencent IM: a user's profile was changed. */
  | 'PROFILE_CHANGED'
  /** ClassIn: somebody entered a classroom. */
  | 'ROOM_ENTERED'
  /** ClassIn: an account of the school's staff was added or edited. */
  | 'SUB_ACCOUNT_CHANGED'
  /** ClassIn tests the connection. */
  | 'TEST'
  /** It is not proven that the message comes from the vendor. It is kept apart and never acted on. */
  | 'UNVERIFIED';

export type RosterMemberFragment = { readonly id: string, readonly groupId: string, readonly userId: string, readonly role: GroupRole | null, readonly nameCard: string | null, readonly mutedUntil: string | null, readonly accountLost: boolean, readonly officialName?: string | null, readonly nameMatches?: boolean | null };

export type LastSyncFragment = { readonly id: string, readonly lastNicknameSync: { readonly id: string, readonly finishedAt: string, readonly result:
      | { readonly __typename: 'CourseDeletedError' }
      | { readonly __typename: 'CourseExpiredError' }
      | { readonly __typename: 'CourseNotFoundError' }
      | { readonly __typename: 'CourseTypeNotSupportedError' }
      | { readonly __typename: 'DeletedStudentInCourseError' }
      | { readonly __typename: 'InvalidInputError' }
      | { readonly __typename: 'NicknamesNotSyncedError' }
      | { readonly __typename: 'NicknamesPartlySyncedError' }
      | { readonly __typename: 'NotPermittedError' }
      | { readonly __typename: 'OutcomeUnknownError' }
      | { readonly __typename: 'RateLimitedError' }
      | { readonly __typename: 'SyncClassNicknamesSuccess' }
      | { readonly __typename: 'VendorMisconfiguredError' }
      | { readonly __typename: 'VendorRejectedError' }
      | { readonly __typename: 'VendorUnavailableError' }
     | null } | null };

export type ClassRosterQueryVariables = Exact<{
  courseId: string | number;
  after?: string | null | undefined;
  withNames: boolean;
}>;


export type ClassRosterQuery = { readonly course: { readonly name: string | null, readonly namePolicy: NamePolicy | null, readonly id: string, readonly group: { readonly id: string, readonly name: string | null, readonly type: GroupType | null, readonly memberCount: number | null, readonly everyoneMuted: boolean | null, readonly members: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly id: string, readonly groupId: string, readonly userId: string, readonly role: GroupRole | null, readonly nameCard: string | null, readonly mutedUntil: string | null, readonly accountLost: boolean, readonly officialName?: string | null, readonly nameMatches?: boolean | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null } | null, readonly lastNicknameSync: { readonly id: string, readonly finishedAt: string, readonly result:
        | { readonly __typename: 'CourseDeletedError' }
        | { readonly __typename: 'CourseExpiredError' }
        | { readonly __typename: 'CourseNotFoundError' }
        | { readonly __typename: 'CourseTypeNotSupportedError' }
        | { readonly __typename: 'DeletedStudentInCourseError' }
        | { readonly __typename: 'InvalidInputError' }
        | { readonly __typename: 'NicknamesNotSyncedError' }
        | { readonly __typename: 'NicknamesPartlySyncedError' }
        | { readonly __typename: 'NotPermittedError' }
        | { readonly __typename: 'OutcomeUnknownError' }
        | { readonly __typename: 'RateLimitedError' }
        | { readonly __typename: 'SyncClassNicknamesSuccess' }
        | { readonly __typename: 'VendorMisconfiguredError' }
        | { readonly __typename: 'VendorRejectedError' }
        | { readonly __typename: 'VendorUnavailableError' }
       | null } | null } | null };

export type GroupChangedSubscriptionVariables = Exact<{
  groupId: string | number;
}>;


export type GroupChangedSubscription = { readonly groupChanged: { readonly id: string, readonly name: string | null, readonly memberCount: number | null } | null };

export type ChangeMemberMutationVariables = Exact<{
  input: UpdateGroupMemberInput;
  withNames: boolean;
}>;


export type ChangeMemberMutation = { readonly updateGroupMember:
    | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'ContentRejectedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'GroupMemberNotFoundError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'GroupNotFoundError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string, readonly limit: number | null, readonly actual: number | null }> }
    | { readonly __typename: 'NotPermittedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'OutcomeUnknownError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'OwnerRoleNotChangeableError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'RateLimitedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string }
    | { readonly __typename: 'UpdateGroupMemberSuccess', readonly groupMember: { readonly id: string, readonly groupId: string, readonly userId: string, readonly role: GroupRole | null, readonly nameCard: string | null, readonly mutedUntil: string | null, readonly accountLost: boolean, readonly officialName?: string | null, readonly nameMatches?: boolean | null } }
    | { readonly __typename: 'VendorMisconfiguredError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'VendorRejectedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'VendorUnavailableError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string }
   };

export type ChangeMembersMutationVariables = Exact<{
  inputs: ReadonlyArray<UpdateGroupMemberInput> | UpdateGroupMemberInput;
  withNames: boolean;
}>;


export type ChangeMembersMutation = { readonly updateGroupMembers: ReadonlyArray<
    | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'ContentRejectedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'GroupMemberNotFoundError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'GroupNotFoundError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string, readonly limit: number | null, readonly actual: number | null }> }
    | { readonly __typename: 'NotPermittedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'OutcomeUnknownError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'OwnerRoleNotChangeableError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'RateLimitedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string }
    | { readonly __typename: 'UpdateGroupMemberSuccess', readonly groupMember: { readonly id: string, readonly groupId: string, readonly userId: string, readonly role: GroupRole | null, readonly nameCard: string | null, readonly mutedUntil: string | null, readonly accountLost: boolean, readonly officialName?: string | null, readonly nameMatches?: boolean | null } }
    | { readonly __typename: 'VendorMisconfiguredError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'VendorRejectedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'VendorUnavailableError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string }
  > };

export type SyncNicknamesMutationVariables = Exact<{
  courseId: string | number;
}>;


export type SyncNicknamesMutation = { readonly syncClassNicknames:
    | { readonly __typename: 'CourseDeletedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'CourseExpiredError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'CourseNotFoundError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'CourseTypeNotSupportedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'DeletedStudentInCourseError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string, readonly limit: number | null, readonly actual: number | null }> }
    | { readonly __typename: 'NicknamesNotSyncedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'NicknamesPartlySyncedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'NotPermittedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'OutcomeUnknownError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'RateLimitedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string }
    | { readonly __typename: 'SyncClassNicknamesSuccess', readonly course: { readonly id: string, readonly lastNicknameSync: { readonly id: string, readonly finishedAt: string, readonly result:
            | { readonly __typename: 'CourseDeletedError' }
            | { readonly __typename: 'CourseExpiredError' }
            | { readonly __typename: 'CourseNotFoundError' }
            | { readonly __typename: 'CourseTypeNotSupportedError' }
            | { readonly __typename: 'DeletedStudentInCourseError' }
            | { readonly __typename: 'InvalidInputError' }
            | { readonly __typename: 'NicknamesNotSyncedError' }
            | { readonly __typename: 'NicknamesPartlySyncedError' }
            | { readonly __typename: 'NotPermittedError' }
            | { readonly __typename: 'OutcomeUnknownError' }
            | { readonly __typename: 'RateLimitedError' }
            | { readonly __typename: 'SyncClassNicknamesSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError' }
            | { readonly __typename: 'VendorRejectedError' }
            | { readonly __typename: 'VendorUnavailableError' }
           | null } | null } }
    | { readonly __typename: 'VendorMisconfiguredError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'VendorRejectedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'VendorUnavailableError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string }
   };

export type SetNamePolicyMutationVariables = Exact<{
  courseId: string | number;
  policy: NamePolicy;
}>;


export type SetNamePolicyMutation = { readonly setNamePolicy:
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string, readonly limit: number | null, readonly actual: number | null }> }
    | { readonly __typename: 'NotPermittedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'OutcomeUnknownError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'RateLimitedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string }
    | { readonly __typename: 'SetNamePolicySuccess', readonly courses: ReadonlyArray<{ readonly id: string, readonly namePolicy: NamePolicy | null }> }
    | { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string }
    | { readonly __typename: 'VendorMisconfiguredError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'VendorRejectedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string }
    | { readonly __typename: 'VendorUnavailableError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string }
   };

export type RecentCorrectionsQueryVariables = Exact<{
  courseId: string | number;
}>;


export type RecentCorrectionsQuery = { readonly nameCorrections: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly at: string, readonly trigger: NameCorrectionTrigger, readonly outcome: NameCorrectionOutcome, readonly user: { readonly id: string } | null }> } };

export type RecentEventsQueryVariables = Exact<{
  groupId: string | number;
}>;


export type RecentEventsQuery = { readonly vendorEvents: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly kind: VendorEventKind, readonly receivedAt: string, readonly peopleCount: number | null, readonly users: ReadonlyArray<{ readonly id: string }> | null }> } };

type Failure_BulkOperationNotFoundError_Fragment = { readonly __typename: 'BulkOperationNotFoundError', readonly message: string };

type Failure_ChangeNotAllowedInGroupTypeError_Fragment = { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_ContentRejectedError_Fragment = { readonly __typename: 'ContentRejectedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_CourseDeletedError_Fragment = { readonly __typename: 'CourseDeletedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_CourseExpiredError_Fragment = { readonly __typename: 'CourseExpiredError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_CourseNotFoundError_Fragment = { readonly __typename: 'CourseNotFoundError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_CourseTypeNotSupportedError_Fragment = { readonly __typename: 'CourseTypeNotSupportedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_DeletedStudentInCourseError_Fragment = { readonly __typename: 'DeletedStudentInCourseError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_GroupMemberNotFoundError_Fragment = { readonly __typename: 'GroupMemberNotFoundError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_GroupNamesPartlySyncedError_Fragment = { readonly __typename: 'GroupNamesPartlySyncedError', readonly message: string };

type Failure_GroupNotFoundError_Fragment = { readonly __typename: 'GroupNotFoundError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_IdempotencyConflictError_Fragment = { readonly __typename: 'IdempotencyConflictError', readonly message: string };

type Failure_InvalidInputError_Fragment = { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string, readonly limit: number | null, readonly actual: number | null }> };

type Failure_NameCardsPartlySetError_Fragment = { readonly __typename: 'NameCardsPartlySetError', readonly message: string };

type Failure_NicknamesNotSyncedError_Fragment = { readonly __typename: 'NicknamesNotSyncedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_NicknamesPartlySyncedError_Fragment = { readonly __typename: 'NicknamesPartlySyncedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_NotPermittedError_Fragment = { readonly __typename: 'NotPermittedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_OfficialNameConflictError_Fragment = { readonly __typename: 'OfficialNameConflictError', readonly message: string };

type Failure_OutcomeUnknownError_Fragment = { readonly __typename: 'OutcomeUnknownError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_OwnerRoleNotChangeableError_Fragment = { readonly __typename: 'OwnerRoleNotChangeableError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_RateLimitedError_Fragment = { readonly __typename: 'RateLimitedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string };

type Failure_RenameStudentConflictError_Fragment = { readonly __typename: 'RenameStudentConflictError', readonly message: string };

type Failure_RenameStudentIncompleteError_Fragment = { readonly __typename: 'RenameStudentIncompleteError', readonly message: string };

type Failure_RenameStudentSupersededError_Fragment = { readonly __typename: 'RenameStudentSupersededError', readonly message: string };

type Failure_StoreUnavailableError_Fragment = { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string };

type Failure_StudentNicknameNotSyncedError_Fragment = { readonly __typename: 'StudentNicknameNotSyncedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_StudentNotInSchoolError_Fragment = { readonly __typename: 'StudentNotInSchoolError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_TooManyBulkOperationsError_Fragment = { readonly __typename: 'TooManyBulkOperationsError', readonly message: string };

type Failure_VendorMisconfiguredError_Fragment = { readonly __typename: 'VendorMisconfiguredError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_VendorRejectedError_Fragment = { readonly __typename: 'VendorRejectedError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly message: string };

type Failure_VendorUnavailableError_Fragment = { readonly __typename: 'VendorUnavailableError', readonly vendor: Vendor, readonly vendorCode: number | null, readonly requestId: string | null, readonly retryAfterSeconds: number, readonly message: string };

export type FailureFragment =
  | Failure_BulkOperationNotFoundError_Fragment
  | Failure_ChangeNotAllowedInGroupTypeError_Fragment
  | Failure_ContentRejectedError_Fragment
  | Failure_CourseDeletedError_Fragment
  | Failure_CourseExpiredError_Fragment
  | Failure_CourseNotFoundError_Fragment
  | Failure_CourseTypeNotSupportedError_Fragment
  | Failure_DeletedStudentInCourseError_Fragment
  | Failure_GroupMemberNotFoundError_Fragment
  | Failure_GroupNamesPartlySyncedError_Fragment
  | Failure_GroupNotFoundError_Fragment
  | Failure_IdempotencyConflictError_Fragment
  | Failure_InvalidInputError_Fragment
  | Failure_NameCardsPartlySetError_Fragment
  | Failure_NicknamesNotSyncedError_Fragment
  | Failure_NicknamesPartlySyncedError_Fragment
  | Failure_NotPermittedError_Fragment
  | Failure_OfficialNameConflictError_Fragment
  | Failure_OutcomeUnknownError_Fragment
  | Failure_OwnerRoleNotChangeableError_Fragment
  | Failure_RateLimitedError_Fragment
  | Failure_RenameStudentConflictError_Fragment
  | Failure_RenameStudentIncompleteError_Fragment
  | Failure_RenameStudentSupersededError_Fragment
  | Failure_StoreUnavailableError_Fragment
  | Failure_StudentNicknameNotSyncedError_Fragment
  | Failure_StudentNotInSchoolError_Fragment
  | Failure_TooManyBulkOperationsError_Fragment
  | Failure_VendorMisconfiguredError_Fragment
  | Failure_VendorRejectedError_Fragment
  | Failure_VendorUnavailableError_Fragment
;

export type KnownCoursesQueryVariables = Exact<{ [key: string]: never; }>;


export type KnownCoursesQuery = { readonly courses: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string | null, readonly status: CourseStatus | null }> } };

export type NameDisputesQueryVariables = Exact<{ [key: string]: never; }>;


export type NameDisputesQuery = { readonly vendorEvents: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly receivedAt: string, readonly courseId: string | null, readonly users: ReadonlyArray<{ readonly id: string }> | null }> } };

export type SetNamesMutationVariables = Exact<{
  names: ReadonlyArray<OfficialNameInput> | OfficialNameInput;
}>;


export type SetNamesMutation = { readonly setOfficialNames:
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string, readonly limit: number | null, readonly actual: number | null }> }
    | { readonly __typename: 'OfficialNameConflictError', readonly message: string, readonly conflicts: ReadonlyArray<{ readonly userId: string, readonly classinUid: string, readonly heldBy: string }> }
    | { readonly __typename: 'SetOfficialNamesSuccess', readonly changed: number, readonly unchanged: number }
    | { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string }
   };

export const RosterMemberFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RosterMember"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMember"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"mutedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"accountLost"}},{"kind":"Field","name":{"kind":"Name","value":"officialName"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"nameMatches"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}}}]}]}]}}]} as unknown as DocumentNode<RosterMemberFragment, unknown>;
export const LastSyncFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LastSync"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Course"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lastNicknameSync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}}]} as unknown as DocumentNode<LastSyncFragment, unknown>;
export const FailureFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]}}]} as unknown as DocumentNode<FailureFragment, unknown>;
export const ClassRosterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClassRoster"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LastSync"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"namePolicy"}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"memberCount"}},{"kind":"Field","name":{"kind":"Name","value":"everyoneMuted"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RosterMember"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LastSync"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Course"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lastNicknameSync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RosterMember"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMember"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"mutedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"accountLost"}},{"kind":"Field","name":{"kind":"Name","value":"officialName"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"nameMatches"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}}}]}]}]}}]} as unknown as DocumentNode<ClassRosterQuery, ClassRosterQueryVariables>;
export const GroupChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"GroupChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"memberCount"}}]}}]}}]} as unknown as DocumentNode<GroupChangedSubscription, GroupChangedSubscriptionVariables>;
export const ChangeMemberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeMember"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateGroupMember"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RosterMember"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RosterMember"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMember"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"mutedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"accountLost"}},{"kind":"Field","name":{"kind":"Name","value":"officialName"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"nameMatches"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}}}]}]}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]}}]} as unknown as DocumentNode<ChangeMemberMutation, ChangeMemberMutationVariables>;
export const ChangeMembersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeMembers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inputs"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateGroupMembers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"inputs"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inputs"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RosterMember"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RosterMember"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMember"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"mutedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"accountLost"}},{"kind":"Field","name":{"kind":"Name","value":"officialName"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"nameMatches"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withNames"}}}]}]}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]}}]} as unknown as DocumentNode<ChangeMembersMutation, ChangeMembersMutationVariables>;
export const SyncNicknamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncNicknames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncClassNicknames"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"courseId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncClassNicknamesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LastSync"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LastSync"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Course"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lastNicknameSync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]}}]} as unknown as DocumentNode<SyncNicknamesMutation, SyncNicknamesMutationVariables>;
export const SetNamePolicyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetNamePolicy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"policy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NamePolicy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setNamePolicy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"courseIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"policy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"policy"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetNamePolicySuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"namePolicy"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]}}]} as unknown as DocumentNode<SetNamePolicyMutation, SetNamePolicyMutationVariables>;
export const RecentCorrectionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecentCorrections"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nameCorrections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"courseId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RecentCorrectionsQuery, RecentCorrectionsQueryVariables>;
export const RecentEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecentEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"groupId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"peopleCount"}},{"kind":"Field","name":{"kind":"Name","value":"users"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<RecentEventsQuery, RecentEventsQueryVariables>;
export const KnownCoursesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"KnownCourses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]} as unknown as DocumentNode<KnownCoursesQuery, KnownCoursesQueryVariables>;
export const NameDisputesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NameDisputes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"NAME_DISPUTE"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"courseId"}},{"kind":"Field","name":{"kind":"Name","value":"users"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<NameDisputesQuery, NameDisputesQueryVariables>;
export const SetNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetNames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"names"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialNameInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setOfficialNames"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"names"},"value":{"kind":"Variable","name":{"kind":"Name","value":"names"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetOfficialNamesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialNameConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflicts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"classinUid"}},{"kind":"Field","name":{"kind":"Name","value":"heldBy"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Failure"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Failure"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}}]}}]} as unknown as DocumentNode<SetNamesMutation, SetNamesMutationVariables>;