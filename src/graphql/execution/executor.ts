import type { ApolloServerOptions } from "@apollo/server";
import {
  type DocumentNode,
  type ExecutionResult,
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
  /** Gives Apollo Server the schema and the executor. */
  readonly gateway: Gateway;
  /** Coerces the variables of a request, which {@link gateway} then uses. Throws if they do not fit their types. */
  readonly readVariables: (
    operation: OperationDefinitionNode,
    sent: Variables,
    context: Context,
  ) => Variables;
  /** The operations that are compiled. */
  readonly known: KnownOperations;
  /** Gives Apollo Server the result of an operation that was already executed, so that it is not executed again. */
  readonly setResult: (result: ExecutionResult, context: Context) => void;
}

/** With this header a gateway asks for a trace of each field, which only graphql-js makes. */
export const TRACE_HEADER = "apollo-federation-include-trace";

export function createExecution(schema: GraphQLSchema, compileAtUse?: number): Execution {
  // By `call`, because Apollo Server copies the context itself.
  const read = new WeakMap<Context["call"], Variables>();
  const results = new WeakMap<Context["call"], ExecutionResult>();
  const compiled = new CompiledOperations(schema, compileAtUse);
  const known = new KnownOperations();
  return {
    known,
    setResult: (result, { call }) => void results.set(call, result),
    readVariables: (operation, sent, { call }) => {
      const values = readVariables(schema, operation, sent);
      read.set(call, values);
      return values;
    },
    gateway: {
      onSchemaLoadOrUpdate: (load) => {
        load({ apiSchema: schema, coreSupergraphSdl: "" });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ document, operation, request, source, context }) => {
          const { call } = context as Context;
          const result = results.get(call);
          if (result !== undefined) return result;
          const operationName = request.operationName ?? null;
          // Despite its type, `operation` is undefined for an unknown name. graphql-js then reports the name.
          if ((operation as typeof operation | undefined) === undefined) {
            return execute({ schema, document, contextValue: context, operationName });
          }
          const executed = withoutCoercion(document, operation);
          const variableValues = read.get(call) ?? readVariables(schema, operation, request.variables ?? {});
          const run =
            request.http?.headers.has(TRACE_HEADER) === true ? null : compiled.get(operation, executed);
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
