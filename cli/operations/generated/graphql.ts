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
  readonly key: string;
  /** At most 64 bytes of UTF-8. */
  readonly value: string;
};

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

/** A person's official name. */
export type OfficialNameInput = {
  /** The person's number (UID) in ClassIn. If omitted, a known number is kept. An empty string removes it. */
  readonly classinUid?: string | number | null | undefined;
  /** 1 to 100 characters. A name that is too long, or contains control, invisible or direction characters, is refused and never cut. A name card takes only 50 bytes of UTF-8, so a longer name cannot become a card. */
  readonly name: string;
  /** The person's user id in Tencent Cloud Chat (IM). */
  readonly userId: string | number;
};

/** The members to change, and the changes. */
export type StartBulkGroupMemberUpdateInput = {
  /** 1 to 255 characters of your choice. Requests with the same key and input return the same operation. Choose a new key for each operation, and repeat the key if you retry after a lost answer. */
  readonly idempotencyKey: string;
  /** 1 to 10,000 changes. Changes to the same member are made in this order. */
  readonly updates: ReadonlyArray<UpdateGroupMemberInput>;
};

/** The courses to sync. */
export type StartBulkNicknameSyncInput = {
  /** 1 to 10,000 ClassIn course numbers, without duplicates. */
  readonly courseIds: ReadonlyArray<string | number>;
  /** 1 to 255 characters of your choice. Requests with the same key and input return the same operation. Choose a new key for each operation, and repeat the key if you retry after a lost answer. */
  readonly idempotencyKey: string;
};

/** The groups whose name cards to set. */
export type StartGroupNameSyncInput = {
  /** 1 to 1,000 group ids, without duplicates. */
  readonly groupIds: ReadonlyArray<string | number>;
  /** 1 to 255 characters of your choice. Requests with the same key and input return the same operation. Choose a new key for each operation, and repeat the key if you retry after a lost answer. */
  readonly idempotencyKey: string;
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

type WatchedOperation_GroupMemberUpdateOperation_Fragment = { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } };

type WatchedOperation_GroupNameSyncOperation_Fragment = { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } };

type WatchedOperation_NicknameSyncOperation_Fragment = { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } };

export type WatchedOperationFragment =
  | WatchedOperation_GroupMemberUpdateOperation_Fragment
  | WatchedOperation_GroupNameSyncOperation_Fragment
  | WatchedOperation_NicknameSyncOperation_Fragment
;

type StartAnswer_IdempotencyConflictError_Fragment = { readonly __typename: 'IdempotencyConflictError', readonly message: string, readonly operation:
    | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
   };

type StartAnswer_InvalidInputError_Fragment = { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string }> };

type StartAnswer_StartBulkOperationSuccess_Fragment = { readonly __typename: 'StartBulkOperationSuccess', readonly operation:
    | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
   };

type StartAnswer_StoreUnavailableError_Fragment = { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string };

type StartAnswer_TooManyBulkOperationsError_Fragment = { readonly __typename: 'TooManyBulkOperationsError', readonly message: string };

export type StartAnswerFragment =
  | StartAnswer_IdempotencyConflictError_Fragment
  | StartAnswer_InvalidInputError_Fragment
  | StartAnswer_StartBulkOperationSuccess_Fragment
  | StartAnswer_StoreUnavailableError_Fragment
  | StartAnswer_TooManyBulkOperationsError_Fragment
;

export type StartNicknamesMutationVariables = Exact<{
  input: StartBulkNicknameSyncInput;
}>;


export type StartNicknamesMutation = { readonly started:
    | { readonly __typename: 'IdempotencyConflictError', readonly message: string, readonly operation:
        | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
       }
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string }> }
    | { readonly __typename: 'StartBulkOperationSuccess', readonly operation:
        | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
       }
    | { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string }
    | { readonly __typename: 'TooManyBulkOperationsError', readonly message: string }
   };

export type StartMembersMutationVariables = Exact<{
  input: StartBulkGroupMemberUpdateInput;
}>;


