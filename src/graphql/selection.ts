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

/**
 * The cached results. If a selection does not depend on variables, its key is the query's node, which all executions share.
 * Otherwise it is the list of nodes of one execution, so that 100 items of a list share one result.
 */
const found = new WeakMap<FieldNode | readonly FieldNode[], Map<string, ReadonlySet<string>>>();

/**
 * The names of the fields selected on `typeName`, below the field being resolved.
 * `path` lists the fields in between, each with its parent type.
 * The same query returns the same set object, so callers can cache by it.
 */
export function selectedFields(
  info: GraphQLResolveInfo,
  typeName: string,
  path: readonly { readonly type: string; readonly field: string }[] = [],
): ReadonlySet<string> {
  const key =
    path.length === 0 ? typeName : [...path.map(({ type, field }) => `${type}.${field}`), typeName].join("/");
  const [node] = info.fieldNodes;
  const cached = (node && found.get(node)?.get(key)) ?? found.get(info.fieldNodes)?.get(key);
  if (cached !== undefined) return cached;

  const search: Search = { info, sawCondition: false };
  let nodes: readonly FieldNode[] = info.fieldNodes;
  for (const { type, field } of path) nodes = selectedBelow(nodes, type, search).get(field) ?? [];
  const names = new Set(selectedBelow(nodes, typeName, search).keys());

  const isConstant = node !== undefined && info.fieldNodes.length === 1 && !search.sawCondition;
  const cacheKey = isConstant ? node : info.fieldNodes;
  const known = found.get(cacheKey) ?? new Map<string, ReadonlySet<string>>();
  found.set(cacheKey, known.set(key, names));
  return names;
}

/** Usually one of them is empty. The other one is then returned itself, so that callers can cache by it. */
export function union(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  if (other.size === 0) return one;
  return one.size === 0 ? other : new Set([...one, ...other]);
}

/** The state of one search through a query. */
interface Search {
  readonly info: GraphQLResolveInfo;
  /** Whether the search met a directive such as `@skip`, so another execution may select other fields. */
  sawCondition: boolean;
}

function selectedBelow(nodes: readonly FieldNode[], typeName: string, search: Search): Selected {
  const selected = new Map<string, FieldNode[]>();
  for (const node of nodes) {
    if (node.selectionSet !== undefined) collect(node.selectionSet, typeName, search, selected);
  }
  return selected;
}

function collect(
  set: SelectionSetNode,
  typeName: string,
  search: Search,
  into: Map<string, FieldNode[]>,
): void {
  const { info } = search;
  for (const node of set.selections) {
    if (hasDirectives(node)) search.sawCondition = true;
    if (isLeftOut(node, info)) continue;
    if (node.kind === Kind.FIELD) {
      into.set(node.name.value, [...(into.get(node.name.value) ?? []), node]);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
    if (fragment !== undefined && concerns(fragment.typeCondition?.name.value, typeName, info)) {
      collect(fragment.selectionSet, typeName, search, into);
    }
  }
}

/** Whether `@skip` or `@include` removes it from this execution. */
export const isLeftOut = (node: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean =>
  hasDirectives(node) &&
  (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true ||
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if === false);

/** Without directives, a node is part of every execution. */
export const hasDirectives = ({ directives = [] }: SelectionNode): boolean => directives.length > 0;

/** Whether a fragment on `condition` applies to objects of `typeName`. */
function concerns(condition: string | undefined, typeName: string, info: GraphQLResolveInfo): boolean {
  if (condition === undefined || condition === typeName) return true;
  const type = info.schema.getType(condition);
  const object = info.schema.getType(typeName);
  return isAbstractType(type) && isObjectType(object) && info.schema.isSubType(type, object);
}
