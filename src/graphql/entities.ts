import { GraphQLError, type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from "graphql";
import { ExactID, INEXACT_ID } from "../../schema/scalars.js";

type Reference = Readonly<Record<string, unknown>> & { readonly __typename: string };

/**
 * Reads each reference on its own. A reference that is not an object, or whose type is not an entity here, resolves to
 * null. In Apollo's own resolver, it would fail its whole batch with an internal error. GraphQL does not know the types
 * of a reference's fields, so ids are coerced here like ID.
 */
export function readReferences(schema: GraphQLSchema, entities: readonly string[]): void {
  const field = schema.getQueryType()?.getFields()._entities;
  const resolve = field?.resolve;
  if (field === undefined || resolve === undefined) throw new Error("The subgraph has no field _entities.");

  const idFields = new Map(entities.map((name) => [name, idFieldsOf(name, schema)] as const));
  field.resolve = async (source, args: { representations: readonly unknown[] }, context, info) => {
    const read = args.representations.map((reference) => readReference(reference, idFields));
    const representations = read.filter((reference) => isReference(reference));
    const answers = (await resolve(source, { ...args, representations }, context, info)) as unknown[];
    const inOrder = answers.values();
    return read.map((reference) => (isReference(reference) ? inOrder.next().value : reference));
  };
}

const idFieldsOf = (name: string, schema: GraphQLSchema): readonly string[] => {
  const type = schema.getType(name);
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  return fields.filter((field) => getNamedType(field.type) === ExactID).map((field) => field.name);
};

/** The reference with its ids as text, or the result that replaces it. */
function readReference(
  reference: unknown,
  idFields: ReadonlyMap<string, readonly string[]>,
): Reference | GraphQLError | null {
  if (!isReference(reference)) return null;
  const numbers = idFields.get(reference.__typename)?.filter((name) => typeof reference[name] === "number");
  if (numbers === undefined) return null;
  if (numbers.length === 0) return reference;
  if (!numbers.every((name) => Number.isSafeInteger(reference[name])))
    return new GraphQLError(INEXACT_ID, { extensions: { code: "BAD_USER_INPUT" } });
  return { ...reference, ...Object.fromEntries(numbers.map((name) => [name, String(reference[name])])) };
}

const isReference = (value: unknown): value is Reference =>
  typeof value === "object" &&
  value !== null &&
  "__typename" in value &&
  typeof value.__typename === "string";
