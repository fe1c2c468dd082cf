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

/** The outcome of one item of a bulk operation. */
export type BulkItemOutcome =
  /** The item failed, fully or in part. `result` says why. */
  | 'FAILED'
  /** No outcome yet. In a cancelled operation, this is final. */
  | 'PENDING'
  /** The vendor confirmed that the item was carried out. */
  | 'SUCCEEDED'
  /** The item was sent, but it is not known whether it was carried out. Check before you repeat it. */
  | 'UNKNOWN';

/** The state of a bulk operation. */
export type BulkOperationState =
  /** Final. Items that had not started stay pending. */
  | 'CANCELLED'
  /** No more items start. Calls already sent are allowed to finish. */
  | 'CANCELLING'
  /** Final. Every item has an outcome. */
  | 'COMPLETED'
  /** All items are stored. None has started. */
  | 'QUEUED'
  /** Items are being processed, or wait for a retry. */
  | 'RUNNING';

/** A value for one custom field of a member. */
export type CustomFieldInput = {
  /** At most 16 letters, digits or underscores. The key must be set up in the vendor's console for groups of this type. */
  key: string;
  /** At most 64 bytes of UTF-8. */
  value: string;
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

/** A kind of change to a member. */
export type MemberChangeKind =
  /** A change to `customFields`. */
  | 'CUSTOM_FIELDS'
  /** A change to `messageDelivery`. */
  | 'MESSAGE_DELIVERY'
  /** A mute or unmute with `muteForSeconds`. */
  | 'MUTE'
  /** A change to `nameCard`. */
  | 'NAME_CARD'
  /** A change to `role`. */
  | 'ROLE';

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

/** The members to change, and the changes. */
export type StartBulkGroupMemberUpdateInput = {
  /** 1 to 255 characters of your choice. Requests with the same key and input return the same operation. Choose a new key for each operation, and repeat the key if you retry after a lost answer. */
  idempotencyKey: string;
  /** 1 to 10,000 changes. Changes to the same member are made in this order. */
  updates: Array<UpdateGroupMemberInput>;
};

/** The courses to sync. */
export type StartBulkNicknameSyncInput = {
  /** 1 to 10,000 ClassIn course numbers, without duplicates. */
  courseIds: Array<string | number>;
  /** 1 to 255 characters of your choice. Requests with the same key and input return the same operation. Choose a new key for each operation, and repeat the key if you retry after a lost answer. */
  idempotencyKey: string;
};

/** The students to sync. */
export type SyncStudentNicknamesInput = {
  /** 1 to 100 ClassIn UIDs: whole numbers of at most 9007199254740991, without a leading zero. */
  classinUids: Array<string | number>;
};

/** Changes to one member. At least one is required. Omitted fields stay unchanged. */
export type UpdateGroupMemberInput = {
  /** At most 5 custom fields. Other custom fields stay unchanged. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** The id of the group. */
  groupId: string | number;
  /** How the member receives messages. */
  messageDelivery?: MessageDelivery | null | undefined;
  /** Mutes the member for this number of seconds, at most 4294967295. 0 unmutes. Not possible in work and live-stream groups. */
  muteForSeconds?: number | null | undefined;
  /** The name to show in this group: at most 50 bytes of UTF-8 (16 Chinese characters and two letters). An empty string clears it. A name that is too long, or contains control, invisible or direction characters, is refused and never cut. */
  nameCard?: string | null | undefined;
  /** The new role. Not possible in work and live-stream groups, or for the owner. */
  role?: AssignableGroupRole | null | undefined;
  /** The id of the user. */
  userId: string | number;
};

/** An external service that this graph calls. */
export type Vendor =
  /** ClassIn: live lessons, courses and class nicknames. */
  | 'CLASSIN'
  /** Tencent Cloud Chat (IM): groups and their members. */
  | 'TENCENT_IM';

type Operation_GroupMemberUpdateOperation_Fragment = { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } };

type Operation_GroupNameSyncOperation_Fragment = { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } };

type Operation_NicknameSyncOperation_Fragment = { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } };

