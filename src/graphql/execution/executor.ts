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
        executor: async ({ document, operation, request, context }) => {
          const operationName = request.operationName ?? null;
          // Apollo Server's types promise an operation, yet a wrong name has none. graphql-js then says what is wrong.
          if ((operation as typeof operation | undefined) === undefined) {
            return execute({ schema, document, contextValue: context, operationName });
          }
          return execute({
            schema,
            document: withoutCoercion(document, operation),
            contextValue: context,
            variableValues: read.get(context) ?? readVariables(schema, operation, request.variables ?? {}),
            operationName,
          });
        },
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
function withoutCoercion(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const found = executed.get(operation);
  if (found !== undefined) return found;
  const variableDefinitions = operation.variableDefinitions?.map(({ variable }): VariableDefinitionNode => ({
    kind: Kind.VARIABLE_DEFINITION,
    variable,
    type: ANY,
  }));
  const changed: OperationDefinitionNode = {
    ...operation,
    ...(variableDefinitions !== undefined && { variableDefinitions }),
  };
  const definitions = document.definitions.map((node) => (node === operation ? changed : node));
  const made: DocumentNode = { ...document, definitions };
  executed.set(operation, made);
  return made;
}
