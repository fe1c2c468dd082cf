/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A role that can be given. Ownership cannot. */
export type AssignableGroupRole =
  /** Makes the member an administrator. */
  | 'ADMIN'
  /** Takes the administrator's rights away. */
  | 'MEMBER';

/** A value for one custom field of a member. */
export type CustomFieldInput = {
  /** At most 16 letters, digits or underscores, set up in the vendor's console for groups of this type. */
  key: string;
  /** At most 64 bytes of UTF-8. */
  value: string;
};

/** What somebody may do in a group. */
export type GroupRole =
  /** May mute and remove ordinary members. */
  | 'ADMIN'
  /** An ordinary member. */
  | 'MEMBER'
  /** May do everything. At most one; cannot be given or taken here. */
  | 'OWNER';

/** What kind of chat group it is. The kind decides what can be changed in it. */
export type GroupType =
  /** The audience of a live stream. Keeps no profiles, so members can be neither read nor changed. */
  | 'AV_CHAT_ROOM'
  /** Joined freely, up to 100,000 members and more; has administrators and mutes. */
  | 'COMMUNITY'
  /** Joined freely; has administrators and mutes. Once called ChatRoom. */
  | 'MEETING'
  /** Joined on approval; has administrators and mutes. */
  | 'PUBLIC'
  /** By invitation only, among equals: no administrators, no mutes. Once called Private. */
  | 'WORK';

/** One of the things about a member that can be changed. */
export type MemberChangeKind =
  /** `customFields` */
  | 'CUSTOM_FIELDS'
  /** `messageDelivery` */
  | 'MESSAGE_DELIVERY'
  /** `muteForSeconds` */
  | 'MUTE'
  /** `nameCard` */
  | 'NAME_CARD'
  /** `role` */
  | 'ROLE';

/** How a group's messages reach one member. */
export type MessageDelivery =
  /** Delivered, with an alert. */
  | 'ACCEPT_AND_NOTIFY'
  /** Delivered, without an alert. */
  | 'ACCEPT_NOT_NOTIFY'
  /** Delivered, with an alert only where the member is mentioned. */
  | 'ACCEPT_NOT_NOTIFY_EXCEPT_AT'
  /** Not delivered. */
  | 'DISCARD';

/** What to change about one member. Only what is given changes; at least one change is needed. */
export type UpdateGroupMemberInput = {
  /** At most 5; fields not named stay as they are. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** The group's id. */
  groupId: string | number;
  /** How messages reach the member. */
  messageDelivery?: MessageDelivery | null | undefined;
  /** Mutes for so many seconds from now, at most 4294967295; 0 unmutes. Not in work and live-stream groups. */
  muteForSeconds?: number | null | undefined;
  /** The name to show in this group: at most 50 bytes of UTF-8 (16 Chinese characters and two letters). Empty clears it. Nothing is cut: what is too long, or holds control, invisible or direction characters, is refused. */
  nameCard?: string | null | undefined;
  /** Makes an administrator, or an ordinary member again. Not in work and live-stream groups, and never for the owner. */
  role?: AssignableGroupRole | null | undefined;
  /** The user's id. */
  userId: string | number;
};

/** Whose service an answer depended on. */
export type Vendor =
  /** ClassIn: live lessons, courses and class nicknames. */
  | 'CLASSIN'
  /** Tencent Cloud Chat (IM): groups and their members. */
  | 'TENCENT_IM';

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

export const UpdatedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Updated"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeNotAllowedInGroupTypeError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupType"}},{"kind":"Field","name":{"kind":"Name","value":"change"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnerRoleNotChangeableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdatedFragment, unknown>;
export const RosterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Roster"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"memberCount"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"mutedUntil"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RosterQuery, RosterQueryVariables>;
export const SyncClassNicknamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SyncClassNicknames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncClassNicknames"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"courseId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SyncClassNicknamesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"syncedAt"}},{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseDeletedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseExpiredError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CourseTypeNotSupportedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknamesPartlySyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NicknamesNotSyncedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeletedStudentInCourseError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SyncClassNicknamesMutation, SyncClassNicknamesMutationVariables>;
export const UpdateGroupMemberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateGroupMember"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateGroupMember"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Updated"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Updated"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeNotAllowedInGroupTypeError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupType"}},{"kind":"Field","name":{"kind":"Name","value":"change"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnerRoleNotChangeableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdateGroupMemberMutation, UpdateGroupMemberMutationVariables>;
export const UpdateGroupMembersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateGroupMembers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inputs"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateGroupMembers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"inputs"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inputs"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Updated"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Updated"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberResult"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateGroupMemberSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidInputError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GroupMemberNotFoundError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeNotAllowedInGroupTypeError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupType"}},{"kind":"Field","name":{"kind":"Name","value":"change"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnerRoleNotChangeableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VendorError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vendor"}},{"kind":"Field","name":{"kind":"Name","value":"vendorCode"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UpdateGroupMembersMutation, UpdateGroupMembersMutationVariables>;