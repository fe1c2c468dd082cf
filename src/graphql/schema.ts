import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLResolverMap } from "@apollo/subgraph/dist/schema-helper/index.js";
import { printSchemaWithDirectives, rewireTypes } from "@graphql-tools/utils";
import {
  defaultFieldResolver,
  type GraphQLObjectType,
  GraphQLSchema,
  isObjectType,
  parse,
  print,
} from "graphql";
import {
  GroupMemberUpdateItemResolver,
  GroupMemberUpdateOperationResolver,
  NicknameSyncItemResolver,
  NicknameSyncOperationResolver,
} from "../../resolvers/bulk-items.js";
import { BulkOperationsResolver, resolveOperationReference } from "../../resolvers/bulk-operations.js";
import { BulkProgressResolver } from "../../resolvers/bulk-progress.js";
import { BulkStartResolver } from "../../resolvers/bulk-start.js";
import { ChangesResolver } from "../../resolvers/changes.js";
import { CourseFactsResolver } from "../../resolvers/course-facts.js";
import { CourseResolver, resolveCourseReference } from "../../resolvers/course.js";
import { EraseUserResolver } from "../../resolvers/erase-user.js";
import { GroupMemberResolver, resolveGroupMemberReference } from "../../resolvers/group-member.js";
import {
  GroupNameSyncItemResolver,
  GroupNameSyncOperationResolver,
  GroupNamesPartlySyncedResolver,
  SyncGroupNamesSuccessResolver,
} from "../../resolvers/group-name-sync.js";
import { GroupResolver, resolveGroupReference, resolveGroupReferences } from "../../resolvers/group.js";
import { KeptNamesResolver, NameCorrectionResolver } from "../../resolvers/kept-names.js";
import { MemberNamesResolver, MisnamedMembersResolver } from "../../resolvers/member-names.js";
import { CourseSyncsResolver, NicknameSyncResolver } from "../../resolvers/nickname-syncs.js";
import { NodeResolver } from "../../resolvers/node.js";
import { OfficialNamesResolver } from "../../resolvers/official-names.js";
import { RenameStudentResolver } from "../../resolvers/rename-student.js";
import { SyncClassNicknamesResolver } from "../../resolvers/sync-class-nicknames.js";
import { SyncStudentNicknamesResolver } from "../../resolvers/sync-student-nicknames.js";
import { UpdateGroupMemberResolver } from "../../resolvers/update-group-member.js";
import { resolveUserReference, UserResolver } from "../../resolvers/user.js";
import { VendorEventsResolver } from "../../resolvers/vendor-events.js";
import {
  GroupMemberUpdateOperation,
  GroupNameSyncOperation,
  NicknameSyncOperation,
} from "../../schema/bulk-operation.js";
import { buildSchemaSync, createResolversMap } from "../../schema/decorators.js";
import { ExactID } from "../../schema/scalars.js";
import { readAccessRules } from "../auth/access-rules.js";
import { enforceAccess, guardReference } from "../auth/enforce.js";
import { resolveEntities } from "./entities.js";
import { NAMES_FROM_USER_IMPORTS, withNamesFromUser } from "./names-from-user.js";

/** The federation features in use. */
const IMPORTS = ["@authenticated", "@cost", "@key", "@listSize", "@requiresScopes", "@shareable", "@tag"];

/** The reference resolver of each entity. */
const REFERENCES = {
  Course: resolveCourseReference,
  Group: resolveGroupReference,
  GroupMember: resolveGroupMemberReference,
  User: resolveUserReference,
  BulkOperation: resolveOperationReference,
  NicknameSyncOperation: resolveOperationReference,
  GroupMemberUpdateOperation: resolveOperationReference,
  GroupNameSyncOperation: resolveOperationReference,
};

/** Composition does not allow scopes on an interface, so the rule of one of its types applies. */
const GUARDED_AS: ReadonlyMap<string, string> = new Map([["BulkOperation", "NicknameSyncOperation"]]);

/** TypeGraphQL requires a PubSub if there are subscriptions, but ours do not use it. */
const UNUSED_PUB_SUB = {
  publish: () => {
    throw new Error("Nothing is published by topic.");
  },
  subscribe: () => {
    throw new Error("There are no topics to subscribe to.");
  },
};

const OPERATION_KINDS = [NicknameSyncOperation, GroupMemberUpdateOperation, GroupNameSyncOperation] as const;

/** How a school's subgraph differs. */
export interface SubgraphOptions {
  /** Another subgraph owns the official names, as `User.officialName`. */
  readonly namesFromUser?: boolean;
}

