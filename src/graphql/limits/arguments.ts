import { type FieldNode, Kind, type OperationDefinitionNode, type ValueNode } from "graphql";

/** Variables as the client sent them, not yet checked against their types. */
export type RawVariables = ReadonlyMap<string, unknown>;

/** A number in the query or its variables. Null for anything else. */
export function numberArgument(field: FieldNode, name: string, variables: RawVariables): number | null {
  const value = valueOf(field, name);
  if (value?.kind === Kind.INT) return Number(value.value);
  const sent = value?.kind === Kind.VARIABLE ? variables.get(value.name.value) : null;
  return typeof sent === "number" ? sent : null;
}

/** The length of a list. As in GraphQL, a single value is a list of one. Null if there is no value. */
export function listLength(field: FieldNode, name: string, variables: RawVariables): number | null {
  const value = valueOf(field, name);
  if (value === undefined || value.kind === Kind.NULL) return null;
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind !== Kind.VARIABLE) return 1;
  const sent = variables.get(value.name.value);
  if (sent === undefined || sent === null) return null;
  return Array.isArray(sent) ? sent.length : 1;
}

/** The variables of a request, with the defaults of absent ones. */
export function withDefaults(
  operation: OperationDefinitionNode,
  sent: Readonly<Record<string, unknown>>,
): RawVariables {
  const variables = new Map(Object.entries(sent));
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (defaultValue !== undefined && !variables.has(name)) variables.set(name, sizeOf(defaultValue));
  }
  return variables;
}

/** Keeps only a default's number or length. */
function sizeOf(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : null;
}

const valueOf = (field: FieldNode, name: string): ValueNode | undefined =>
  field.arguments?.find((argument) => argument.name.value === name)?.value;
