/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type JoinedRosterQueryVariables = Exact<{
  courseId: string | number;
  first?: number | null | undefined;
}>;


export type JoinedRosterQuery = { course: { id: string, title: string | null, teacher: { fullName: string | null } | null, group: { id: string, name: string | null, type: GroupType | null, memberCount: number | null, members: { nodes: Array<{ userId: string, role: GroupRole | null, nameCard: string | null, mutedUntil: string | null, user: { fullName: string | null } }> } | null } | null } | null };


export const JoinedRosterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"JoinedRoster"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"course"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"courseId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"teacher"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"group"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"memberCount"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nameCard"}},{"kind":"Field","name":{"kind":"Name","value":"mutedUntil"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<JoinedRosterQuery, JoinedRosterQueryVariables>;