export type OperationFragment =
  | Operation_GroupMemberUpdateOperation_Fragment
  | Operation_GroupNameSyncOperation_Fragment
  | Operation_NicknameSyncOperation_Fragment
;

export type StartBulkNicknameSyncMutationVariables = Exact<{
  input: StartBulkNicknameSyncInput;
}>;


export type StartBulkNicknameSyncMutation = { startBulkNicknameSync:
    | { __typename: 'IdempotencyConflictError', message: string, operation:
        | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
       }
    | { __typename: 'InvalidInputError', message: string, problems: Array<{ path: string, message: string, limit: number | null, actual: number | null }> }
    | { __typename: 'StartBulkOperationSuccess', operation:
        | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
       }
    | { __typename: 'StoreUnavailableError', retryAfterSeconds: number, message: string }
    | { __typename: 'TooManyBulkOperationsError', limit: number, message: string }
   };

export type StartBulkGroupMemberUpdateMutationVariables = Exact<{
  input: StartBulkGroupMemberUpdateInput;
}>;


export type StartBulkGroupMemberUpdateMutation = { startBulkGroupMemberUpdate:
    | { __typename: 'IdempotencyConflictError', message: string, operation:
        | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
       }
    | { __typename: 'InvalidInputError', message: string, problems: Array<{ path: string, message: string, limit: number | null, actual: number | null }> }
    | { __typename: 'StartBulkOperationSuccess', operation:
        | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
       }
    | { __typename: 'StoreUnavailableError', retryAfterSeconds: number, message: string }
    | { __typename: 'TooManyBulkOperationsError', limit: number, message: string }
   };

type Started_IdempotencyConflictError_Fragment = { __typename: 'IdempotencyConflictError', message: string, operation:
    | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
    | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
    | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
   };

type Started_InvalidInputError_Fragment = { __typename: 'InvalidInputError', message: string, problems: Array<{ path: string, message: string, limit: number | null, actual: number | null }> };

type Started_StartBulkOperationSuccess_Fragment = { __typename: 'StartBulkOperationSuccess', operation:
    | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
    | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
    | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
   };

type Started_StoreUnavailableError_Fragment = { __typename: 'StoreUnavailableError', retryAfterSeconds: number, message: string };

type Started_TooManyBulkOperationsError_Fragment = { __typename: 'TooManyBulkOperationsError', limit: number, message: string };

export type StartedFragment =
  | Started_IdempotencyConflictError_Fragment
  | Started_InvalidInputError_Fragment
  | Started_StartBulkOperationSuccess_Fragment
  | Started_StoreUnavailableError_Fragment
  | Started_TooManyBulkOperationsError_Fragment
;

export type CancelBulkOperationMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelBulkOperationMutation = { cancelBulkOperation:
    | { __typename: 'BulkOperationNotFoundError', operationId: string, message: string }
    | { __typename: 'CancelBulkOperationSuccess', operation:
        | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
        | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
       }
    | { __typename: 'StoreUnavailableError', message: string }
   };

export type BulkOperationQueryVariables = Exact<{
  id: string | number;
}>;


export type BulkOperationQuery = { bulkOperation:
    | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
    | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
    | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
   | null };

export type BulkItemsQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
  outcome?: BulkItemOutcome | null | undefined;
}>;


