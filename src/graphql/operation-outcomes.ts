import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getNamedType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from "graphql";
import { type FieldOutcome, OK } from "../telemetry/operation-report.js";
import type { Context } from "./context.js";

/** Makes mutations record which member of their union they return. */
export function recordOutcomes(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    const union = getNamedType(field.type);
    if (resolve === undefined || !isUnionType(union)) continue;
    const types = new Set(union.getTypes().map(({ name }) => name));
    field.resolve = async (source, args, context: Context, info) => {
      const answer: unknown = await resolve(source, args, context, info);
      const outcomes = (context.state.outcomes ??= new Map<string | number, readonly string[]>());
      const items: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
      outcomes.set(
        info.path.key,
        items.map((item) => outcomeOf(item, types)),
      );
      return answer;
    };
  }
}

/** Union members are instances of classes with the names of their types. */
function outcomeOf(item: unknown, types: ReadonlySet<string>): string {
  const name = typeof item === "object" && item !== null ? item.constructor.name : "";
  if (!types.has(name)) return "UNKNOWN";
  return name.endsWith("Success") ? OK : name;
}

/** The outcome of each root field of a valid operation. */
export function outcomesOf(request: {
  operation: OperationDefinitionNode;
  document: DocumentNode;
  data: Record<string, unknown> | null | undefined;
  errors: readonly GraphQLFormattedError[];
  contextValue: Context;
}): readonly FieldOutcome[] {
  const { operation, document, data, errors, contextValue } = request;
  const fields = rootFields(operation, document);
  // A subscription's messages come later. This answer, without data or with null, says only that it was accepted.
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && errors.length === 0)
    return [...fields.values()].map((field) => ({ field, outcome: OK }));
  const first = errors[0] === undefined ? "UNKNOWN" : codeOf(errors[0]);
  if (data === undefined) {
    // Refused before execution, perhaps for a thousand aliases of one field. Each field counts once.
    return [...new Set(fields.values())].map((field) => ({ field, outcome: first }));
  }
  const failures =
    errors.length === 0
      ? NO_FAILURES
      : new Map(errors.toReversed().map((error) => [error.path?.[0], codeOf(error)]));
  const unions = contextValue.state.outcomes;
  const outcomes: FieldOutcome[] = [];
  for (const [key, field] of fields) {
    const failure = failures.get(key);
    if (failure !== undefined) outcomes.push({ field, outcome: failure });
    else if (unions?.has(key) === true)
      outcomes.push(...(unions.get(key) ?? []).map((outcome) => ({ field, outcome })));
    // Without data, another field's failure removed this one. With data, a missing field was skipped (@skip).
    else if (data === null) outcomes.push({ field, outcome: first });
    else if (data[key] !== undefined) outcomes.push({ field, outcome: OK });
  }
  return outcomes;
}

const NO_FAILURES: ReadonlyMap<string | number | undefined, string> = new Map();

/** Parsed documents are cached, so their root fields are cached too. */
const known = new WeakMap<OperationDefinitionNode, ReadonlyMap<string, string>>();

export const codeOf = ({ extensions }: Pick<GraphQLFormattedError, "extensions">): string =>
  typeof extensions?.code === "string" ? extensions.code : "UNKNOWN";

/** The field of each response key. */
function rootFields(operation: OperationDefinitionNode, document: DocumentNode): ReadonlyMap<string, string> {
  const found = known.get(operation);
  if (found !== undefined) return found;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const fields = new Map<string, string>();
  const seen = new Set<SelectionSetNode>();
  const collect = (selections: SelectionSetNode | undefined): void => {
    if (selections === undefined || seen.has(selections)) return;
    seen.add(selections);
    for (const node of selections.selections) {
      if (node.kind === Kind.FIELD) fields.set(node.alias?.value ?? node.name.value, node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else collect(fragments.get(node.name.value)?.selectionSet);
    }
  };
  collect(operation.selectionSet);
  known.set(operation, fields);
  return fields;
}
