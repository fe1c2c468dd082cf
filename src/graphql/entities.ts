import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from "graphql";
import { ExactID, INEXACT_ID } from "../../schema/scalars.js";
import { asError } from "../result.js";

export type Reference = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** Finds the entity of a reference. Entities are instances of classes with the names of their types. */
export type ResolveReference = (reference: never, context: never, info: GraphQLResolveInfo) => unknown;

/**
 * Finds the entities of references of one type together, which costs less than one by one. Null in their places, or errors.
 * Null instead of a promise: they have to be found one by one.
 */
export type ResolveReferences = (
  references: readonly Reference[],
  context: never,
  info: GraphQLResolveInfo,
) => Promise<readonly unknown[]> | null;

interface Entity {
  readonly resolve: (reference: Reference, context: unknown, info: GraphQLResolveInfo) => unknown;
  /** The names of its key fields that are ids. */
  readonly idFields: readonly string[];
  /** The object, if it has the type of the reference. Another type's object may have an id of the same form. */
  readonly ifOfType: (found: unknown) => object | null;
}

/**
 * Resolves `_entities`. Each reference is read on its own: one that is not an object, or whose type is not an entity here,
 * resolves to null, and one that fails is an error in its own place. Apollo's own resolver would fail its whole batch, and
 * costs several promises for each reference. GraphQL does not know the types of a reference's fields, so ids are coerced
 * here like ID.
 */
export function resolveEntities(
  schema: GraphQLSchema,
  references: Readonly<Record<string, ResolveReference>>,
  together: Readonly<Record<string, ResolveReferences>>,
): void {
  const field = schema.getQueryType()?.getFields()["_entities"];
  const union = schema.getType("_Entity");
  if (field === undefined || !isUnionType(union)) throw new Error("The subgraph has no field _entities.");
  const entities = new Map(
    Object.entries(references).map(([name, resolve]) => [name, entityOf(name, resolve, schema)] as const),
  );
  union.resolveType = (value: object) => value.constructor.name;
  // A list of promises, not one of all: what is selected below an entity is read as soon as the entity is there.
  field.resolve = ((_source, { representations }, context, info) =>
    resolveTogether(representations, entities, together, context, info) ??
    representations.map((reference) => resolveOne(reference, entities, context, info))) satisfies Resolve;
  field.extensions = { ...field.extensions, itemsNeverReject: true };
}

type Resolve = GraphQLFieldResolver<unknown, unknown, { representations: readonly unknown[] }>;

function entityOf(name: string, resolve: ResolveReference, schema: GraphQLSchema): Entity {
  const type = schema.getType(name);
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const types = new Set(
    isAbstractType(type) ? schema.getPossibleTypes(type).map((possible) => possible.name) : [name],
  );
  return {
    resolve: resolve as unknown as Entity["resolve"],
    idFields: fields.filter((field) => getNamedType(field.type) === ExactID).map((field) => field.name),
    ifOfType: (found) =>
      typeof found === "object" && found !== null && types.has(found.constructor.name) ? found : null,
  };
}

/** Gateways ask for entities of one type at a time. Null if the references have to be resolved one by one. */
function resolveTogether(
  given: readonly unknown[],
  entities: ReadonlyMap<string, Entity>,
  together: Readonly<Record<string, ResolveReferences>>,
  context: unknown,
  info: GraphQLResolveInfo,
): Promise<readonly unknown[]> | null {
  const [first] = given;
  if (!isReference(first) || !Object.hasOwn(together, first.__typename)) return null;
  const idFields = entities.get(first.__typename)?.idFields ?? [];
  const references: Reference[] = [];
  for (const one of given) {
    const reference = isReference(one) && one.__typename === first.__typename ? readIds(one, idFields) : null;
    if (reference === null || reference instanceof GraphQLError) return null;
    references.push(reference);
  }
  return together[first.__typename]?.(references, context as never, info) ?? null;
}

/** The entity, null, or the error that takes its place. Never rejects. */
function resolveOne(
  given: unknown,
  entities: ReadonlyMap<string, Entity>,
  context: unknown,
  info: GraphQLResolveInfo,
): unknown {
  const entity = isReference(given) ? entities.get(given.__typename) : undefined;
  if (!isReference(given) || entity === undefined) return null;
  const reference = readIds(given, entity.idFields);
  if (reference instanceof GraphQLError) return reference;
  try {
    const found = entity.resolve(reference, context, info);
    return found instanceof Promise ? found.then(entity.ifOfType, asError) : entity.ifOfType(found);
  } catch (error) {
    return asError(error);
  }
}

/** The reference with its ids as text. */
function readIds(reference: Reference, idFields: readonly string[]): Reference | GraphQLError {
  if (!idFields.some((name) => typeof reference[name] === "number")) return reference;
  const numbers = idFields.filter((name) => typeof reference[name] === "number");
  if (!numbers.every((name) => Number.isSafeInteger(reference[name])))
    return new GraphQLError(INEXACT_ID, { extensions: { code: "BAD_USER_INPUT" } });
  return { ...reference, ...Object.fromEntries(numbers.map((name) => [name, String(reference[name])])) };
}

const isReference = (value: unknown): value is Reference =>
  typeof value === "object" &&
  value !== null &&
  "__typename" in value &&
  typeof value.__typename === "string";
