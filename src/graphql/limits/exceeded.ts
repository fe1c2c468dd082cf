import { GraphQLError } from "graphql";
import type { Limits } from "./limits.js";

/** A limit that a request exceeded. */
export interface Exceeded {
  readonly name: keyof Limits;
  /** The allowed amount. */
  readonly most: number;
  /** The amount sent. Null if counting stopped at the limit. */
  readonly actual: number | null;
}

/** `extensions.code` of a request that was refused for its size or shape. */
export const LIMIT_EXCEEDED = "LIMIT_EXCEEDED";

const LESS = "Ask for less at a time.";
const ONE_BY_ONE = "Send them in several requests.";

/** The subject, the unit and the advice of each message. */
const WORDS: Readonly<Record<keyof Limits, readonly [string, string, string]>> = {
  LIMIT_BODY_BYTES: ["The body", "bytes", "Split the work into several requests."],
  LIMIT_JSON_DEPTH: ["The JSON of the body", "levels of lists and objects", "Send it with less nesting."],
  LIMIT_JSON_KEYS: ["The JSON of the body", "distinct field names", "Send only fields that exist."],
  LIMIT_JSON_ITEMS: ["A list or object in the JSON of the body", "items", ONE_BY_ONE],
  LIMIT_DOCUMENT_CHARACTERS: ["The GraphQL document", "characters", "Send values as variables."],
  LIMIT_TOKENS: ["The GraphQL document", "tokens", `${LESS} Send values as variables.`],
  LIMIT_DEFINITIONS: [
    "The GraphQL document",
    "operations and fragments",
    "Send only the operation that is run and its fragments.",
  ],
  LIMIT_DEPTH: ["The operation", "levels of nested fields", LESS],
  LIMIT_FIELDS: ["The GraphQL document", "fields, counting those of a fragment each time it is used", LESS],
  LIMIT_ALIASES: ["The operation", "aliases", `${ONE_BY_ONE} For several groups, use groups(ids:).`],
  LIMIT_ROOT_FIELDS: ["The operation", "root fields", ONE_BY_ONE],
  LIMIT_MUTATIONS: [
    "The operation",
    "mutations",
    `${ONE_BY_ONE} For several members, use updateGroupMembers.`,
  ],
  LIMIT_DIRECTIVES: ["A place in the GraphQL document", "directives", "Remove those that do nothing."],
  LIMIT_REPRESENTATIONS: ["The operation", "representations", ONE_BY_ONE],
  LIMIT_COMPLEXITY: ["The operation", "points of cost", `${LESS} A list multiplies the cost of its items.`],
};

/** The message for the client. Contains no values that were sent. */
export function messageOf({ name, most, actual }: Exceeded): string {
  const [subject, unit, advice] = WORDS[name];
  return actual === null
    ? `${subject} has more than ${most} ${unit}; no more are allowed. ${advice}`
    : `${subject} has ${actual} ${unit}; at most ${most} are allowed. ${advice}`;
}

/** For programs: the name of the limit's variable, the limit and the amount sent. */
export const extensionsOf = ({ name, most, actual }: Exceeded) => ({
  code: LIMIT_EXCEEDED,
  limit: { name, most, actual },
});

/** The limit, if `actual` is over it. */
export function over(limits: Limits, name: keyof Limits, actual: number): Exceeded | null {
  const most = limits[name];
  // Nested fragments can count up to Infinity, which JSON cannot express.
  return actual > most ? { name, most, actual: Math.min(actual, Number.MAX_SAFE_INTEGER) } : null;
}

/** For refusals within GraphQL. The status is 400 for every media type. */
export const limitError = (exceeded: Exceeded): GraphQLError =>
  new GraphQLError(messageOf(exceeded), {
    extensions: { ...extensionsOf(exceeded), http: { status: 400 } },
  });
