import type { z } from "zod";
import type { Limits } from "../graphql/limits/limits.js";
import { wholeNumber } from "./fields.js";

const limit = (fallback: number, most: number, least = 1) => wholeNumber(least, most, fallback);

const MIB = 1024 * 1024;

export const LIMIT_VARIABLES = {
  LIMIT_BODY_BYTES: limit(4 * MIB, 64 * MIB, 1024).describe(
    "Most bytes of a request's body. Compressed bodies are refused, so none grows.",
  ),
  // V8 parses and prints JSON by recursion; the least is what our own inputs need.
  LIMIT_JSON_DEPTH: limit(64, 1_000, 8).describe("Most levels of lists and objects in a body's JSON."),
  // Each new name of a field makes V8 lay out objects anew: names that never come again cost a hundred times as much as others.
  LIMIT_JSON_KEYS: limit(1_000, 100_000, 100).describe("Most different names of fields in a body's JSON."),
  // Bulk operations take 10,000 items, and tell themselves of somewhat more.
  LIMIT_JSON_ITEMS: limit(12_000, 1_000_000, 100).describe(
    "Most items of a list, or fields of an object, in a body's JSON.",
  ),
  // Comments are no tokens, yet are kept as such: text has to be limited by itself.
  LIMIT_DOCUMENT_CHARACTERS: limit(65_536, MIB, 1024).describe("Most characters of a GraphQL document."),
  // graphql-js parses by recursion: more could end its stack.
  LIMIT_TOKENS: limit(2_000, 10_000, 100).describe("Most tokens of a GraphQL document."),
  LIMIT_DEFINITIONS: limit(50, 1_000).describe("Most operations and fragments of a document."),
  LIMIT_DEPTH: limit(10, 100).describe("Most fields below each other. Introspection may go to 20."),
  LIMIT_FIELDS: limit(300, 10_000).describe(
    "Most fields of a document, those of a fragment counted wherever it is used.",
  ),
  LIMIT_ALIASES: limit(15, 1_000, 0).describe(
    "Most aliases of an operation, also those of `__typename`. Not counted: the names that a gateway gives to several `_entities`.",
  ),
  LIMIT_ROOT_FIELDS: limit(20, 1_000).describe("Most fields at the root of an operation."),
  LIMIT_MUTATIONS: limit(5, 100).describe("Most mutations of an operation."),
  LIMIT_DIRECTIVES: limit(5, 100, 0).describe("Most directives in one place."),
  LIMIT_REPRESENTATIONS: limit(500, 10_000).describe("Most references in the `_entities` of an operation."),
  // 20 s at 200 calls of weight 10: what costs more cannot be answered within the time a request has.
  LIMIT_COMPLEXITY: limit(40_000, 10_000_000, 100).describe(
    "Most cost of an operation, by the `@cost` and `@listSize` of the schema; a call to a vendor is 10.",
  ),
} satisfies Record<keyof Limits, z.ZodType<number>>;

export const limitSettings = (env: z.output<z.ZodObject<typeof LIMIT_VARIABLES>>): Limits => {
  const names = Object.keys(LIMIT_VARIABLES) as (keyof Limits)[];
  return Object.fromEntries(names.map((name) => [name, env[name]])) as unknown as Limits;
};
