import type { ApolloServerOptions } from "@apollo/server";
import {
  type DocumentNode,
  execute,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";
import type { Context } from "../context.js";
import { CompiledOperations } from "./compiled.js";
import { KnownOperations } from "./known-operations.js";
import { readVariables } from "./variables.js";

type Variables = Readonly<Record<string, unknown>>;
type Gateway = NonNullable<ApolloServerOptions<Context>["gateway"]>;

/** Executes operations for Apollo Server. {@link readVariables} coerces their variables once. */
export interface Execution {
  /** Gives Apollo Server the schema and the executor. An operation that has a result in its context's state is not executed again. */
  readonly gateway: Gateway;
  /** Coerces the variables of a request, which {@link gateway} then uses. Throws if they do not fit their types. */
  readonly readVariables: (
    operation: OperationDefinitionNode,
    sent: Variables,
    context: Context,
  ) => Variables;
  /** The operations that are compiled. */
  readonly known: KnownOperations;
}

/** With this header a gateway asks for a trace of each field, which only graphql-js makes. */
export const TRACE_HEADER = "apollo-federation-include-trace";

export function createExecution(schema: GraphQLSchema, compileAtUse?: number): Execution {
  const compiled = new CompiledOperations(schema, compileAtUse);
  const known = new KnownOperations();
  return {
    known,
    readVariables: (operation, sent, { state }) => (state.variables = readVariables(schema, operation, sent)),
    gateway: {
      onSchemaLoadOrUpdate: (load) => {
        load({ apiSchema: schema, coreSupergraphSdl: "" });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ document, operation, request, source, context }) => {
          const { state } = context as Context;
          if (state.result !== null) return state.result;
          const operationName = request.operationName ?? null;
          // Despite its type, `operation` is undefined for an unknown name. graphql-js then reports the name.
          if ((operation as typeof operation | undefined) === undefined) {
            return execute({ schema, document, contextValue: context, operationName });
          }
          const executed = withoutCoercion(document, operation);
          const variableValues = state.variables ?? readVariables(schema, operation, request.variables ?? {});
          const run =
            request.http?.headers.has(TRACE_HEADER) === true ? null : await compiled.get(operation, executed);
          if (run !== null) {
            known.add(source, request.operationName, { document, operation, run });
            return run(context, variableValues);
          }
          return execute({
            schema,
            document: executed,
            contextValue: context,
            variableValues,
            operationName,
          });
        },
      }),
      stop: async () => undefined,
    },
  };
}

/** Parsed documents are cached, so their changed copies are cached too. */
const executed = new WeakMap<OperationDefinitionNode, DocumentNode>();
/** Federation's scalar, which accepts any value unchanged. */
const ANY = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: "_Any" } } as const;

/** The same document, but graphql-js leaves its variables unchanged. */
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
