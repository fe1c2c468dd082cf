import { type GraphQLField, valueFromASTUntyped } from "graphql";

/** A field's cost in the schema, from the directives that a gateway's demand control also reads. */
export interface Demand {
  /** `@cost(weight:)`. */
  readonly weight: number;
  /** `@listSize(assumedSize:)`. */
  readonly assumedSize: number | null;
  /** `@listSize(slicingArguments:)`: arguments that give the length of the lists below. */
  readonly slicingArguments: readonly string[];
  /** `@listSize(sizedFields:)`: the names of these lists. */
  readonly sizedFields: ReadonlySet<string>;
}

const known = new WeakMap<object, Demand>();

/** Read once for each field, from the SDL that the schema was built from. */
export function demandOf(field: GraphQLField<unknown, unknown>): Demand {
  const cached = known.get(field);
  if (cached !== undefined) return cached;
  const weight = argumentsOf(field, "cost")["weight"];
  const list = argumentsOf(field, "listSize");
  const demand: Demand = {
    weight: typeof weight === "number" ? weight : 0,
    assumedSize: typeof list["assumedSize"] === "number" ? list["assumedSize"] : null,
    slicingArguments: textsOf(list["slicingArguments"]),
    sizedFields: new Set(textsOf(list["sizedFields"])),
  };
  known.set(field, demand);
  return demand;
}

function argumentsOf(field: GraphQLField<unknown, unknown>, directive: string): Record<string, unknown> {
  const node = field.astNode?.directives?.find(({ name }) => name.value === directive);
  return Object.fromEntries(
    (node?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