export type StartMembersMutation = { readonly started:
    | { readonly __typename: 'IdempotencyConflictError', readonly message: string, readonly operation:
        | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
       }
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string }> }
    | { readonly __typename: 'StartBulkOperationSuccess', readonly operation:
        | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
       }
    | { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string }
    | { readonly __typename: 'TooManyBulkOperationsError', readonly message: string }
   };

export type StartGroupNamesMutationVariables = Exact<{
  input: StartGroupNameSyncInput;
}>;


export type StartGroupNamesMutation = { readonly started:
    | { readonly __typename: 'IdempotencyConflictError', readonly message: string, readonly operation:
        | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
       }
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string }> }
    | { readonly __typename: 'StartBulkOperationSuccess', readonly operation:
        | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
       }
    | { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string }
    | { readonly __typename: 'TooManyBulkOperationsError', readonly message: string }
   };

export type WatchQueryVariables = Exact<{
  id: string | number;
}>;


export type WatchQuery = { readonly bulkOperation:
    | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
   | null };

export type FindByKeyQueryVariables = Exact<{
  key: string;
}>;


export type FindByKeyQuery = { readonly bulkOperations: { readonly nodes: ReadonlyArray<
      | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
      | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
      | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    > } };

export type CancelMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelMutation = { readonly cancelBulkOperation:
    | { readonly __typename: 'BulkOperationNotFoundError', readonly message: string }
    | { readonly __typename: 'CancelBulkOperationSuccess', readonly operation:
        | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
        | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
       }
    | { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string }
   };

