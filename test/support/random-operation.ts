import fc from "fast-check";
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** Values for arguments, by the argument's name. Some exist, some do not, none is malformed. */
export type ArgumentPool = Readonly<Record<string, readonly unknown[]>>;

const DEEPEST = 5;

/** Arbitrary queries that are valid against the schema, with arguments from the pool. */
export function operations(
  schema: GraphQLSchema,
  root: readonly string[],
  pool: ArgumentPool,
): fc.Arbitrary<string> {
  const query = schema.getQueryType();
  if (query == null) throw new Error("The schema has no queries.");
  const fields = Object.values(query.getFields()).filter(({ name }) => root.includes(name));
  return fc
    .subarray(fields, { minLength: 1, maxLength: Math.min(2, fields.length) })
    .chain((chosen) => fc.tuple(...chosen.map((field) => selection(field, pool, 1))))
    .map((selections) => `{ ${selections.filter((text) => text !== null).join(" ") || "__typename"} }`);
}

/** Null if the field's fields would exceed the depth limit. */
function selection(
  field: GraphQLField<unknown, unknown>,
  pool: ArgumentPool,
  depth: number,
): fc.Arbitrary<string | null> {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return argumentsOf(field, pool).map((args) => field.name + args);
  if (!isObjectType(type) || depth >= DEEPEST) return fc.constant(null);
  return fc
    .tuple(argumentsOf(field, pool), fieldsOf(type, pool, depth + 1))
    .map(([args, below]) => `${field.name}${args} { __typename ${below} }`);
}

function fieldsOf(type: GraphQLObjectType, pool: ArgumentPool, depth: number): fc.Arbitrary<string> {
  const fields = Object.values(type.getFields());
  return fc
    .subarray(fields, { minLength: 1, maxLength: Math.min(6, fields.length) })
    .chain((chosen) => fc.tuple(...chosen.map((field) => selection(field, pool, depth))))
    .map((selections) => selections.filter((text) => text !== null).join(" "));
}

function argumentsOf(field: GraphQLField<unknown, unknown>, pool: ArgumentPool): fc.Arbitrary<string> {
  const given = field.args.flatMap(({ name, type }) => {
    const values = pool[`${field.name}.${name}`] ?? pool[name];
    if (values === undefined) return [];
    const value = isListType(isNonNullType(type) ? type.ofType : type)
      ? fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 })
      : fc.constantFrom(...values);
    const text = value.map((chosen) => `${name}: ${literal(chosen)}`);
    return [isNonNullType(type) ? text : fc.option(text, { nil: null })];
  });
  return fc.tuple(...given).map((texts) => {
    const kept = texts.filter((text) => text !== null);
    return kept.length === 0 ? "" : `(${kept.join(", ")})`;
  });
}

/** Names in capitals are enum values. Everything else is written as JSON. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  return typeof value === "string" && /^[A-Z_]+$/.test(value) ? value : JSON.stringify(value);
}
