import { GraphQLError } from "graphql";
import type { Limits } from "./limits.js";

/** A limit that a request went over. */
export interface Exceeded {
  readonly name: keyof Limits;
  /** What is allowed. */
  readonly most: number;
  /** What was sent. Null where counting stopped at the limit. */
  readonly actual: number | null;
}

/** `extensions.code` of a request that was refused for its size or shape. */
export const LIMIT_EXCEEDED = "LIMIT_EXCEEDED";

const LESS = "Ask for less at a time.";
const ONE_BY_ONE = "Send them in several requests.";

/** What has too many of what, and what to do. */
const WORDS: Readonly<Record<keyof Limits, readonly [string, string, string]>> = {
  LIMIT_BODY_BYTES: ["The body", "bytes", "Split the work into several requests."],
  LIMIT_JSON_DEPTH: ["The JSON of the body", "levels of lists and objects", "Send it flatter."],
  LIMIT_JSON_KEYS: ["The JSON of the body", "different names of fields", "Send only fields that there are."],
  LIMIT_JSON_ITEMS: ["A list or object in the JSON of the body", "items", ONE_BY_ONE],
  LIMIT_DOCUMENT_CHARACTERS: ["The GraphQL document", "characters", "Send values as variables."],
  LIMIT_TOKENS: ["The GraphQL document", "tokens", `${LESS} Send values as variables.`],
  LIMIT_DEFINITIONS: ["The GraphQL document", "operations and fragments", "Send only what is run."],
  LIMIT_DEPTH: ["The operation", "fields below each other", LESS],
  LIMIT_FIELDS: ["The GraphQL document", "fields, counting those of fragments wherever they are used", LESS],
  LIMIT_ALIASES: ["The operation", "aliases", `${ONE_BY_ONE} For several groups, use groups(ids:).`],
  LIMIT_ROOT_FIELDS: ["The operation", "fields at its root", ONE_BY_ONE],
  LIMIT_MUTATIONS: [
    "The operation",
    "mutations",
    `${ONE_BY_ONE} For several members, use updateGroupMembers.`,
  ],
  LIMIT_DIRECTIVES: ["A place in the GraphQL document", "directives", "Leave out those that do nothing."],
  LIMIT_REPRESENTATIONS: ["The operation", "representations", ONE_BY_ONE],
  LIMIT_COMPLEXITY: [
    "The operation",
    "points of cost",
    `${LESS} Lists multiply what is asked of their items.`,
  ],
};

/** What a client reads. Says nothing of the values that were sent. */
export function messageOf({ name, most, actual }: Exceeded): string {
  const [subject, unit, advice] = WORDS[name];
  return actual === null
    ? `${subject} has more than ${most} ${unit}; that is the most that is allowed. ${advice}`
    : `${subject} has ${actual} ${unit}; at most ${most} are allowed. ${advice}`;
}

/** For programs: which limit, by the name of its variable, what it is and what was sent. */
export const extensionsOf = ({ name, most, actual }: Exceeded) => ({
  code: LIMIT_EXCEEDED,
  limit: { name, most, actual },
});

/** The limit, if `actual` is over it. */
export function over(limits: Limits, name: keyof Limits, actual: number): Exceeded | null {
  const most = limits[name];
  // Fragments within fragments can count up to Infinity, which JSON has no word for.
  return actual > most ? { name, most, actual: Math.min(actual, Number.MAX_SAFE_INTEGER) } : null;
}

/** For whatever refuses within GraphQL. The status is 400, whichever media type the client reads. */
export const limitError = (exceeded: Exceeded): GraphQLError =>
  new GraphQLError(messageOf(exceeded), {
    extensions: { ...extensionsOf(exceeded), http: { status: 400 } },
  });
