import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLFormattedError, OperationDefinitionNode } from "graphql";
import { complexityOf } from "./complexity.js";
import { extensionsOf, LIMIT_EXCEEDED, limitError, messageOf, over } from "./exceeded.js";
import type { Limits } from "./limits.js";
import { countRepresentations } from "./representations.js";

/** Reads the variables of a request before they are counted. Throws if they do not fit their types. */
type ReadVariables = (
  operation: OperationDefinitionNode,
  sent: Readonly<Record<string, unknown>>,
  context: object,
) => void;

/** Refuses operations that ask for too much with their variables, before execution. */
export function operationLimits(limits: Limits, readVariables: ReadVariables): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({
          schema,
          document,
          operation,
          contextValue,
          request: { variables = {} },
        }) {
          // GraphQL itself reports an unknown operation name.
          if (operation === undefined) return;
          readVariables(operation, variables, contextValue);
          const exceeded =
            over(limits, "LIMIT_REPRESENTATIONS", countRepresentations(document, operation, variables)) ??
            over(limits, "LIMIT_COMPLEXITY", complexityOf(schema, document, operation, variables));
          if (exceeded !== null) throw limitError(exceeded);
        },
      };
    },
  };
}

/** graphql-js writes "that" instead of "than". */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

/** Apollo Server uses its own codes for refusals by a rule or the parser. A limit must always have the same code. */
export function formatLimit(formatted: GraphQLFormattedError, limits: Limits): GraphQLFormattedError {
  if (formatted.extensions?.limit !== undefined) {
    return { ...formatted, extensions: { ...formatted.extensions, code: LIMIT_EXCEEDED } };
  }
  if (!TOO_MANY_TOKENS.test(formatted.message)) return formatted;
  const exceeded = { name: "LIMIT_TOKENS", most: limits.LIMIT_TOKENS, actual: null } as const;
  return { message: messageOf(exceeded), extensions: extensionsOf(exceeded) };
}
