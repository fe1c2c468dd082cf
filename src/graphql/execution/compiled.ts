import { mapSchema, MapperKind } from "@graphql-tools/utils";
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFieldResolver,
  GraphQLSchema,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
  BREAK,
} from "graphql";
import { LRUCache } from "lru-cache";
import { asError } from "../../result.js";

/** Compiling takes milliseconds, so only operations that come again are compiled. */
const COMPILE_AT_USE = 3;
/** A compiled operation takes up to 20 KiB before it first runs. Clients of one school send far fewer different ones. */
export const MAX_COMPILED = 200;
/** A longer document takes tens of milliseconds to compile. The rosters and changes of real clients have 200 to 2,000. */
const MAX_CHARACTERS = 4_096;

/** Executes an operation, with the variables that it gets already coerced. */
export type Run = (
  context: unknown,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult>;

/** Compiles operations to JavaScript functions, which execute several times faster than graphql-js does. */
export class CompiledOperations {
  readonly #schema: GraphQLSchema;
  /** Loaded with the first operation that is compiled, because loading it would delay the server's start. */
  #compiler: Compiler | null = null;
  /** How often each operation was executed. Apollo Server limits how many documents it keeps. */
  readonly #uses = new WeakMap<OperationDefinitionNode, number>();
  readonly #compiled = new LRUCache<OperationDefinitionNode, { readonly run: Run | null }>({
    max: MAX_COMPILED,
  });
  readonly #compileAtUse: number;

  constructor(schema: GraphQLSchema, compileAtUse = COMPILE_AT_USE) {
    // Copied now, before Apollo Server wraps the resolvers of the schema itself for a trace.
    this.#schema = forCompiler(schema);
    this.#compileAtUse = compileAtUse;
  }

  /** The compiled operation. Null if it is new, or if the compiler cannot do it. */
  async get(operation: OperationDefinitionNode, document: DocumentNode): Promise<Run | null> {
    const found = this.#compiled.get(operation);
    if (found !== undefined) return found.run;
    const uses = (this.#uses.get(operation) ?? 0) + 1;
    this.#uses.set(operation, uses);
    if (uses < this.#compileAtUse) return null;
    this.#compiler ??= await loadCompiler(this.#schema);
    // Another request may have compiled it while the compiler was loaded.
    const made = this.#compiled.get(operation) ?? { run: compile(this.#compiler, operation, document) };
    this.#compiled.set(operation, made);
    return made.run;
  }
}

type Library = Awaited<ReturnType<typeof importCompiler>>;

interface Compiler {
  readonly library: Library;
  readonly schema: GraphQLSchema;
  /** Its query type is the schema's mutation type. */
  readonly mutations: GraphQLSchema;
}

const importCompiler = () => import("graphql-jit");

async function loadCompiler(schema: GraphQLSchema): Promise<Compiler> {
  const { mutation, ...config } = schema.toConfig();
  return {
    library: await importCompiler(),
    schema,
    mutations: new GraphQLSchema({ ...config, query: mutation ?? null, mutation: null }),
  };
}

function compile(
  { library, schema, mutations }: Compiler,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): Run | null {
  if ((document.loc?.end ?? 0) > MAX_CHARACTERS || introspects(document)) return null;
  const name = operation.name?.value ?? "";
  const options = { disablingCapturingStackErrors: true };
  const compiled = isOneMutation(operation)
    ? library.compileQuery(mutations, withQuery(document, operation), name, options)
    : library.compileQuery(schema, document, name, options);
  if (!library.isCompiledQuery(compiled)) return null;
  return async (context, variables) => {
    const result = await compiled.query(undefined, context, variables);
    return result.errors === undefined ? result : { ...result, errors: result.errors.map(asOfGraphqlJs) };
  };
}

/**
 * Mutations run one after the other, and the compiler's code for that keeps each request until V8 collects the whole heap. A
 * single mutation is executed like a query.
 */
const isOneMutation = ({ operation, selectionSet: { selections } }: OperationDefinitionNode): boolean =>
  operation === OperationTypeNode.MUTATION && selections.length === 1 && selections[0]?.kind === Kind.FIELD;

const withQuery = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.map((node) =>
    node.kind === Kind.OPERATION_DEFINITION && node.name?.value === operation.name?.value
      ? { ...node, operation: OperationTypeNode.QUERY }
      : node,
  ),
});

/** The compiler's errors cannot be changed, but Apollo Server's formatting changes them. */
function asOfGraphqlJs({ message, path, locations, originalError }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path, originalError });
  return Object.defineProperty(error, "locations", { value: locations, enumerable: locations !== undefined });
}

/** The compiler does not know `__schema` and `__type`. */
function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]({ name }) {
      if (name.value !== "__schema" && name.value !== "__type") return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/**
 * A copy of the schema for the compiler. The copy keeps its resolvers when Apollo Server wraps the schema's own for a trace.
 * The compiler loses the place of a list's item whose promise rejects, so such items become Error values, which it handles.
 */
function forCompiler(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const type = isNonNullType(field.type) ? field.type.ofType : field.type;
      if (field.resolve === undefined || !isListType(type)) return field;
      if (field.extensions?.["itemsNeverReject"] === true) return field;
      return { ...field, resolve: settlingItems(field.resolve) };
    },
  });
}

const settlingItems =
  (resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> =>
  (...args) => {
    const list = resolve(...args);
    return list instanceof Promise ? list.then(settled) : settled(list);
  };

function settled(list: unknown): unknown {
  if (!Array.isArray(list) || !list.some((item) => item instanceof Promise)) return list;
  return list.map((item: unknown) => (item instanceof Promise ? item.catch(asError) : item));
}
