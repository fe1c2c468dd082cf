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

/** What mutations answered with, by request and response key: the answer itself need not hold `__typename`. */
const answered = new WeakMap<object, Map<string | number, readonly string[]>>();

/** Makes mutations remember which members of their unions they answer with. */
export function rememberOutcomes(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    const union = getNamedType(field.type);
    if (resolve === undefined || !isUnionType(union)) continue;
    const types = new Set(union.getTypes().map(({ name }) => name));
    field.resolve = async (source, args, context: object, info) => {
      const answer: unknown = await resolve(source, args, context, info);
      const of = answered.get(context) ?? new Map<string | number, readonly string[]>();
      const items: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
      of.set(
        info.path.key,
        items.map((item) => outcomeOf(item, types)),
      );
      answered.set(context, of);
      return answer;
    };
  }
}

/** Unions are told apart by class, and a class is named as its type is. */
function outcomeOf(item: unknown, types: ReadonlySet<string>): string {
  const name = typeof item === "object" && item !== null ? item.constructor.name : "";
  if (!types.has(name)) return "UNKNOWN";
  return name.endsWith("Success") ? OK : name;
}

/** What became of each root field of an operation that was valid. */
export function outcomesOf(request: {
  operation: OperationDefinitionNode;
  document: DocumentNode;
  data: Record<string, unknown> | null | undefined;
  errors: readonly GraphQLFormattedError[];
  contextValue: object;
}): readonly FieldOutcome[] {
  const { operation, document, data, errors, contextValue } = request;
  const fields = rootFields(operation, document);
  const [first = "UNKNOWN"] = errors.map(codeOf);
  if (data === undefined) {
    // Refused before it began, perhaps for asking the same thing a thousand times.
    return [...new Set(fields.values())].map((field) => ({ field, outcome: first }));
  }
  const failures = new Map(errors.toReversed().map((error) => [error.path?.[0], codeOf(error)]));
  const unions = answered.get(contextValue);
  const outcomes: FieldOutcome[] = [];
  for (const [key, field] of fields) {
    const failure = failures.get(key);
    if (failure !== undefined) outcomes.push({ field, outcome: failure });
    else if (unions?.has(key) === true)
      outcomes.push(...(unions.get(key) ?? []).map((outcome) => ({ field, outcome })));
    // What is watched comes later, message by message; the answer says only that it was accepted.
    else if (data === null && operation.operation === OperationTypeNode.SUBSCRIPTION && errors.length === 0)
      outcomes.push({ field, outcome: OK });
    // One that is not there was not asked for after all (@skip); without any data, another field's failure took it along.
    else if (data === null) outcomes.push({ field, outcome: first });
    else if (key in data) outcomes.push({ field, outcome: OK });
  }
  return outcomes;
}

/** Documents are parsed once and kept, so what they ask for is worked out once too. */
const known = new WeakMap<OperationDefinitionNode, ReadonlyMap<string, string>>();

export const codeOf = ({ extensions }: Pick<GraphQLFormattedError, "extensions">): string =>
  typeof extensions?.code === "string" ? extensions.code : "UNKNOWN";

/** Response keys and the fields that they stand for. */
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
