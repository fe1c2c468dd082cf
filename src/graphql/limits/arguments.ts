import { type FieldNode, Kind, type OperationDefinitionNode, type ValueNode } from "graphql";

/** Variables as the client sent them: nothing was checked against their types yet. */
export type RawVariables = ReadonlyMap<string, unknown>;

/** A number as it stands in the query or its variables; null for anything else. */
export function numberArgument(field: FieldNode, name: string, variables: RawVariables): number | null {
  const value = valueOf(field, name);
  if (value?.kind === Kind.INT) return Number(value.value);
  const sent = value?.kind === Kind.VARIABLE ? variables.get(value.name.value) : null;
  return typeof sent === "number" ? sent : null;
}

/** How many items a list has. A single value counts as a list of one, as GraphQL reads it; null where there is none. */
export function listLength(field: FieldNode, name: string, variables: RawVariables): number | null {
  const value = valueOf(field, name);
  if (value === undefined || value.kind === Kind.NULL) return null;
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind !== Kind.VARIABLE) return 1;
  const sent = variables.get(value.name.value);
  if (sent === undefined || sent === null) return null;
  return Array.isArray(sent) ? sent.length : 1;
}

/** The variables of a request, with the defaults of those that it leaves out. */
export function withDefaults(
  operation: OperationDefinitionNode,
  sent: Readonly<Record<string, unknown>>,
): RawVariables {
  const variables = new Map(Object.entries(sent));
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (defaultValue !== undefined && !variables.has(name)) variables.set(name, roughly(defaultValue));
  }
  return variables;
}

/** Of a default only its number or its length matters. */
function roughly(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : null;
}

const valueOf = (field: FieldNode, name: string): ValueNode | undefined =>
  field.arguments?.find((argument) => argument.name.value === name)?.value;
