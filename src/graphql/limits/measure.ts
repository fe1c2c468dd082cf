import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from "graphql";

/** The size of a selection. A fragment counts each time it is used. */
interface Measure {
  /** Levels of nested fields. Introspection counts as one. */
  readonly depth: number;
  readonly introspectionDepth: number;
  readonly fields: number;
  readonly aliases: number;
  /** The most directives in one place. */
  readonly directives: number;
  /** Fields of the selection itself. */
  readonly width: number;
  /** As `width`, without `__typename`. */
  readonly named: number;
}

type MutableMeasure = { -readonly [Key in keyof Measure]: Measure[Key] };

const emptyMeasure = (): MutableMeasure => ({
  depth: 0,
  introspectionDepth: 0,
  fields: 0,
  aliases: 0,
  directives: 0,
  width: 0,
  named: 0,
});

/** The measures of a document. Each is that of its largest operation, unless it says otherwise. */
export interface DocumentMeasure extends Omit<Measure, "width" | "named"> {
  /** Operations and fragments. */
  readonly definitions: number;
  /** Of all operations together. */
  readonly fields: number;
  readonly rootFields: number;
  readonly mutations: number;
}

const INTROSPECTION: ReadonlySet<string> = new Set(["__schema", "__type"]);

/** Takes time in proportion to the document's length, even if its fragments are nested or cyclic. */
export function measureDocument({ definitions }: DocumentNode): DocumentMeasure {
  const operations: OperationDefinitionNode[] = [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Measure>();
  const used = new Set<string>();

  const ofFragment = (name: string): Measure => {
    const known = measured.get(name);
    const fragment = fragments.get(name);
    if (known !== undefined) return known;
    if (fragment === undefined) return emptyMeasure();
    // Inside itself a fragment counts as nothing. Another rule refuses cycles.
    measured.set(name, emptyMeasure());
    const measure = ofSelection(fragment.selectionSet);
    measure.directives = Math.max(measure.directives, fragment.directives?.length ?? 0);
    measured.set(name, measure);
    return measure;
  };

  const ofField = (field: FieldNode): Measure => {
    const below = field.selectionSet === undefined ? emptyMeasure() : ofSelection(field.selectionSet);
    const introspection = INTROSPECTION.has(field.name.value);
    return {
      depth: introspection ? 1 : 1 + below.depth,
      introspectionDepth: introspection ? 1 + below.depth : below.introspectionDepth,
      fields: 1 + below.fields,
      aliases: (isClientsAlias(field) ? 1 : 0) + below.aliases,
      directives: below.directives,
      width: 1,
      named: field.name.value === "__typename" ? 0 : 1,
    };
  };

  const ofSelection = ({ selections }: SelectionSetNode): MutableMeasure => {
    const sum = emptyMeasure();
    for (const node of selections) {
      sum.directives = Math.max(sum.directives, node.directives?.length ?? 0);
      if (node.kind === Kind.FRAGMENT_SPREAD) used.add(node.name.value);
      if (node.kind === Kind.FIELD) add(sum, ofField(node));
      else if (node.kind === Kind.INLINE_FRAGMENT) add(sum, ofSelection(node.selectionSet));
      else add(sum, ofFragment(node.name.value));
    }
    return sum;
  };

  const total = { ...emptyMeasure(), definitions: definitions.length, rootFields: 0, mutations: 0 };
  for (const operation of operations) {
    const measure = ofSelection(operation.selectionSet);
    for (const { directives } of [operation, ...(operation.variableDefinitions ?? [])]) {
      total.directives = Math.max(total.directives, directives?.length ?? 0);
    }
    keepLargest(total, measure);
    total.fields += measure.fields;
    total.rootFields = Math.max(total.rootFields, measure.width);
    if (operation.operation === OperationTypeNode.MUTATION)
      total.mutations = Math.max(total.mutations, measure.named);
  }
  // Unused fragments count, because the rule that refuses them has to read them first.
  for (const name of fragments.keys()) if (!used.has(name)) total.fields += ofFragment(name).fields;
  return total;
}

/**
 * A gateway that puts several `_entities` into one operation has to alias them, so these aliases do not count. The limits
 * on root fields and references apply instead.
 */
const isClientsAlias = ({ alias, name }: FieldNode): boolean =>
  alias !== undefined && name.value !== "_entities";

function add(sum: MutableMeasure, part: Measure): void {
  sum.depth = Math.max(sum.depth, part.depth);
  sum.introspectionDepth = Math.max(sum.introspectionDepth, part.introspectionDepth);
  sum.directives = Math.max(sum.directives, part.directives);
  sum.fields += part.fields;
  sum.aliases += part.aliases;
  sum.width += part.width;
  sum.named += part.named;
}

function keepLargest(
  total: Pick<MutableMeasure, "depth" | "introspectionDepth" | "aliases" | "directives">,
  measure: Measure,
): void {
  total.depth = Math.max(total.depth, measure.depth);
  total.introspectionDepth = Math.max(total.introspectionDepth, measure.introspectionDepth);
  total.aliases = Math.max(total.aliases, measure.aliases);
  total.directives = Math.max(total.directives, measure.directives);
}
