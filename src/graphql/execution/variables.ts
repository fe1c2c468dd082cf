import {
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from "graphql";
import { inputReader, type ReadInput } from "./input-readers.js";
import { VariableProblems } from "./variable-problems.js";

type Variables = Readonly<Record<string, unknown>>;

/** A variable as its document defines it. */
interface Variable {
  readonly name: string;
  readonly isRequired: boolean;
  readonly fallback: unknown;
  readonly read: ReadInput;
}

/** Parsed documents are cached, so their variables are cached too. */
const known = new WeakMap<OperationDefinitionNode, readonly Variable[]>();

/**
 * Coerces variables as graphql-js does, in time linear in their size. Refuses wrong ones with status 400 and at most ten
 * problems. graphql-js would print whole values, up to 50 times, and compare a name of megabytes with every known name.
 */
export function readVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  sent: Variables,
): Variables {
  const problems = new VariableProblems();
  const values: Record<string, unknown> = {};
  for (const { name, isRequired, fallback, read } of variablesOf(schema, operation)) {
    if (problems.isFull) break;
    problems.path[0] = name;
    if (Object.hasOwn(sent, name)) values[name] = read(sent[name], problems);
    else if (fallback !== undefined) values[name] = fallback;
    else if (isRequired) read(undefined, problems);
  }
  if (problems.list.length === 0) return values;
  throw new GraphQLError(`The variables do not fit their types: ${problems.list.join("; ")}.`, {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
}

function variablesOf(schema: GraphQLSchema, operation: OperationDefinitionNode): readonly Variable[] {
  const found = known.get(operation);
  if (found !== undefined) return found;
  const takenBy = argumentsThatTake(operation);
  const variables: Variable[] = [];
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node);
    // Validation has refused any other type.
    if (!isInputType(type)) continue;
    variables.push({
      name,
      isRequired: isNonNullType(type),
      fallback: defaultValue === undefined ? undefined : valueFromAST(defaultValue, type),
      read: inputReader(type, takenBy.get(name) ?? ""),
    });
  }
  known.set(operation, variables);
  return variables;
}

/** Maps each variable to the root field's argument that takes it whole. */
function argumentsThatTake({ selectionSet }: OperationDefinitionNode): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const field of selectionSet.selections)
    if (field.kind === Kind.FIELD)
      for (const { name, value } of field.arguments ?? [])
        if (value.kind === Kind.VARIABLE) taken.set(value.name.value, `${field.name.value}(${name.value}:)`);
  return taken;
}
