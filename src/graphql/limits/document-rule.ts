import type { DocumentNode, ValidationRule } from "graphql";
import { type Exceeded, limitError, over } from "./exceeded.js";
import type { Limits } from "./limits.js";
import { measureDocument } from "./measure.js";

/** Enough for the queries with which tools read a schema: 15 in graphql-js, 17 in some explorers. */
const INTROSPECTION_DEPTH = 20;

/**
 * Refuses documents that are too large before GraphQL's own rules read them, because some rules take quadratic time. These
 * rules then get a document without definitions.
 */
export const documentLimits =
  (limits: Limits): ValidationRule =>
  (context) => ({
    Document(document) {
      const exceeded = firstExceeded(document, limits);
      if (exceeded === null) return undefined;
      context.reportError(limitError(exceeded));
      return { ...document, definitions: [] };
    },
  });

function firstExceeded(document: DocumentNode, limits: Limits): Exceeded | null {
  const measure = measureDocument(document);
  return (
    over(limits, "LIMIT_DEFINITIONS", measure.definitions) ??
    over(limits, "LIMIT_DEPTH", measure.depth) ??
    over({ ...limits, LIMIT_DEPTH: INTROSPECTION_DEPTH }, "LIMIT_DEPTH", measure.introspectionDepth) ??
    over(limits, "LIMIT_ALIASES", measure.aliases) ??
    over(limits, "LIMIT_MUTATIONS", measure.mutations) ??
    over(limits, "LIMIT_ROOT_FIELDS", measure.rootFields) ??
    over(limits, "LIMIT_DIRECTIVES", measure.directives) ??
    over(limits, "LIMIT_FIELDS", measure.fields)
  );
}
