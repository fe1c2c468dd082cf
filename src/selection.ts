import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** The fields that a query selects on one type: a name, and the places in the query that select it. */
type Selected = ReadonlyMap<string, readonly FieldNode[]>;

/** One execution keeps its lists of field nodes, so what was found for one of 100 items holds for all. */
const found = new WeakMap<readonly FieldNode[], Map<string, ReadonlySet<string>>>();

/**
 * The names of the fields that will be asked of `typeName`, below the field being resolved.
 * `path` leads there through fields in between, each with the type that has it.
 */
export function selectedFields(
  info: GraphQLResolveInfo,
  typeName: string,
  path: readonly { readonly type: string; readonly field: string }[] = [],
): ReadonlySet<string> {
  const key = [...path.map(({ type, field }) => `${type}.${field}`), typeName].join("/");
  const known = found.get(info.fieldNodes) ?? new Map<string, ReadonlySet<string>>();
  found.set(info.fieldNodes, known);
  const cached = known.get(key);
  if (cached !== undefined) return cached;

  let nodes: readonly FieldNode[] = info.fieldNodes;
  for (const { type, field } of path) nodes = selectedBelow(nodes, type, info).get(field) ?? [];
  const names = new Set(selectedBelow(nodes, typeName, info).keys());
  known.set(key, names);
  return names;
}

function selectedBelow(nodes: readonly FieldNode[], typeName: string, info: GraphQLResolveInfo): Selected {
  const selected = new Map<string, FieldNode[]>();
  for (const node of nodes) {
    if (node.selectionSet !== undefined) collect(node.selectionSet, typeName, info, selected);
  }
  return selected;
}

function collect(
  set: SelectionSetNode,
  typeName: string,
  info: GraphQLResolveInfo,
  into: Map<string, FieldNode[]>,
): void {
  for (const node of set.selections) {
    if (isLeftOut(node, info)) continue;
    if (node.kind === Kind.FIELD) {
      into.set(node.name.value, [...(into.get(node.name.value) ?? []), node]);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
    if (fragment !== undefined && concerns(fragment.typeCondition?.name.value, typeName, info)) {
      collect(fragment.selectionSet, typeName, info, into);
    }
  }
}

/** Whether `@skip` or `@include` takes it out of this execution. */
export const isLeftOut = (node: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true ||
  getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if === false;

/** Whether a fragment on `condition` applies to objects of `typeName`. */
function concerns(condition: string | undefined, typeName: string, info: GraphQLResolveInfo): boolean {
  if (condition === undefined || condition === typeName) return true;
  const type = info.schema.getType(condition);
  const object = info.schema.getType(typeName);
  return isAbstractType(type) && isObjectType(object) && info.schema.isSubType(type, object);
}
