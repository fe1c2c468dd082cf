import {
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { hasDirectives, isLeftOut } from "../graphql/selection.js";
import type { AccessRule, AccessRules } from "./access-rules.js";

/**
 * The rules of operations whose selection depends on no variable, by their first selection set. Parsed documents are
 * cached, so their rules are cached too.
 */
const known = new WeakMap<SelectionSetNode, readonly AccessRule[]>();

/** The rules of everything that an operation selects, including its root fields. */
export const rulesOfOperation = (info: GraphQLResolveInfo, rules: AccessRules): readonly AccessRule[] => {
  const set = info.operation.selectionSet;
  return known.get(set) ?? rulesIn([set], info.parentType, info, rules);
};

/** The rules of everything selected below the field being resolved. */
export const rulesBelow = (info: GraphQLResolveInfo, rules: AccessRules): readonly AccessRule[] =>
  rulesIn(
    info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    getNamedType(info.returnType),
    info,
    rules,
  );

function rulesIn(
  sets: readonly SelectionSetNode[],
  on: GraphQLNamedType,
  info: GraphQLResolveInfo,
  rules: AccessRules,
): readonly AccessRule[] {
  const found = new Set<AccessRule>();
  const seen = new Set<string>();
  let sawCondition = false;

  const add = (rule: AccessRule | null): void => {
    if (rule !== null) found.add(rule);
  };
  const visit = (set: SelectionSetNode, type: GraphQLNamedType | undefined): void => {
    for (const node of set.selections) {
      if (hasDirectives(node)) sawCondition = true;
      if (isLeftOut(node, info)) continue;
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = info.fragments[node.name.value];
        if (fragment === undefined || seen.has(node.name.value)) continue;
        seen.add(node.name.value);
        visit(fragment.selectionSet, info.schema.getType(fragment.typeCondition.name.value));
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value;
        visit(node.selectionSet, condition === undefined ? type : info.schema.getType(condition));
      } else if (isObjectType(type) || isInterfaceType(type)) {
        const field = type.getFields()[node.name.value];
        if (field === undefined) continue;
        const answer = getNamedType(field.type);
        add(rules.ofField(type.name, field.name));
        add(rules.ofType(answer.name));
        if (node.selectionSet !== undefined) visit(node.selectionSet, answer);
      }
    }
  };
  for (const set of sets) visit(set, on);
  const inAll = [...found];
  const [only] = sets;
  if (only !== undefined && sets.length === 1 && !sawCondition) known.set(only, inAll);
  return inAll;
}