export type BulkItemsQuery = { bulkOperation:
    | { __typename: 'GroupMemberUpdateOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, members: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null }, nodes: Array<{ groupId: string, userId: string, attempts: number, outcome: BulkItemOutcome, result:
            | { __typename: 'ChangeNotAllowedInGroupTypeError', groupType: GroupType, change: MemberChangeKind, message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'ContentRejectedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'GroupMemberNotFoundError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'GroupNotFoundError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'InvalidInputError' }
            | { __typename: 'NotPermittedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'OutcomeUnknownError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'OwnerRoleNotChangeableError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'RateLimitedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'UpdateGroupMemberSuccess', groupMember: { id: string, nameCard: string | null } }
            | { __typename: 'VendorMisconfiguredError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'VendorRejectedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'VendorUnavailableError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
           | null }> }, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
    | { __typename: 'GroupNameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
    | { __typename: 'NicknameSyncOperation', id: string, state: BulkOperationState, requestedBy: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, estimatedFinishAt: string | null, courses: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null }, nodes: Array<{ courseId: string, attempts: number, outcome: BulkItemOutcome, result:
            | { __typename: 'CourseDeletedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'CourseExpiredError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'CourseNotFoundError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'CourseTypeNotSupportedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'DeletedStudentInCourseError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'InvalidInputError' }
            | { __typename: 'NicknamesNotSyncedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'NicknamesPartlySyncedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'NotPermittedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'OutcomeUnknownError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'RateLimitedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'SyncClassNicknamesSuccess', syncedAt: string, course: { id: string } }
            | { __typename: 'VendorMisconfiguredError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'VendorRejectedError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
            | { __typename: 'VendorUnavailableError', message: string, vendor: Vendor, vendorCode: number | null, requestId: string | null }
           | null }> }, progress: { total: number, succeeded: number, failed: number, unknown: number, remaining: number } }
   | null };

export type BulkOperationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  state?: BulkOperationState | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type BulkOperationsQuery = { bulkOperations: { nodes: Array<
      | { id: string, state: BulkOperationState }
      | { id: string, state: BulkOperationState }
      | { id: string, state: BulkOperationState }
    >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LastSyncQueryVariables = Exact<{
  courseId: string | number;
}>;


export type LastSyncQuery = { course: { lastNicknameSync: { startedAt: string, finishedAt: string, requestedBy: string | null, result:
        | { __typename: 'CourseDeletedError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'CourseExpiredError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'CourseNotFoundError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'CourseTypeNotSupportedError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'DeletedStudentInCourseError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'InvalidInputError' }
        | { __typename: 'NicknamesNotSyncedError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'NicknamesPartlySyncedError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'NotPermittedError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'OutcomeUnknownError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'RateLimitedError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'SyncClassNicknamesSuccess' }
        | { __typename: 'VendorMisconfiguredError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'VendorRejectedError', vendorCode: number | null, requestId: string | null }
        | { __typename: 'VendorUnavailableError', vendorCode: number | null, requestId: string | null }
       | null } | null, nicknameSyncs: { nodes: Array<{ finishedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type RosterQueryVariables = Exact<{
  courseId: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RosterQuery = { course: { id: string, group: { id: string, name: string | null, type: GroupType | null, memberCount: number | null, members: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ userId: string, role: GroupRole | null, nameCard: string | null, mutedUntil: string | null }> } | null } | null } | null };

export type SyncClassNicknamesMutationVariables = Exact<{
  courseId: string | number;
}>;


export type SyncClassNicknamesMutation = { syncClassNicknames:
    | { __typename: 'CourseDeletedError', courseId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'CourseExpiredError', courseId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'CourseNotFoundError', courseId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'CourseTypeNotSupportedError', courseId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'DeletedStudentInCourseError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string, course: { id: string } }
    | { __typename: 'InvalidInputError', message: string, problems: Array<{ path: string, message: string, limit: number | null, actual: number | null }> }
    | { __typename: 'NicknamesNotSyncedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string, course: { id: string } }
    | { __typename: 'NicknamesPartlySyncedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string, course: { id: string } }
    | { __typename: 'NotPermittedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'OutcomeUnknownError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'RateLimitedError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'SyncClassNicknamesSuccess', syncedAt: string, course: { id: string } }
    | { __typename: 'VendorMisconfiguredError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'VendorRejectedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'VendorUnavailableError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
   };

export type SyncStudentNicknamesMutationVariables = Exact<{
  input: SyncStudentNicknamesInput;
}>;


export type SyncStudentNicknamesMutation = { syncStudentNicknames:
    | { __typename: 'InvalidInputError', message: string, problems: Array<{ path: string, message: string, limit: number | null, actual: number | null }> }
    | { __typename: 'OutcomeUnknownError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'RateLimitedError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'SyncStudentNicknamesSuccess', results: Array<
        | { __typename: 'OutcomeUnknownError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
        | { __typename: 'RateLimitedError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
        | { __typename: 'StudentNicknameNotSyncedError', classinUid: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
        | { __typename: 'StudentNicknameSynced', classinUid: string }
        | { __typename: 'StudentNotInSchoolError', classinUid: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
        | { __typename: 'VendorMisconfiguredError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
        | { __typename: 'VendorRejectedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
        | { __typename: 'VendorUnavailableError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
      > }
    | { __typename: 'VendorMisconfiguredError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'VendorRejectedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'VendorUnavailableError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
   };

type Updated_ChangeNotAllowedInGroupTypeError_Fragment = { __typename: 'ChangeNotAllowedInGroupTypeError', groupType: GroupType, change: MemberChangeKind, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_ContentRejectedError_Fragment = { __typename: 'ContentRejectedError', field: string | null, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_GroupMemberNotFoundError_Fragment = { __typename: 'GroupMemberNotFoundError', groupId: string, userId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_GroupNotFoundError_Fragment = { __typename: 'GroupNotFoundError', groupId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_InvalidInputError_Fragment = { __typename: 'InvalidInputError', message: string, problems: Array<{ path: string, message: string, limit: number | null, actual: number | null }> };

type Updated_NotPermittedError_Fragment = { __typename: 'NotPermittedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_OutcomeUnknownError_Fragment = { __typename: 'OutcomeUnknownError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_OwnerRoleNotChangeableError_Fragment = { __typename: 'OwnerRoleNotChangeableError', groupId: string, userId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_RateLimitedError_Fragment = { __typename: 'RateLimitedError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_UpdateGroupMemberSuccess_Fragment = { __typename: 'UpdateGroupMemberSuccess', groupMember: { id: string, groupId: string, userId: string } };

type Updated_VendorMisconfiguredError_Fragment = { __typename: 'VendorMisconfiguredError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_VendorRejectedError_Fragment = { __typename: 'VendorRejectedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

type Updated_VendorUnavailableError_Fragment = { __typename: 'VendorUnavailableError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string };

export type UpdatedFragment =
  | Updated_ChangeNotAllowedInGroupTypeError_Fragment
  | Updated_ContentRejectedError_Fragment
  | Updated_GroupMemberNotFoundError_Fragment
  | Updated_GroupNotFoundError_Fragment
  | Updated_InvalidInputError_Fragment
  | Updated_NotPermittedError_Fragment
  | Updated_OutcomeUnknownError_Fragment
  | Updated_OwnerRoleNotChangeableError_Fragment
  | Updated_RateLimitedError_Fragment
  | Updated_UpdateGroupMemberSuccess_Fragment
  | Updated_VendorMisconfiguredError_Fragment
  | Updated_VendorRejectedError_Fragment
  | Updated_VendorUnavailableError_Fragment
;

export type UpdateGroupMemberMutationVariables = Exact<{
  input: UpdateGroupMemberInput;
}>;


export type UpdateGroupMemberMutation = { updateGroupMember:
    | { __typename: 'ChangeNotAllowedInGroupTypeError', groupType: GroupType, change: MemberChangeKind, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'ContentRejectedError', field: string | null, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'GroupMemberNotFoundError', groupId: string, userId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'GroupNotFoundError', groupId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'InvalidInputError', message: string, problems: Array<{ path: string, message: string, limit: number | null, actual: number | null }> }
    | { __typename: 'NotPermittedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'OutcomeUnknownError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'OwnerRoleNotChangeableError', groupId: string, userId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'RateLimitedError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'UpdateGroupMemberSuccess', groupMember: { id: string, groupId: string, userId: string } }
    | { __typename: 'VendorMisconfiguredError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'VendorRejectedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'VendorUnavailableError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
   };

export type UpdateGroupMembersMutationVariables = Exact<{
  inputs: Array<UpdateGroupMemberInput> | UpdateGroupMemberInput;
}>;


export type UpdateGroupMembersMutation = { updateGroupMembers: Array<
    | { __typename: 'ChangeNotAllowedInGroupTypeError', groupType: GroupType, change: MemberChangeKind, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'ContentRejectedError', field: string | null, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'GroupMemberNotFoundError', groupId: string, userId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'GroupNotFoundError', groupId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'InvalidInputError', message: string, problems: Array<{ path: string, message: string, limit: number | null, actual: number | null }> }
    | { __typename: 'NotPermittedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'OutcomeUnknownError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'OwnerRoleNotChangeableError', groupId: string, userId: string, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'RateLimitedError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'UpdateGroupMemberSuccess', groupMember: { id: string, groupId: string, userId: string } }
    | { __typename: 'VendorMisconfiguredError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'VendorRejectedError', vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
    | { __typename: 'VendorUnavailableError', retryAfterSeconds: number, vendor: Vendor, vendorCode: number | null, requestId: string | null, message: string }
  > };

export const OperationFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Operation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedFinishAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<OperationFragment, unknown>;
export const StartedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Started"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TooManyBulkOperationsError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Operation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedFinishAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<StartedFragment, unknown>;
export const UpdatedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Updated"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeNotAllowedInGroupTypeError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupType"}},{"kind":"Field","name":{"kind":"Name","value":"change"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnerRoleNotChangeableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdatedFragment, unknown>;
export const StartBulkNicknameSyncDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartBulkNicknameSync"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkNicknameSyncInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startBulkNicknameSync"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Started"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Operation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedFinishAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Started"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TooManyBulkOperationsError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<StartBulkNicknameSyncMutation, StartBulkNicknameSyncMutationVariables>;
export const StartBulkGroupMemberUpdateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartBulkGroupMemberUpdate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkGroupMemberUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startBulkGroupMemberUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Started"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Operation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedFinishAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Started"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TooManyBulkOperationsError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"limit"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<StartBulkGroupMemberUpdateMutation, StartBulkGroupMemberUpdateMutationVariables>;
export const CancelBulkOperationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelBulkOperation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelBulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperationNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operationId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Operation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedFinishAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<CancelBulkOperationMutation, CancelBulkOperationMutationVariables>;
export const BulkOperationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BulkOperation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Operation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedFinishAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<BulkOperationQuery, BulkOperationQueryVariables>;
export const BulkItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BulkItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkItemOutcome"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Operation"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknameSyncOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"courses"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncClassNicknamesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"syncedAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberUpdateOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"members"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeNotAllowedInGroupTypeError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupType"}},{"kind":"Field","name":{"kind":"Name","value":"change"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Operation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedFinishAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<BulkItemsQuery, BulkItemsQueryVariables>;
export const BulkOperationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BulkOperations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperationState"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<BulkOperationsQuery, BulkOperationsQueryVariables>;
export const LastSyncDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LastSync"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lastNicknameSync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"nicknameSyncs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LastSyncQuery, LastSyncQueryVariables>;
export const RosterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Roster"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"memberCount"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"mutedUntil"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RosterQuery, RosterQueryVariables>;
export const SyncClassNicknamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncClassNicknames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncClassNicknames"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"courseId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncClassNicknamesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseDeletedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseExpiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseTypeNotSupportedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknamesPartlySyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknamesNotSyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeletedStudentInCourseError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SyncClassNicknamesMutation, SyncClassNicknamesMutationVariables>;
export const SyncStudentNicknamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncStudentNicknames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SyncStudentNicknamesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncStudentNicknames"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncStudentNicknamesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StudentNicknameSynced"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"classinUid"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StudentNotInSchoolError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"classinUid"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StudentNicknameNotSyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"classinUid"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SyncStudentNicknamesMutation, SyncStudentNicknamesMutationVariables>;
export const UpdateGroupMemberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateGroupMember"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateGroupMember"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Updated"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Updated"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeNotAllowedInGroupTypeError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupType"}},{"kind":"Field","name":{"kind":"Name","value":"change"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnerRoleNotChangeableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdateGroupMemberMutation, UpdateGroupMemberMutationVariables>;
export const UpdateGroupMembersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateGroupMembers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inputs"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateGroupMembers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"inputs"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inputs"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Updated"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Updated"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeNotAllowedInGroupTypeError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupType"}},{"kind":"Field","name":{"kind":"Name","value":"change"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnerRoleNotChangeableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdateGroupMembersMutation, UpdateGroupMembersMutationVariables>;