import type { z } from "zod";
import type { Limits } from "../graphql/limits/limits.js";
import { wholeNumber } from "./fields.js";

const limit = (fallback: number, max: number, min = 1) => wholeNumber(min, max, fallback);

const MIB = 1024 * 1024;

export const LIMIT_VARIABLES = {
  LIMIT_BODY_BYTES: limit(4 * MIB, 64 * MIB, 1024).describe(
    "Maximum bytes in a request body. Compressed bodies are refused.",
  ),
  // V8 parses and prints JSON recursively. The minimum is what our own inputs need.
  LIMIT_JSON_DEPTH: limit(64, 1_000, 8).describe("Maximum levels of lists and objects in a body's JSON."),
  // V8 makes a new object layout for each new field name: a name used once costs a hundred times as much as a repeated one.
  LIMIT_JSON_KEYS: limit(1_000, 100_000, 100).describe("Maximum distinct field names in a body's JSON."),
  // Bulk operations take 10,000 items. Slightly longer lists must reach their own check, whose error is more precise.
  LIMIT_JSON_ITEMS: limit(12_000, 1_000_000, 100).describe(
    "Maximum items of a list, or fields of an object, in a body's JSON.",
  ),
  // Comments do not count as tokens but are kept in memory, so the text needs its own limit.
  LIMIT_DOCUMENT_CHARACTERS: limit(65_536, MIB, 1024).describe("Maximum characters in a GraphQL document."),
  // graphql-js parses recursively: more could overflow the stack.
  LIMIT_TOKENS: limit(2_000, 10_000, 100).describe("Maximum tokens in a GraphQL document."),
  LIMIT_DEFINITIONS: limit(50, 1_000).describe("Maximum operations and fragments in a document."),
  LIMIT_DEPTH: limit(10, 100).describe("Maximum depth of nested fields. Introspection may go to 20."),
  LIMIT_FIELDS: limit(300, 10_000).describe(
    "Maximum fields in a document. A fragment's fields count each time it is used.",
  ),
  LIMIT_ALIASES: limit(15, 1_000, 0).describe(
    "Maximum aliases in an operation, including those of `__typename`. The aliases that a gateway gives to several `_entities` do not count.",
  ),
  LIMIT_ROOT_FIELDS: limit(20, 1_000).describe("Maximum root fields in an operation."),
  LIMIT_MUTATIONS: limit(5, 100).describe("Maximum mutations in an operation."),
  LIMIT_DIRECTIVES: limit(5, 100, 0).describe("Maximum directives in one place."),
  LIMIT_REPRESENTATIONS: limit(500, 10_000).describe(
    "Maximum references in the `_entities` of an operation.",
  ),
  // 20 s of 200 calls a second at cost 10: a request has no time for more.
  LIMIT_COMPLEXITY: limit(40_000, 10_000_000, 100).describe(
    "Maximum cost of an operation, by the `@cost` and `@listSize` of the schema. A call to a vendor costs 10.",
  ),
} satisfies Record<keyof Limits, z.ZodType<number>>;

export const limitSettings = (env: z.output<z.ZodObject<typeof LIMIT_VARIABLES>>): Limits => {
  const names = Object.keys(LIMIT_VARIABLES) as (keyof Limits)[];
  return Object.fromEntries(names.map((name) => [name, env[name]])) as unknown as Limits;
};
