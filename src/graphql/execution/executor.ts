import type { ApolloServerOptions } from "@apollo/server";
import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";
import { readVariables } from "./variables.js";

type Variables = Readonly<Record<string, unknown>>;
type Gateway = NonNullable<ApolloServerOptions<object>["gateway"]>;

/** How Apollo Server reaches the graph: with variables that are coerced once, by {@link readVariables}. */
export interface Execution {
  /** Where Apollo Server takes the schema and the executor from. */
  readonly gateway: Gateway;
  /** Reads the variables of a request, which {@link gateway} then executes with. Throws where they do not fit. */
  readonly readVariables: (operation: OperationDefinitionNode, sent: Variables, context: object) => void;
}

export function createExecution(schema: GraphQLSchema): Execution {
  const read = new WeakMap<object, Variables>();
  return {
    readVariables: (operation, sent, context) => {
      read.set(context, readVariables(schema, operation, sent));
    },
    gateway: {
      onSchemaLoadOrUpdate: (load) => {
        load({ apiSchema: schema, coreSupergraphSdl: "" });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ document, operation, request, context }) =>
          execute({
            schema,
            document: withoutCoercion(document, operation),
            contextValue: context,
            variableValues: read.get(context) ?? readVariables(schema, operation, request.variables ?? {}),
            operationName: request.operationName ?? null,
          }),
      }),
      stop: async () => undefined,
    },
  };
}

/** Documents are parsed once and kept, and so is what is executed for them. */
const executed = new WeakMap<OperationDefinitionNode, DocumentNode>();
/** The scalar of federation that takes any value as it is. */
const ANY = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: "_Any" } } as const;

/** The same document, whose variables graphql-js takes as they are. */
function withoutCoercion(
  document: DocumentNode,
  operation: OperationDefinitionNode | undefined,
): DocumentNode {
  // graphql-js says what is wrong with a name that no operation has.
  if (operation === undefined) return document;
  const found = executed.get(operation);
  if (found !== undefined) return found;
  const variableDefinitions = operation.variableDefinitions?.map(
    ({ variable }): VariableDefinitionNode => ({ kind: Kind.VARIABLE_DEFINITION, variable, type: ANY }),
  );
  const changed: OperationDefinitionNode = {
    ...operation,
    ...(variableDefinitions !== undefined && { variableDefinitions }),
  };
  const definitions = document.definitions.map((node) => (node === operation ? changed : node));
  const made: DocumentNode = { ...document, definitions };
  executed.set(operation, made);
  return made;
}
