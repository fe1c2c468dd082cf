import { GraphQLError, GraphQLID, GraphQLScalarType, Kind, valueFromASTUntyped } from "graphql";
import { GraphQLDateTime, GraphQLURL } from "graphql-scalars";

export const DateTime = GraphQLDateTime;
export const URLScalar = GraphQLURL;

/** Accepts any number, so that a number out of range is reported together with the input's other problems. */
function readNumber(value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new TypeError("UnsignedInt32 must be a number.");
}

export const UnsignedInt32 = new GraphQLScalarType<number, number>({
  name: "UnsignedInt32",
  description: "A whole number from 0 to 4294967295. `Int` cannot hold this range.",
  serialize: readNumber,
  parseValue: readNumber,
  parseLiteral(ast) {
    if (ast.kind === Kind.INT || ast.kind === Kind.FLOAT) return readNumber(Number(valueFromASTUntyped(ast)));
    throw new TypeError("UnsignedInt32 must be a number.");
  },
});

export const INEXACT_ID = `An id sent as a number must be a whole number of at most ${Number.MAX_SAFE_INTEGER}, because other numbers lose digits. Send the id as a string.`;

/** GraphQL's ID, but refuses JSON numbers that may have lost digits when parsed. Ids in the query text are exact. */
export const ExactID = new GraphQLScalarType({
  ...GraphQLID.toConfig(),
  extensions: { whyNotNumber: INEXACT_ID },
  parseValue(value) {
    if (typeof value === "number" && !Number.isSafeInteger(value)) throw new GraphQLError(INEXACT_ID);
    return GraphQLID.parseValue(value);
  },
});
