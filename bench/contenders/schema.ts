import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLResolverMap } from "@apollo/subgraph/dist/schema-helper/index.js";
import DataLoader from "dataloader";
import { type GraphQLSchema, parse } from "graphql";
import { GraphQLDateTime } from "graphql-scalars";
import { leanWork } from "./lean-client.js";
import type { BenchGroup, NameCardInput } from "./vendor-work.js";

/** The part of our graph that the operations use, in the usual schema-first style with a loader. */
const TYPES = parse(/* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar DateTime
  enum GroupType { WORK PUBLIC MEETING COMMUNITY AV_CHAT_ROOM }
  enum GroupRole { OWNER ADMIN MEMBER }
  enum MessageDelivery { ACCEPT_AND_NOTIFY ACCEPT_NOT_NOTIFY ACCEPT_NOT_NOTIFY_EXCEPT_AT DISCARD }
  type Query { group(id: ID!): Group }
  type Mutation { updateGroupMember(input: UpdateGroupMemberInput!): UpdateGroupMemberResult! }
  type Group @key(fields: "id") {
    id: ID!
    name: String
    type: GroupType
    memberCount: Int
    members(first: Int = 50): GroupMemberConnection
  }
  type GroupMemberConnection { nodes: [GroupMember!]! }
  type GroupMember {
    id: ID!
    userId: ID!
    role: GroupRole
    nameCard: String
    joinedAt: DateTime
    lastMessageAt: DateTime
    messageDelivery: MessageDelivery
    mutedUntil: DateTime
  }
  input UpdateGroupMemberInput { groupId: ID! userId: ID! nameCard: String }
  union UpdateGroupMemberResult = UpdateGroupMemberSuccess | InvalidInputError
  type UpdateGroupMemberSuccess { groupMember: GroupMember! }
  interface MutationError { message: String! }
  type InvalidInputError implements MutationError { message: String! }
`);

/** A type, not an interface, because servers require a context with an index signature. */
export type BenchContext = { readonly group: DataLoader<string, BenchGroup | null> };

/** Creates a context per request, as DataLoader's documentation recommends. */
export const newContext = (): BenchContext => ({ group: new DataLoader((ids) => leanWork.readGroups(ids)) });

const RESOLVERS = {
  DateTime: GraphQLDateTime,
  Query: {
    group: (_root: unknown, { id }: { id: string }, { group }: BenchContext) => group.load(id),
  },
  Mutation: {
    updateGroupMember: (_root: unknown, { input }: { input: NameCardInput }) => leanWork.setNameCard(input),
  },
  Group: {
    __resolveReference: ({ id }: { id: string }, { group }: BenchContext) => group.load(id),
    members: async ({ id }: BenchGroup, { first }: { first: number }) => ({
      nodes: await leanWork.readMembers(id, first),
    }),
  },
};

/** One executable schema for all servers that use graphql-js. */
export const schemaFirst = (): GraphQLSchema =>
  buildSubgraphSchema({ typeDefs: TYPES, resolvers: RESOLVERS as GraphQLResolverMap<unknown> });