export type NicknameItemsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type NicknameItemsQuery = { readonly bulkOperation:
    | { readonly items: { readonly nodes: ReadonlyArray<{ readonly courseId: string, readonly attempts: number, readonly outcome: BulkItemOutcome, readonly result:
            | { readonly __typename: 'CourseDeletedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseExpiredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseTypeNotSupportedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'DeletedStudentInCourseError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'InvalidInputError', readonly message: string }
            | { readonly __typename: 'NicknamesNotSyncedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NicknamesPartlySyncedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'SyncClassNicknamesSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export type MemberItemsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type MemberItemsQuery = { readonly bulkOperation:
    | { readonly items: { readonly nodes: ReadonlyArray<{ readonly groupId: string, readonly userId: string, readonly attempts: number, readonly outcome: BulkItemOutcome, readonly result:
            | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'ContentRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'InvalidInputError', readonly message: string }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'UpdateGroupMemberSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export type GroupNameItemsQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type GroupNameItemsQuery = { readonly bulkOperation:
    | { readonly items: { readonly nodes: ReadonlyArray<{ readonly groupId: string, readonly attempts: number, readonly outcome: BulkItemOutcome, readonly result:
            | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupNamesPartlySyncedError', readonly message: string, readonly failedCount: number, readonly failures: ReadonlyArray<{ readonly userId: string, readonly result:
                  | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string }
                  | { readonly __typename: 'ContentRejectedError', readonly message: string }
                  | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string }
                  | { readonly __typename: 'GroupNotFoundError', readonly message: string }
                  | { readonly __typename: 'InvalidInputError', readonly message: string }
                  | { readonly __typename: 'NotPermittedError', readonly message: string }
                  | { readonly __typename: 'OutcomeUnknownError', readonly message: string }
                  | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string }
                  | { readonly __typename: 'RateLimitedError', readonly message: string }
                  | { readonly __typename: 'UpdateGroupMemberSuccess' }
                  | { readonly __typename: 'VendorMisconfiguredError', readonly message: string }
                  | { readonly __typename: 'VendorRejectedError', readonly message: string }
                  | { readonly __typename: 'VendorUnavailableError', readonly message: string }
                 }> }
            | { readonly __typename: 'GroupNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'SyncGroupNamesSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export type GroupNameFailuresFragment = { readonly failedCount: number, readonly failures: ReadonlyArray<{ readonly userId: string, readonly result:
      | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string }
      | { readonly __typename: 'ContentRejectedError', readonly message: string }
      | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string }
      | { readonly __typename: 'GroupNotFoundError', readonly message: string }
      | { readonly __typename: 'InvalidInputError', readonly message: string }
      | { readonly __typename: 'NotPermittedError', readonly message: string }
      | { readonly __typename: 'OutcomeUnknownError', readonly message: string }
      | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string }
      | { readonly __typename: 'RateLimitedError', readonly message: string }
      | { readonly __typename: 'UpdateGroupMemberSuccess' }
      | { readonly __typename: 'VendorMisconfiguredError', readonly message: string }
      | { readonly __typename: 'VendorRejectedError', readonly message: string }
      | { readonly __typename: 'VendorUnavailableError', readonly message: string }
     }> };

export type SyncOutcomesFragment = { readonly nodes: ReadonlyArray<{ readonly courseId: string, readonly result:
      | { readonly __typename: 'CourseDeletedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'CourseExpiredError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'CourseNotFoundError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'CourseTypeNotSupportedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'DeletedStudentInCourseError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'InvalidInputError', readonly message: string }
      | { readonly __typename: 'NicknamesNotSyncedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'NicknamesPartlySyncedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'SyncClassNicknamesSuccess' }
      | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
     | null }> };

export type ChangeOutcomesFragment = { readonly nodes: ReadonlyArray<{ readonly groupId: string, readonly userId: string, readonly result:
      | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'ContentRejectedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'GroupNotFoundError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'InvalidInputError', readonly message: string }
      | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'UpdateGroupMemberSuccess' }
      | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
     | null }> };

export type GroupOutcomesFragment = { readonly nodes: ReadonlyArray<{ readonly groupId: string, readonly result:
      | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'GroupNamesPartlySyncedError', readonly message: string, readonly failedCount: number, readonly failures: ReadonlyArray<{ readonly userId: string, readonly result:
            | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string }
            | { readonly __typename: 'ContentRejectedError', readonly message: string }
            | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string }
            | { readonly __typename: 'GroupNotFoundError', readonly message: string }
            | { readonly __typename: 'InvalidInputError', readonly message: string }
            | { readonly __typename: 'NotPermittedError', readonly message: string }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string }
            | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string }
            | { readonly __typename: 'RateLimitedError', readonly message: string }
            | { readonly __typename: 'UpdateGroupMemberSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string }
            | { readonly __typename: 'VendorRejectedError', readonly message: string }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string }
           }> }
      | { readonly __typename: 'GroupNotFoundError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'SyncGroupNamesSuccess' }
      | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
      | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
     | null }> };

export type StatusQueryVariables = Exact<{
  id: string | number;
  most: number;
}>;


export type StatusQuery = { readonly bulkOperation:
    | { readonly __typename: 'GroupMemberUpdateOperation', readonly startedAt: string | null, readonly estimatedFinishAt: string | null, readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly failedChanges: { readonly nodes: ReadonlyArray<{ readonly groupId: string, readonly userId: string, readonly result:
            | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'ContentRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'InvalidInputError', readonly message: string }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'UpdateGroupMemberSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }> }, readonly unknownChanges: { readonly nodes: ReadonlyArray<{ readonly groupId: string, readonly userId: string, readonly result:
            | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'ContentRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'InvalidInputError', readonly message: string }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'UpdateGroupMemberSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }> }, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    | { readonly __typename: 'GroupNameSyncOperation', readonly startedAt: string | null, readonly estimatedFinishAt: string | null, readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly failedGroups: { readonly nodes: ReadonlyArray<{ readonly groupId: string, readonly result:
            | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupNamesPartlySyncedError', readonly message: string, readonly failedCount: number, readonly failures: ReadonlyArray<{ readonly userId: string, readonly result:
                  | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string }
                  | { readonly __typename: 'ContentRejectedError', readonly message: string }
                  | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string }
                  | { readonly __typename: 'GroupNotFoundError', readonly message: string }
                  | { readonly __typename: 'InvalidInputError', readonly message: string }
                  | { readonly __typename: 'NotPermittedError', readonly message: string }
                  | { readonly __typename: 'OutcomeUnknownError', readonly message: string }
                  | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string }
                  | { readonly __typename: 'RateLimitedError', readonly message: string }
                  | { readonly __typename: 'UpdateGroupMemberSuccess' }
                  | { readonly __typename: 'VendorMisconfiguredError', readonly message: string }
                  | { readonly __typename: 'VendorRejectedError', readonly message: string }
                  | { readonly __typename: 'VendorUnavailableError', readonly message: string }
                 }> }
            | { readonly __typename: 'GroupNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'SyncGroupNamesSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }> }, readonly unknownGroups: { readonly nodes: ReadonlyArray<{ readonly groupId: string, readonly result:
            | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'GroupNamesPartlySyncedError', readonly message: string, readonly failedCount: number, readonly failures: ReadonlyArray<{ readonly userId: string, readonly result:
                  | { readonly __typename: 'ChangeNotAllowedInGroupTypeError', readonly message: string }
                  | { readonly __typename: 'ContentRejectedError', readonly message: string }
                  | { readonly __typename: 'GroupMemberNotFoundError', readonly message: string }
                  | { readonly __typename: 'GroupNotFoundError', readonly message: string }
                  | { readonly __typename: 'InvalidInputError', readonly message: string }
                  | { readonly __typename: 'NotPermittedError', readonly message: string }
                  | { readonly __typename: 'OutcomeUnknownError', readonly message: string }
                  | { readonly __typename: 'OwnerRoleNotChangeableError', readonly message: string }
                  | { readonly __typename: 'RateLimitedError', readonly message: string }
                  | { readonly __typename: 'UpdateGroupMemberSuccess' }
                  | { readonly __typename: 'VendorMisconfiguredError', readonly message: string }
                  | { readonly __typename: 'VendorRejectedError', readonly message: string }
                  | { readonly __typename: 'VendorUnavailableError', readonly message: string }
                 }> }
            | { readonly __typename: 'GroupNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'SyncGroupNamesSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }> }, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    | { readonly __typename: 'NicknameSyncOperation', readonly startedAt: string | null, readonly estimatedFinishAt: string | null, readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly failedSyncs: { readonly nodes: ReadonlyArray<{ readonly courseId: string, readonly result:
            | { readonly __typename: 'CourseDeletedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseExpiredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseTypeNotSupportedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'DeletedStudentInCourseError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'InvalidInputError', readonly message: string }
            | { readonly __typename: 'NicknamesNotSyncedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NicknamesPartlySyncedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'SyncClassNicknamesSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }> }, readonly unknownSyncs: { readonly nodes: ReadonlyArray<{ readonly courseId: string, readonly result:
            | { readonly __typename: 'CourseDeletedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseExpiredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseNotFoundError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'CourseTypeNotSupportedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'DeletedStudentInCourseError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'InvalidInputError', readonly message: string }
            | { readonly __typename: 'NicknamesNotSyncedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NicknamesPartlySyncedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'NotPermittedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'OutcomeUnknownError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'RateLimitedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'SyncClassNicknamesSuccess' }
            | { readonly __typename: 'VendorMisconfiguredError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorRejectedError', readonly message: string, readonly vendorCode: number | null }
            | { readonly __typename: 'VendorUnavailableError', readonly message: string, readonly vendorCode: number | null }
           | null }> }, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
   | null };

export type ListQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  state?: BulkOperationState | null | undefined;
}>;


export type ListQuery = { readonly bulkOperations: { readonly nodes: ReadonlyArray<
      | { readonly __typename: 'GroupMemberUpdateOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
      | { readonly __typename: 'GroupNameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
      | { readonly __typename: 'NicknameSyncOperation', readonly id: string, readonly state: BulkOperationState, readonly createdAt: string, readonly finishedAt: string | null, readonly progress: { readonly total: number, readonly succeeded: number, readonly failed: number, readonly unknown: number, readonly remaining: number } }
    >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SetNamesMutationVariables = Exact<{
  names: ReadonlyArray<OfficialNameInput> | OfficialNameInput;
}>;


export type SetNamesMutation = { readonly set:
    | { readonly __typename: 'InvalidInputError', readonly message: string, readonly problems: ReadonlyArray<{ readonly path: string, readonly message: string }> }
    | { readonly __typename: 'OfficialNameConflictError', readonly message: string, readonly conflicts: ReadonlyArray<{ readonly userId: string, readonly heldBy: string }> }
    | { readonly __typename: 'SetOfficialNamesSuccess', readonly changed: number, readonly unchanged: number }
    | { readonly __typename: 'StoreUnavailableError', readonly retryAfterSeconds: number, readonly message: string }
   };

export const WatchedOperationFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<WatchedOperationFragment, unknown>;
export const StartAnswerFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StartAnswer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<StartAnswerFragment, unknown>;
export const SyncOutcomesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncOutcomes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknameSyncItemConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SyncOutcomesFragment, unknown>;
export const ChangeOutcomesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeOutcomes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberUpdateItemConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ChangeOutcomesFragment, unknown>;
export const GroupNameFailuresFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupNameFailures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNamesPartlySyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedCount"}},{"kind":"Field","name":{"kind":"Name","value":"failures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<GroupNameFailuresFragment, unknown>;
export const GroupOutcomesFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupOutcomes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNameSyncItemConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupNameFailures"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupNameFailures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNamesPartlySyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedCount"}},{"kind":"Field","name":{"kind":"Name","value":"failures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<GroupOutcomesFragment, unknown>;
export const StartNicknamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartNicknames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkNicknameSyncInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"started"},"name":{"kind":"Name","value":"startBulkNicknameSync"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StartAnswer"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StartAnswer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<StartNicknamesMutation, StartNicknamesMutationVariables>;
export const StartMembersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartMembers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkGroupMemberUpdateInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"started"},"name":{"kind":"Name","value":"startBulkGroupMemberUpdate"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StartAnswer"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StartAnswer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<StartMembersMutation, StartMembersMutationVariables>;
export const StartGroupNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartGroupNames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartGroupNameSyncInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"started"},"name":{"kind":"Name","value":"startGroupNameSync"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StartAnswer"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StartAnswer"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IdempotencyConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<StartGroupNamesMutation, StartGroupNamesMutationVariables>;
export const WatchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Watch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<WatchQuery, WatchQueryVariables>;
export const FindByKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindByKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<FindByKeyQuery, FindByKeyQueryVariables>;
export const CancelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Cancel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelBulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelBulkOperationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<CancelMutation, CancelMutationVariables>;
export const NicknameItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NicknameItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknameSyncOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<NicknameItemsQuery, NicknameItemsQueryVariables>;
export const MemberItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MemberItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberUpdateOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<MemberItemsQuery, MemberItemsQueryVariables>;
export const GroupNameItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupNameItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNameSyncOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupNameFailures"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupNameFailures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNamesPartlySyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedCount"}},{"kind":"Field","name":{"kind":"Name","value":"failures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<GroupNameItemsQuery, GroupNameItemsQueryVariables>;
export const StatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Status"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"most"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedFinishAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknameSyncOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"failedSyncs"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"most"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"EnumValue","value":"FAILED"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncOutcomes"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"unknownSyncs"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"most"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"EnumValue","value":"UNKNOWN"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SyncOutcomes"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberUpdateOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"failedChanges"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"most"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"EnumValue","value":"FAILED"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeOutcomes"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"unknownChanges"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"most"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"EnumValue","value":"UNKNOWN"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ChangeOutcomes"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNameSyncOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"failedGroups"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"most"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"EnumValue","value":"FAILED"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupOutcomes"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"unknownGroups"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"most"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"EnumValue","value":"UNKNOWN"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupOutcomes"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupNameFailures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNamesPartlySyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failedCount"}},{"kind":"Field","name":{"kind":"Name","value":"failures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SyncOutcomes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknameSyncItemConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ChangeOutcomes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberUpdateItemConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupOutcomes"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNameSyncItemConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupNameFailures"}}]}}]}}]}}]} as unknown as DocumentNode<StatusQuery, StatusQueryVariables>;
export const ListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"List"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperationState"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bulkOperations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WatchedOperation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"WatchedOperation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BulkOperation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"succeeded"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"}},{"kind":"Field","name":{"kind":"Name","value":"remaining"}}]}}]}}]} as unknown as DocumentNode<ListQuery, ListQueryVariables>;
export const SetNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetNames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"names"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialNameInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"set"},"name":{"kind":"Name","value":"setOfficialNames"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"names"},"value":{"kind":"Variable","name":{"kind":"Name","value":"names"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetOfficialNamesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialNameConflictError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conflicts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"heldBy"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoreUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SetNamesMutation, SetNamesMutationVariables>;