/* eslint-disable */
import * as types from "./graphql.js";
import type { TypedDocumentNode as DocumentNode } from "@graphql-typed-document-node/core";

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
  "query Roster($courseId: ID!, $first: Int = 50, $after: String) {\n  course(id: $courseId) {\n    id\n    group {\n      id\n      name\n      type\n      memberCount\n      members(first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        nodes {\n          userId\n          role\n          nameCard\n          mutedUntil\n        }\n      }\n    }\n  }\n}": typeof types.RosterDocument;
  "mutation SyncClassNicknames($courseId: ID!) {\n  syncClassNicknames(courseId: $courseId) {\n    __typename\n    ... on SyncClassNicknamesSuccess {\n      syncedAt\n      course {\n        id\n      }\n    }\n    ... on InvalidInputError {\n      problems {\n        path\n        message\n        limit\n        actual\n      }\n    }\n    ... on CourseNotFoundError {\n      courseId\n    }\n    ... on CourseDeletedError {\n      courseId\n    }\n    ... on CourseExpiredError {\n      courseId\n    }\n    ... on CourseTypeNotSupportedError {\n      courseId\n    }\n    ... on NicknamesPartlySyncedError {\n      course {\n        id\n      }\n    }\n    ... on NicknamesNotSyncedError {\n      course {\n        id\n      }\n    }\n    ... on DeletedStudentInCourseError {\n      course {\n        id\n      }\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on VendorUnavailableError {\n      retryAfterSeconds\n    }\n    ... on VendorError {\n      vendor\n      vendorCode\n      requestId\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}": typeof types.SyncClassNicknamesDocument;
  "fragment Updated on UpdateGroupMemberResult {\n  __typename\n  ... on UpdateGroupMemberSuccess {\n    groupMember {\n      id\n      groupId\n      userId\n    }\n  }\n  ... on InvalidInputError {\n    problems {\n      path\n      message\n      limit\n      actual\n    }\n  }\n  ... on GroupNotFoundError {\n    groupId\n  }\n  ... on GroupMemberNotFoundError {\n    groupId\n    userId\n  }\n  ... on ChangeNotAllowedInGroupTypeError {\n    groupType\n    change\n  }\n  ... on OwnerRoleNotChangeableError {\n    groupId\n    userId\n  }\n  ... on ContentRejectedError {\n    field\n  }\n  ... on RateLimitedError {\n    retryAfterSeconds\n  }\n  ... on VendorUnavailableError {\n    retryAfterSeconds\n  }\n  ... on VendorError {\n    vendor\n    vendorCode\n    requestId\n  }\n  ... on MutationError {\n    message\n  }\n}\n\nmutation UpdateGroupMember($input: UpdateGroupMemberInput!) {\n  updateGroupMember(input: $input) {\n    ...Updated\n  }\n}\n\nmutation UpdateGroupMembers($inputs: [UpdateGroupMemberInput!]!) {\n  updateGroupMembers(inputs: $inputs) {\n    ...Updated\n  }\n}": typeof types.UpdatedFragmentDoc;
};
const documents: Documents = {
  "query Roster($courseId: ID!, $first: Int = 50, $after: String) {\n  course(id: $courseId) {\n    id\n    group {\n      id\n      name\n      type\n      memberCount\n      members(first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        nodes {\n          userId\n          role\n          nameCard\n          mutedUntil\n        }\n      }\n    }\n  }\n}":
    types.RosterDocument,
  "mutation SyncClassNicknames($courseId: ID!) {\n  syncClassNicknames(courseId: $courseId) {\n    __typename\n    ... on SyncClassNicknamesSuccess {\n      syncedAt\n      course {\n        id\n      }\n    }\n    ... on InvalidInputError {\n      problems {\n        path\n        message\n        limit\n        actual\n      }\n    }\n    ... on CourseNotFoundError {\n      courseId\n    }\n    ... on CourseDeletedError {\n      courseId\n    }\n    ... on CourseExpiredError {\n      courseId\n    }\n    ... on CourseTypeNotSupportedError {\n      courseId\n    }\n    ... on NicknamesPartlySyncedError {\n      course {\n        id\n      }\n    }\n    ... on NicknamesNotSyncedError {\n      course {\n        id\n      }\n    }\n    ... on DeletedStudentInCourseError {\n      course {\n        id\n      }\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on VendorUnavailableError {\n      retryAfterSeconds\n    }\n    ... on VendorError {\n      vendor\n      vendorCode\n      requestId\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}":
    types.SyncClassNicknamesDocument,
  "fragment Updated on UpdateGroupMemberResult {\n  __typename\n  ... on UpdateGroupMemberSuccess {\n    groupMember {\n      id\n      groupId\n      userId\n    }\n  }\n  ... on InvalidInputError {\n    problems {\n      path\n      message\n      limit\n      actual\n    }\n  }\n  ... on GroupNotFoundError {\n    groupId\n  }\n  ... on GroupMemberNotFoundError {\n    groupId\n    userId\n  }\n  ... on ChangeNotAllowedInGroupTypeError {\n    groupType\n    change\n  }\n  ... on OwnerRoleNotChangeableError {\n    groupId\n    userId\n  }\n  ... on ContentRejectedError {\n    field\n  }\n  ... on RateLimitedError {\n    retryAfterSeconds\n  }\n  ... on VendorUnavailableError {\n    retryAfterSeconds\n  }\n  ... on VendorError {\n    vendor\n    vendorCode\n    requestId\n  }\n  ... on MutationError {\n    message\n  }\n}\n\nmutation UpdateGroupMember($input: UpdateGroupMemberInput!) {\n  updateGroupMember(input: $input) {\n    ...Updated\n  }\n}\n\nmutation UpdateGroupMembers($inputs: [UpdateGroupMemberInput!]!) {\n  updateGroupMembers(inputs: $inputs) {\n    ...Updated\n  }\n}":
    types.UpdatedFragmentDoc,
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
export function graphql(
  source: "query Roster($courseId: ID!, $first: Int = 50, $after: String) {\n  course(id: $courseId) {\n    id\n    group {\n      id\n      name\n      type\n      memberCount\n      members(first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        nodes {\n          userId\n          role\n          nameCard\n          mutedUntil\n        }\n      }\n    }\n  }\n}",
): (typeof documents)["query Roster($courseId: ID!, $first: Int = 50, $after: String) {\n  course(id: $courseId) {\n    id\n    group {\n      id\n      name\n      type\n      memberCount\n      members(first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        nodes {\n          userId\n          role\n          nameCard\n          mutedUntil\n        }\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "mutation SyncClassNicknames($courseId: ID!) {\n  syncClassNicknames(courseId: $courseId) {\n    __typename\n    ... on SyncClassNicknamesSuccess {\n      syncedAt\n      course {\n        id\n      }\n    }\n    ... on InvalidInputError {\n      problems {\n        path\n        message\n        limit\n        actual\n      }\n    }\n    ... on CourseNotFoundError {\n      courseId\n    }\n    ... on CourseDeletedError {\n      courseId\n    }\n    ... on CourseExpiredError {\n      courseId\n    }\n    ... on CourseTypeNotSupportedError {\n      courseId\n    }\n    ... on NicknamesPartlySyncedError {\n      course {\n        id\n      }\n    }\n    ... on NicknamesNotSyncedError {\n      course {\n        id\n      }\n    }\n    ... on DeletedStudentInCourseError {\n      course {\n        id\n      }\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on VendorUnavailableError {\n      retryAfterSeconds\n    }\n    ... on VendorError {\n      vendor\n      vendorCode\n      requestId\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}",
): (typeof documents)["mutation SyncClassNicknames($courseId: ID!) {\n  syncClassNicknames(courseId: $courseId) {\n    __typename\n    ... on SyncClassNicknamesSuccess {\n      syncedAt\n      course {\n        id\n      }\n    }\n    ... on InvalidInputError {\n      problems {\n        path\n        message\n        limit\n        actual\n      }\n    }\n    ... on CourseNotFoundError {\n      courseId\n    }\n    ... on CourseDeletedError {\n      courseId\n    }\n    ... on CourseExpiredError {\n      courseId\n    }\n    ... on CourseTypeNotSupportedError {\n      courseId\n    }\n    ... on NicknamesPartlySyncedError {\n      course {\n        id\n      }\n    }\n    ... on NicknamesNotSyncedError {\n      course {\n        id\n      }\n    }\n    ... on DeletedStudentInCourseError {\n      course {\n        id\n      }\n    }\n    ... on RateLimitedError {\n      retryAfterSeconds\n    }\n    ... on VendorUnavailableError {\n      retryAfterSeconds\n    }\n    ... on VendorError {\n      vendor\n      vendorCode\n      requestId\n    }\n    ... on MutationError {\n      message\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: "fragment Updated on UpdateGroupMemberResult {\n  __typename\n  ... on UpdateGroupMemberSuccess {\n    groupMember {\n      id\n      groupId\n      userId\n    }\n  }\n  ... on InvalidInputError {\n    problems {\n      path\n      message\n      limit\n      actual\n    }\n  }\n  ... on GroupNotFoundError {\n    groupId\n  }\n  ... on GroupMemberNotFoundError {\n    groupId\n    userId\n  }\n  ... on ChangeNotAllowedInGroupTypeError {\n    groupType\n    change\n  }\n  ... on OwnerRoleNotChangeableError {\n    groupId\n    userId\n  }\n  ... on ContentRejectedError {\n    field\n  }\n  ... on RateLimitedError {\n    retryAfterSeconds\n  }\n  ... on VendorUnavailableError {\n    retryAfterSeconds\n  }\n  ... on VendorError {\n    vendor\n    vendorCode\n    requestId\n  }\n  ... on MutationError {\n    message\n  }\n}\n\nmutation UpdateGroupMember($input: UpdateGroupMemberInput!) {\n  updateGroupMember(input: $input) {\n    ...Updated\n  }\n}\n\nmutation UpdateGroupMembers($inputs: [UpdateGroupMemberInput!]!) {\n  updateGroupMembers(inputs: $inputs) {\n    ...Updated\n  }\n}",
): (typeof documents)["fragment Updated on UpdateGroupMemberResult {\n  __typename\n  ... on UpdateGroupMemberSuccess {\n    groupMember {\n      id\n      groupId\n      userId\n    }\n  }\n  ... on InvalidInputError {\n    problems {\n      path\n      message\n      limit\n      actual\n    }\n  }\n  ... on GroupNotFoundError {\n    groupId\n  }\n  ... on GroupMemberNotFoundError {\n    groupId\n    userId\n  }\n  ... on ChangeNotAllowedInGroupTypeError {\n    groupType\n    change\n  }\n  ... on OwnerRoleNotChangeableError {\n    groupId\n    userId\n  }\n  ... on ContentRejectedError {\n    field\n  }\n  ... on RateLimitedError {\n    retryAfterSeconds\n  }\n  ... on VendorUnavailableError {\n    retryAfterSeconds\n  }\n  ... on VendorError {\n    vendor\n    vendorCode\n    requestId\n  }\n  ... on MutationError {\n    message\n  }\n}\n\nmutation UpdateGroupMember($input: UpdateGroupMemberInput!) {\n  updateGroupMember(input: $input) {\n    ...Updated\n  }\n}\n\nmutation UpdateGroupMembers($inputs: [UpdateGroupMemberInput!]!) {\n  updateGroupMembers(inputs: $inputs) {\n    ...Updated\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> =
  TDocumentNode extends DocumentNode<infer TType, any> ? TType : never;
