/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query NamedRoster($courseId: ID!, $first: Int = 50) {\n  course(id: $courseId) {\n    id\n    title\n    teacher {\n      fullName\n    }\n    group {\n      id\n      name\n      type\n      memberCount\n      members(first: $first) {\n        nodes {\n          userId\n          user {\n            fullName\n          }\n          role\n          nameCard\n          nameMatches\n          mutedUntil\n        }\n      }\n    }\n  }\n}": typeof types.NamedRosterDocument,
    "mutation SetOfficialNames($names: [OfficialNameInput!]!) {\n  setOfficialNames(input: {names: $names}) {\n    __typename\n    ... on SetOfficialNamesSuccess {\n      changed\n      unchanged\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}\n\nquery MemberNews($groupId: ID!, $userId: ID!) {\n  groupMember(groupId: $groupId, userId: $userId) {\n    id\n    nameCard\n    nameMatches\n  }\n  vendorEvents(first: 1, groupId: $groupId) {\n    nodes {\n      id\n      kind\n      state\n    }\n  }\n}\n\nmutation SetNamePolicy($courseId: ID!, $policy: NamePolicy!) {\n  setNamePolicy(input: {courseIds: [$courseId], policy: $policy}) {\n    __typename\n    ... on SetNamePolicySuccess {\n      courses {\n        id\n        namePolicy\n      }\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}\n\nquery Misnamed($groupId: ID!) {\n  group(id: $groupId) {\n    id\n    membersMisnamed(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n}\n\nquery LastCorrection($courseId: ID!, $groupId: ID!, $userId: ID!) {\n  course(id: $courseId) {\n    id\n    namePolicy\n  }\n  groupMember(groupId: $groupId, userId: $userId) {\n    id\n    nameCard\n    nameMatches\n  }\n  nameCorrections(first: 1, userId: $userId) {\n    nodes {\n      id\n      trigger\n      outcome\n    }\n  }\n}\n\nmutation ForgetEarlierDemo($courseId: ID!, $userId: ID!) {\n  setNamePolicy(input: {courseIds: [$courseId], policy: MANUAL}) {\n    __typename\n  }\n  eraseUser(userId: $userId) {\n    __typename\n  }\n}": typeof types.SetOfficialNamesDocument,
};
const documents: Documents = {
    "query NamedRoster($courseId: ID!, $first: Int = 50) {\n  course(id: $courseId) {\n    id\n    title\n    teacher {\n      fullName\n    }\n    group {\n      id\n      name\n      type\n      memberCount\n      members(first: $first) {\n        nodes {\n          userId\n          user {\n            fullName\n          }\n          role\n          nameCard\n          nameMatches\n          mutedUntil\n        }\n      }\n    }\n  }\n}": types.NamedRosterDocument,
    "mutation SetOfficialNames($names: [OfficialNameInput!]!) {\n  setOfficialNames(input: {names: $names}) {\n    __typename\n    ... on SetOfficialNamesSuccess {\n      changed\n      unchanged\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}\n\nquery MemberNews($groupId: ID!, $userId: ID!) {\n  groupMember(groupId: $groupId, userId: $userId) {\n    id\n    nameCard\n    nameMatches\n  }\n  vendorEvents(first: 1, groupId: $groupId) {\n    nodes {\n      id\n      kind\n      state\n    }\n  }\n}\n\nmutation SetNamePolicy($courseId: ID!, $policy: NamePolicy!) {\n  setNamePolicy(input: {courseIds: [$courseId], policy: $policy}) {\n    __typename\n    ... on SetNamePolicySuccess {\n      courses {\n        id\n        namePolicy\n      }\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}\n\nquery Misnamed($groupId: ID!) {\n  group(id: $groupId) {\n    id\n    membersMisnamed(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n}\n\nquery LastCorrection($courseId: ID!, $groupId: ID!, $userId: ID!) {\n  course(id: $courseId) {\n    id\n    namePolicy\n  }\n  groupMember(groupId: $groupId, userId: $userId) {\n    id\n    nameCard\n    nameMatches\n  }\n  nameCorrections(first: 1, userId: $userId) {\n    nodes {\n      id\n      trigger\n      outcome\n    }\n  }\n}\n\nmutation ForgetEarlierDemo($courseId: ID!, $userId: ID!) {\n  setNamePolicy(input: {courseIds: [$courseId], policy: MANUAL}) {\n    __typename\n  }\n  eraseUser(userId: $userId) {\n    __typename\n  }\n}": types.SetOfficialNamesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NamedRoster($courseId: ID!, $first: Int = 50) {\n  course(id: $courseId) {\n    id\n    title\n    teacher {\n      fullName\n    }\n    group {\n      id\n      name\n      type\n      memberCount\n      members(first: $first) {\n        nodes {\n          userId\n          user {\n            fullName\n          }\n          role\n          nameCard\n          nameMatches\n          mutedUntil\n        }\n      }\n    }\n  }\n}"): (typeof documents)["query NamedRoster($courseId: ID!, $first: Int = 50) {\n  course(id: $courseId) {\n    id\n    title\n    teacher {\n      fullName\n    }\n    group {\n      id\n      name\n      type\n      memberCount\n      members(first: $first) {\n        nodes {\n          userId\n          user {\n            fullName\n          }\n          role\n          nameCard\n          nameMatches\n          mutedUntil\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetOfficialNames($names: [OfficialNameInput!]!) {\n  setOfficialNames(input: {names: $names}) {\n    __typename\n    ... on SetOfficialNamesSuccess {\n      changed\n      unchanged\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}\n\nquery MemberNews($groupId: ID!, $userId: ID!) {\n  groupMember(groupId: $groupId, userId: $userId) {\n    id\n    nameCard\n    nameMatches\n  }\n  vendorEvents(first: 1, groupId: $groupId) {\n    nodes {\n      id\n      kind\n      state\n    }\n  }\n}\n\nmutation SetNamePolicy($courseId: ID!, $policy: NamePolicy!) {\n  setNamePolicy(input: {courseIds: [$courseId], policy: $policy}) {\n    __typename\n    ... on SetNamePolicySuccess {\n      courses {\n        id\n        namePolicy\n      }\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}\n\nquery Misnamed($groupId: ID!) {\n  group(id: $groupId) {\n    id\n    membersMisnamed(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n}\n\nquery LastCorrection($courseId: ID!, $groupId: ID!, $userId: ID!) {\n  course(id: $courseId) {\n    id\n    namePolicy\n  }\n  groupMember(groupId: $groupId, userId: $userId) {\n    id\n    nameCard\n    nameMatches\n  }\n  nameCorrections(first: 1, userId: $userId) {\n    nodes {\n      id\n      trigger\n      outcome\n    }\n  }\n}\n\nmutation ForgetEarlierDemo($courseId: ID!, $userId: ID!) {\n  setNamePolicy(input: {courseIds: [$courseId], policy: MANUAL}) {\n    __typename\n  }\n  eraseUser(userId: $userId) {\n    __typename\n  }\n}"): (typeof documents)["mutation SetOfficialNames($names: [OfficialNameInput!]!) {\n  setOfficialNames(input: {names: $names}) {\n    __typename\n    ... on SetOfficialNamesSuccess {\n      changed\n      unchanged\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}\n\nquery MemberNews($groupId: ID!, $userId: ID!) {\n  groupMember(groupId: $groupId, userId: $userId) {\n    id\n    nameCard\n    nameMatches\n  }\n  vendorEvents(first: 1, groupId: $groupId) {\n    nodes {\n      id\n      kind\n      state\n    }\n  }\n}\n\nmutation SetNamePolicy($courseId: ID!, $policy: NamePolicy!) {\n  setNamePolicy(input: {courseIds: [$courseId], policy: $policy}) {\n    __typename\n    ... on SetNamePolicySuccess {\n      courses {\n        id\n        namePolicy\n      }\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}\n\nquery Misnamed($groupId: ID!) {\n  group(id: $groupId) {\n    id\n    membersMisnamed(first: 1) {\n      nodes {\n        id\n      }\n    }\n  }\n}\n\nquery LastCorrection($courseId: ID!, $groupId: ID!, $userId: ID!) {\n  course(id: $courseId) {\n    id\n    namePolicy\n  }\n  groupMember(groupId: $groupId, userId: $userId) {\n    id\n    nameCard\n    nameMatches\n  }\n  nameCorrections(first: 1, userId: $userId) {\n    nodes {\n      id\n      trigger\n      outcome\n    }\n  }\n}\n\nmutation ForgetEarlierDemo($courseId: ID!, $userId: ID!) {\n  setNamePolicy(input: {courseIds: [$courseId], policy: MANUAL}) {\n    __typename\n  }\n  eraseUser(userId: $userId) {\n    __typename\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;