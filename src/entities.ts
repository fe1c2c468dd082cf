import type { GraphQLSchema } from "graphql";

/**
 * Answers a reference that cannot lead anywhere with null: one to a type that is no entity here, or that is no object.
 * Apollo's own resolver lets such a reference fail all others of its batch, as a fault of this server.
 */
export function answerStrangeReferencesWithNull(schema: GraphQLSchema, entities: ReadonlySet<string>): void {
  const field = schema.getQueryType()?.getFields()._entities;
  const resolve = field?.resolve;
  if (field === undefined || resolve === undefined) throw new Error("The subgraph has no field _entities.");

  field.resolve = async (source, args: { representations: readonly unknown[] }, context, info) => {
    const { representations } = args;
    const leads = representations.map((reference) => refersToOneOf(entities, reference));
    const known = representations.filter((_, index) => leads[index]);
    const answers = (await resolve(source, { ...args, representations: known }, context, info)) as unknown[];
    const inOrder = answers.values();
    return leads.map((leadsSomewhere) => (leadsSomewhere ? inOrder.next().value : null));
  };
}

function refersToOneOf(entities: ReadonlySet<string>, reference: unknown): boolean {
  if (typeof reference !== "object" || reference === null || !("__typename" in reference)) return false;
  return typeof reference.__typename === "string" && entities.has(reference.__typename);
}
