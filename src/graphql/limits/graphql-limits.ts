import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLFormattedError, OperationDefinitionNode } from "graphql";
import { complexityOf } from "./complexity.js";
import { extensionsOf, LIMIT_EXCEEDED, limitError, messageOf, over } from "./exceeded.js";
import type { Limits } from "./limits.js";
import { countRepresentations } from "./representations.js";

/** Reads the variables of a request before they are counted. Throws where they do not fit their types. */
type ReadVariables = (
  operation: OperationDefinitionNode,
  sent: Readonly<Record<string, unknown>>,
  context: object,
) => void;

/** Refuses operations that ask for too much, by the variables they came with, before any of it is executed. */
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
          // GraphQL itself says what is wrong with a name that no operation has.
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

/** graphql-js spells it "that". */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

/** Apollo Server calls what a rule or the parser refuses by names of its own; a limit has one name wherever it is met. */
export function formatLimit(formatted: GraphQLFormattedError, limits: Limits): GraphQLFormattedError {
  if (formatted.extensions?.limit !== undefined) {
    return { ...formatted, extensions: { ...formatted.extensions, code: LIMIT_EXCEEDED } };
  }
  if (!TOO_MANY_TOKENS.test(formatted.message)) return formatted;
  const exceeded = { name: "LIMIT_TOKENS", most: limits.LIMIT_TOKENS, actual: null } as const;
  return { message: messageOf(exceeded), extensions: extensionsOf(exceeded) };
}
