import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { listLength, withDefaults } from "./arguments.js";

/** Parsed documents are cached, so their `_entities` are cached too. */
const known = new WeakMap<OperationDefinitionNode, readonly FieldNode[]>();

/** The number of references in all `_entities` of an operation. For valid operations only. */
export function countRepresentations(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  sent: Readonly<Record<string, unknown>>,
): number {
  const fields = known.get(operation) ?? entitiesIn(document, operation);
  known.set(operation, fields);
  if (fields.length === 0) return 0;
  const variables = withDefaults(operation, sent);
  return fields.reduce((sum, field) => sum + (listLength(field, "representations", variables) ?? 0), 0);
}

const entitiesIn = (document: DocumentNode, operation: OperationDefinitionNode): FieldNode[] =>
  [...rootFields(document, operation.selectionSet, new Set())].filter(
    ({ name }) => name.value === "_entities",
  );

/** The root fields. A fragment that is used twice there is executed once. */
function* rootFields(document: DocumentNode, set: SelectionSetNode, seen: Set<string>): Generator<FieldNode> {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) yield node;
    else if (node.kind === Kind.INLINE_FRAGMENT) yield* rootFields(document, node.selectionSet, seen);
    else if (!seen.has(node.name.value)) {
      seen.add(node.name.value);
      for (const definition of document.definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === node.name.value) {
          yield* rootFields(document, definition.selectionSet, seen);
        }
      }
    }
  }
}
