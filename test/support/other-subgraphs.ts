/** A subgraph written without knowledge of ours, with types and fields of the same names. */
export const UNRELATED = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])
  scalar DateTime
  type Query { terms(first: Int): TermConnection! }
  type Course @key(fields: "id") { id: ID! title: String terms: TermConnection! }
  type User @key(fields: "id") { id: ID! fullName: String email: String }
  type TermConnection { edges: [TermEdge!]! pageInfo: PageInfo! }
  type TermEdge { cursor: String! node: Term! }
  type Term { id: ID! startsAt: DateTime! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Error { message: String! }
  interface Failure { message: String! }
`;

export const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@external", "@interfaceObject", "@key", "@override", "@requires", "@shareable"])';

/** Subgraphs that override, extend or refer to our types. docs/federation.md shows each. */
export const OTHER_SUBGRAPHS: Readonly<Record<string, string>> = {
  "overrides Query.course": /* GraphQL */ `
    ${FEDERATION}
    type Query { course(id: ID!): Course @override(from: "class-groups") }
    type Course @key(fields: "id") { id: ID! title: String }
  `,
  "adds a field to every bulk operation": /* GraphQL */ `
    ${FEDERATION}
    type Query { tickets: [BulkOperation!]! }
    type BulkOperation @key(fields: "id") @interfaceObject { id: ID! ticket: String }
  `,
  "owns official names and compares name cards with them": /* GraphQL */ `
    ${FEDERATION}
    type Query { me: User }
    type User @key(fields: "id") { id: ID! officialName: String }
    type GroupMember @key(fields: "groupId userId") {
      groupId: ID!
      userId: ID!
      nameCard: String @external
      showsOfficialName: Boolean @requires(fields: "nameCard")
    }
  `,
  "refers to one type of bulk operation": /* GraphQL */ `
    ${FEDERATION}
    type Query { lastSync: NicknameSyncOperation }
    type NicknameSyncOperation @key(fields: "id", resolvable: false) { id: ID! }
  `,
};
