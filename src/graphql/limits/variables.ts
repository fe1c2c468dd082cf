import {
  GraphQLError,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import { longestList } from "./list-lengths.js";

/** So many are told, and how many more there are is not counted: checking stops. */
const MOST_PROBLEMS = 10;
/** A name that a client made up may be as long as its body. */
const LONGEST_NAME = 60;

/**
 * Refuses variables that do not fit their types, before graphql-js looks at them: its messages print values whole, up to 50
 * times, and it measures how much a name of megabytes looks like each of its own. Here no value is told, and each is
 * looked at once.
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const problems: string[] = [];
  const takenBy = argumentsThatTake(operation);
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const { value: name } = variable.name;
    const type = typeFromAST(schema, node);
    // The rules of GraphQL have refused any other type.
    if (!isInputType(type)) continue;
    const isGiven = Object.hasOwn(variables, name);
    if (!isGiven && (defaultValue !== undefined || !isNonNullType(type))) continue;
    check(variables[name], type, `$${name}`, problems, takenBy.get(name) ?? "");
    if (problems.length >= MOST_PROBLEMS) break;
  }
  if (problems.length === 0) return;
  throw new GraphQLError(`The variables do not fit their types: ${problems.join("; ")}.`, {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
}

/** The argument of a field at the root that takes each variable whole. */
function argumentsThatTake({ selectionSet }: OperationDefinitionNode): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const field of selectionSet.selections)
    if (field.kind === Kind.FIELD)
      for (const { name, value } of field.arguments ?? [])
        if (value.kind === Kind.VARIABLE) taken.set(value.name.value, `${field.name.value}(${name.value}:)`);
  return taken;
}

/** `place`: the coordinate of the input field or argument that takes the value. */
function check(
  value: unknown,
  type: GraphQLInputType,
  path: string,
  problems: string[],
  place: string,
): void {
  if (problems.length >= MOST_PROBLEMS) return;
  if (isNonNullType(type)) {
    if (value == null) problems.push(`${path} is missing, and must be ${String(type)}`);
    else check(value, type.ofType, path, problems, place);
  } else if (value == null) return;
  else if (isListType(type)) {
    const most = longestList(place);
    if (!Array.isArray(value)) check(value, type.ofType, path, problems, place);
    else if (value.length > most)
      problems.push(`${path} has ${value.length} items, far more than are allowed`);
    else
      for (const [index, item] of value.entries()) {
        if (problems.length >= MOST_PROBLEMS) return;
        check(item, type.ofType, `${path}[${index}]`, problems, place);
      }
  } else if (isInputObjectType(type)) {
    if (typeof value !== "object" || Array.isArray(value)) problems.push(`${path} must be ${type.name}`);
    else checkObject(value as Readonly<Record<string, unknown>>, type, path, problems);
  } else if (isEnumType(type)) {
    const isKnown = typeof value === "string" && type.getValue(value) != null;
    if (!isKnown) problems.push(`${path} must be a value of ${type.name}`);
  } else {
    if (fits(() => type.parseValue(value))) return;
    const { whyNotNumber } = type.extensions;
    const why = typeof value === "number" && typeof whyNotNumber === "string" ? `. ${whyNotNumber}` : "";
    problems.push(`${path} must be ${type.name}${why}`);
  }
}

function checkObject(
  value: Readonly<Record<string, unknown>>,
  inputType: GraphQLInputObjectType,
  path: string,
  problems: string[],
): void {
  const fields = inputType.getFields();
  for (const name in fields) {
    const { type, defaultValue } = fields[name] as GraphQLInputField;
    const isGiven = Object.hasOwn(value, name) && value[name] !== undefined;
    if (isGiven || (isNonNullType(type) && defaultValue === undefined))
      check(value[name], type, `${path}.${name}`, problems, `${inputType.name}.${name}`);
  }
  for (const name in value) {
    if (problems.length >= MOST_PROBLEMS) return;
    if (!Object.hasOwn(fields, name)) problems.push(`${path} has no field ${shortened(name)}`);
  }
}

const shortened = (name: string): string =>
  name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`;

/** What a scalar says of a value that it does not take prints that value, so it is not told. */
function fits(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
