import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { listLength, numberArgument, type RawVariables, withDefaults } from "./arguments.js";
import { demandOf } from "./demand.js";

/** The cost of an object without its fields. */
const OBJECT = 1;
/** Lists without a size in the schema are short: custom fields, problems of an input. */
const UNSIZED_LIST = 10;

/** The lists below a connection, and their length from `first`. */
interface SizedLists {
  readonly fields: ReadonlySet<string>;
  readonly size: number;
}

const NO_SIZED_LISTS: SizedLists = { fields: new Set(), size: 1 };

/** The costs of operations whose cost no variable changes. Apollo Server limits how many documents it keeps. */
const constantCosts = new WeakMap<OperationDefinitionNode, number>();

/** Notes whether a variable was read. */
class ReadVariables extends Map<string, unknown> {
  wereRead = false;

  override get(name: string): unknown {
    this.wereRead = true;
    return super.get(name);
  }
}

/**
 * The maximum cost of an operation, by the table that schema/demand.ts writes into the SDL. An object costs 1, a field its
 * `@cost`, and a list multiplies by its length. If an answer may have several types, the most expensive counts.
 * For valid operations only.
 */
export function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  sent: Readonly<Record<string, unknown>>,
): number {
  const constant = constantCosts.get(operation);
  if (constant !== undefined) return constant;
  const variables = new ReadVariables(withDefaults(operation, sent));
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  // Each fragment is computed once for each type and size. Otherwise a few lines of nested fragments could take a day.
  const known = new Map<SelectionSetNode, Map<string, number>>();

  const ofSelection = (set: SelectionSetNode, type: GraphQLObjectType, sized: SizedLists): number => {
    const key = `${type.name} ${sized.size}`;
    const costs = known.get(set) ?? new Map<string, number>();
    known.set(set, costs);
    const cached = costs.get(key);
    if (cached !== undefined) return cached;
    let cost = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const field = type.getFields()[node.name.value];
        if (field !== undefined) cost += ofField(field, node, sized);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (fragment !== undefined && concerns(schema, fragment.typeCondition?.name.value, type)) {
        cost += ofSelection(fragment.selectionSet, type, sized);
      }
    }
    costs.set(key, cost);
    return cost;
  };

  const ofField = (field: GraphQLField<unknown, unknown>, node: FieldNode, sized: SizedLists): number => {
    const { weight } = demandOf(field);
    const set = node.selectionSet;
    if (set === undefined) return weight;
    const below = sizedBelow(field, node, variables);
    const named = getNamedType(field.type);
    const types = isAbstractType(named) ? schema.getPossibleTypes(named) : isObjectType(named) ? [named] : [];
    const highest = Math.max(0, ...types.map((type) => ofSelection(set, type, below)));
    return weight + listSize(field, node, variables, sized) * (OBJECT + highest);
  };

  const root = schema.getRootType(operation.operation);
  const cost = root == null ? 0 : ofSelection(operation.selectionSet, root, NO_SIZED_LISTS);
  if (!variables.wereRead) constantCosts.set(operation, cost);
  return cost;
}

function listSize(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: RawVariables,
  sized: SizedLists,
): number {
  if (!isListType(getNullableType(field.type))) return 1;
  if (sized.fields.has(field.name)) return sized.size;
  // A list that answers a list argument is as long as the argument.
  const lengths = field.args
    .map(({ name }) => listLength(node, name, variables))
    .filter((length) => length !== null);
  const { assumedSize } = demandOf(field);
  if (lengths.length > 0) return Math.min(Math.max(...lengths), assumedSize ?? Number.POSITIVE_INFINITY);
  return assumedSize ?? UNSIZED_LIST;
}

function sizedBelow(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: RawVariables,
): SizedLists {
  const { slicingArguments, sizedFields } = demandOf(field);
  if (slicingArguments.length === 0) return NO_SIZED_LISTS;
  const sizes = slicingArguments.map((name) => {
    const fallback: unknown = field.args.find((argument) => argument.name === name)?.defaultValue;
    return numberArgument(node, name, variables) ?? (typeof fallback === "number" ? fallback : 0);
  });
  return { fields: sizedFields, size: Math.max(0, ...sizes) };
}

/** Whether a fragment on `condition` applies to objects of `type`. */
function concerns(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const other = schema.getType(condition);
  return isAbstractType(other) && schema.isSubType(other, type);
}
