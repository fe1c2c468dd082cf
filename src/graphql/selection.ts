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
 * By what selects: where nothing depends on variables, the query itself, of which each execution is handed the same;
 * otherwise the list of nodes that one execution keeps, so that what was found for one of 100 items holds for all.
 */
const found = new WeakMap<FieldNode | readonly FieldNode[], Map<string, ReadonlySet<string>>>();

/**
 * The names of the fields that will be asked of `typeName`, below the field being resolved.
 * `path` leads there through fields in between, each with the type that has it.
 * The same query gives the same set again, so that what follows from it can be kept.
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

  const looking: Looking = { info, sawCondition: false };
  let nodes: readonly FieldNode[] = info.fieldNodes;
  for (const { type, field } of path) nodes = selectedBelow(nodes, type, looking).get(field) ?? [];
  const names = new Set(selectedBelow(nodes, typeName, looking).keys());

  const holdsAlways = node !== undefined && info.fieldNodes.length === 1 && !looking.sawCondition;
  const keeper = holdsAlways ? node : info.fieldNodes;
  const known = found.get(keeper) ?? new Map<string, ReadonlySet<string>>();
  found.set(keeper, known.set(key, names));
  return names;
}

/** A look into one query. */
interface Looking {
  readonly info: GraphQLResolveInfo;
  /** Whether a directive was met, such as `@skip`, by which another execution may select something else. */
  sawCondition: boolean;
}

function selectedBelow(nodes: readonly FieldNode[], typeName: string, looking: Looking): Selected {
  const selected = new Map<string, FieldNode[]>();
  for (const node of nodes) {
    if (node.selectionSet !== undefined) collect(node.selectionSet, typeName, looking, selected);
  }
  return selected;
}

function collect(
  set: SelectionSetNode,
  typeName: string,
  looking: Looking,
  into: Map<string, FieldNode[]>,
): void {
  const { info } = looking;
  for (const node of set.selections) {
    if (node.directives !== undefined && node.directives.length > 0) looking.sawCondition = true;
    if (isLeftOut(node, info)) continue;
    if (node.kind === Kind.FIELD) {
      into.set(node.name.value, [...(into.get(node.name.value) ?? []), node]);
      continue;
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : info.fragments[node.name.value];
    if (fragment !== undefined && concerns(fragment.typeCondition?.name.value, typeName, info)) {
      collect(fragment.selectionSet, typeName, looking, into);
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
