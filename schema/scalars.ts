import { GraphQLError, GraphQLID, GraphQLScalarType, Kind, valueFromASTUntyped } from "graphql";
import { GraphQLDateTime, GraphQLURL } from "graphql-scalars";

export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  serialize: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime())
      ? isoTime(value)
      : GraphQLDateTime.serialize(value),
});
export const URLScalar = GraphQLURL;

const DAY_MS = 86_400_000;
let latestDay = { startMs: Number.NaN, text: "" };

/**
 * As `toISOString`, which takes ten times longer: a roster has hundreds of times, most of them of few days. The date is
 * computed only for another day than last time.
 */
export function isoTime(time: Date): string {
  const ms = time.getTime();
  const ofDay = ms - latestDay.startMs;
  if (!(ofDay >= 0 && ofDay < DAY_MS)) {
    const text = time.toISOString();
    latestDay = { startMs: Math.floor(ms / DAY_MS) * DAY_MS, text: text.slice(0, text.indexOf("T") + 1) };
    return text;
  }
  const seconds = Math.floor(ofDay / 1000);
  const clock = `${twoDigits(seconds / 3600)}:${twoDigits((seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  return `${latestDay.text}${clock}.${String(ofDay % 1000).padStart(3, "0")}Z`;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));
const twoDigits = (number: number): string => TWO_DIGITS[Math.floor(number)] ?? "";

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