/** The executable subgraph and its SDL. Without options, the SDL is the text of schema/schema.graphql. */
export function buildSubgraph({ namesFromUser = false }: SubgraphOptions = {}): {
  schema: GraphQLSchema;
  sdl: string;
} {
  const classes = buildSchemaSync({
    resolvers: [
      CourseResolver,
      GroupResolver,
      GroupMemberResolver,
      UserResolver,
      NodeResolver,
      SyncClassNicknamesResolver,
      SyncStudentNicknamesResolver,
      UpdateGroupMemberResolver,
      CourseSyncsResolver,
      CourseFactsResolver,
      ChangesResolver,
      VendorEventsResolver,
      NicknameSyncResolver,
      OfficialNamesResolver,
      MemberNamesResolver,
      MisnamedMembersResolver,
      RenameStudentResolver,
      KeptNamesResolver,
      NameCorrectionResolver,
      EraseUserResolver,
      BulkStartResolver,
      BulkOperationsResolver,
      BulkProgressResolver,
      NicknameSyncOperationResolver,
      NicknameSyncItemResolver,
      GroupMemberUpdateOperationResolver,
      GroupMemberUpdateItemResolver,
      GroupNameSyncOperationResolver,
      GroupNameSyncItemResolver,
      SyncGroupNamesSuccessResolver,
      GroupNamesPartlySyncedResolver,
    ],
    // Fields refer to them only through their interface.
    orphanedTypes: [...OPERATION_KINDS],
    pubSub: UNUSED_PUB_SUB,
    // src/input checks inputs and returns all problems as data.
    validate: false,
    // @apollo/subgraph checks the same schema below.
    skipCheck: true,
  });
  describeRoots(classes);
  const ours = `${linkOf(namesFromUser ? [...IMPORTS, ...NAMES_FROM_USER_IMPORTS] : IMPORTS)}\n\n${printSchemaWithDirectives(classes)}\n`;
  const document = namesFromUser ? withNamesFromUser(parse(ours)) : parse(ours);
  const sdl = namesFromUser ? print(document) : ours;
  const rules = readAccessRules(document);
  const resolvers: Record<string, object> = createResolversMap(classes);
  for (const { name } of OPERATION_KINDS) {
    // Its value is a function. graphql-js calls it without a resolver, but compiled operations do not.
    resolvers[name] = { ...resolvers[name], estimatedFinishAt: defaultFieldResolver };
  }
  // The two packages have incompatible types for the same map of resolvers.
  const subgraph = buildSubgraphSchema({
    typeDefs: document,
    resolvers: resolvers as GraphQLResolverMap<unknown>,
  });
  const schema = withExactIds(subgraph);
  enforceAccess(schema, rules);
  const references = Object.entries(REFERENCES).map(
    ([name, resolve]) => [name, guardReference(GUARDED_AS.get(name) ?? name, rules, resolve)] as const,
  );
  // If the caller may not see groups, each reference is refused on its own.
  const together = { Group: guardReference("Group", rules, resolveGroupReferences, () => null) };
  resolveEntities(schema, Object.fromEntries(references), together);
  return { sdl, schema };
}

const linkOf = (imports: readonly string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${JSON.stringify(imports).replaceAll(",", ", ")})`;

/** `ID` in SDL is always GraphQL's own scalar. All schemas of a process share that object, so it is replaced, not changed. */
function withExactIds(schema: GraphQLSchema): GraphQLSchema {
  const types = { ...schema.getTypeMap(), [ExactID.name]: ExactID };
  const { typeMap, directives } = rewireTypes(types, schema.getDirectives());
  const root = (old: GraphQLObjectType | null | undefined) => {
    const type = old && typeMap[old.name];
    return isObjectType(type) ? type : null;
  };
  return new GraphQLSchema({
    ...schema.toConfig(),
    query: root(schema.getQueryType()),
    mutation: root(schema.getMutationType()),
    subscription: root(schema.getSubscriptionType()),
    types: Object.values(typeMap).filter((type) => type !== null),
    directives,
  });
}

/** Decorators cannot describe the root types. */
function describeRoots(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  const subscription = schema.getSubscriptionType();
  if (query != null) query.description = "The query root. Unknown ids return null.";
  if (mutation != null)
    mutation.description =
      "The mutation root. Each result is a union: the success, or the reason for the failure.";
  if (subscription != null)
    subscription.description =
      "The subscription root. Messages use server-sent events or HTTP callbacks. Each field has a query with the same data.";
}
