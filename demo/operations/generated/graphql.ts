/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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
  classinUid?: string | number | null | undefined;
  /** 1 to 100 characters. A name that is too long, or contains control, invisible or direction characters, is refused and never cut. A name card takes only 50 bytes of UTF-8, so a longer name cannot become a card. */
  name: string;
  /** The person's user id in Tencent Cloud Chat (IM). */
  userId: string | number;
};

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

/** What became of an event. */
export type VendorEventState =
  /** Final. It could not be processed, even after several attempts. `failure` says why. */
  | 'FAILED'
  /** Final. It did not verify, so it is never processed. */
  | 'KEPT_APART'
  /** Final. It was processed. */
  | 'PROCESSED'
  /** It is stored and will be processed, or tried again. */
  | 'WAITING';

export type NamedRosterQueryVariables = Exact<{
  courseId: string | number;
  first?: number | null | undefined;
}>;


export type NamedRosterQuery = { course: { id: string, title: string | null, teacher: { fullName: string | null } | null, group: { id: string, name: string | null, type: GroupType | null, memberCount: number | null, members: { nodes: Array<{ userId: string, role: GroupRole | null, nameCard: string | null, nameMatches: boolean | null, mutedUntil: string | null, user: { fullName: string | null } }> } | null } | null } | null };

export type SetOfficialNamesMutationVariables = Exact<{
  names: Array<OfficialNameInput> | OfficialNameInput;
}>;


export type SetOfficialNamesMutation = { setOfficialNames:
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'OfficialNameConflictError', message: string }
    | { __typename: 'SetOfficialNamesSuccess', changed: number, unchanged: number }
    | { __typename: 'StoreUnavailableError', message: string }
   };

export type MemberNewsQueryVariables = Exact<{
  groupId: string | number;
  userId: string | number;
}>;


export type MemberNewsQuery = { groupMember: { id: string, nameCard: string | null, nameMatches: boolean | null } | null, vendorEvents: { nodes: Array<{ id: string, kind: VendorEventKind, state: VendorEventState }> } };

export type SetNamePolicyMutationVariables = Exact<{
  courseId: string | number;
  policy: NamePolicy;
}>;


export type SetNamePolicyMutation = { setNamePolicy:
    | { __typename: 'InvalidInputError', message: string }
    | { __typename: 'NotPermittedError', message: string }
    | { __typename: 'OutcomeUnknownError', message: string }
    | { __typename: 'RateLimitedError', message: string }
    | { __typename: 'SetNamePolicySuccess', courses: Array<{ id: string, namePolicy: NamePolicy | null }> }
    | { __typename: 'StoreUnavailableError', message: string }
    | { __typename: 'VendorMisconfiguredError', message: string }
    | { __typename: 'VendorRejectedError', message: string }
    | { __typename: 'VendorUnavailableError', message: string }
   };

export type MisnamedQueryVariables = Exact<{
  groupId: string | number;
}>;


export type MisnamedQuery = { group: { id: string, membersMisnamed: { nodes: Array<{ id: string }> } | null } | null };

export type LastCorrectionQueryVariables = Exact<{
  courseId: string | number;
  groupId: string | number;
  userId: string | number;
}>;


export type LastCorrectionQuery = { course: { id: string, namePolicy: NamePolicy | null } | null, groupMember: { id: string, nameCard: string | null, nameMatches: boolean | null } | null, nameCorrections: { nodes: Array<{ id: string, trigger: NameCorrectionTrigger, outcome: NameCorrectionOutcome }> } };

export type ForgetEarlierDemoMutationVariables = Exact<{
  courseId: string | number;
  userId: string | number;
}>;


export type ForgetEarlierDemoMutation = { setNamePolicy:
    | { __typename: 'InvalidInputError' }
    | { __typename: 'NotPermittedError' }
    | { __typename: 'OutcomeUnknownError' }
    | { __typename: 'RateLimitedError' }
    | { __typename: 'SetNamePolicySuccess' }
    | { __typename: 'StoreUnavailableError' }
    | { __typename: 'VendorMisconfiguredError' }
    | { __typename: 'VendorRejectedError' }
    | { __typename: 'VendorUnavailableError' }
  , eraseUser:
    | { __typename: 'EraseUserSuccess' }
    | { __typename: 'InvalidInputError' }
    | { __typename: 'StoreUnavailableError' }
   };


export const NamedRosterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NamedRoster"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"teacher"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"memberCount"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"nameMatches"}},{"kind":"Field","name":{"kind":"Name","value":"mutedUntil"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<NamedRosterQuery, NamedRosterQueryVariables>;
export const SetOfficialNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetOfficialNames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"names"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OfficialNameInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setOfficialNames"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"names"},"value":{"kind":"Variable","name":{"kind":"Name","value":"names"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetOfficialNamesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SetOfficialNamesMutation, SetOfficialNamesMutationVariables>;
export const MemberNewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MemberNews"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}},{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"nameMatches"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vendorEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"groupId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]}}]} as unknown as DocumentNode<MemberNewsQuery, MemberNewsQueryVariables>;
export const SetNamePolicyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetNamePolicy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"policy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NamePolicy"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setNamePolicy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"courseIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"policy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"policy"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetNamePolicySuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"courses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"namePolicy"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<SetNamePolicyMutation, SetNamePolicyMutationVariables>;
export const MisnamedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Misnamed"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"membersMisnamed"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<MisnamedQuery, MisnamedQueryVariables>;
export const LastCorrectionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LastCorrection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"namePolicy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groupMember"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groupId"}}},{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"nameMatches"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nameCorrections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}}]}}]}}]} as unknown as DocumentNode<LastCorrectionQuery, LastCorrectionQueryVariables>;
export const ForgetEarlierDemoDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ForgetEarlierDemo"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setNamePolicy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"courseIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"policy"},"value":{"kind":"EnumValue","value":"MANUAL"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"eraseUser"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]} as unknown as DocumentNode<ForgetEarlierDemoMutation, ForgetEarlierDemoMutationVariables>;