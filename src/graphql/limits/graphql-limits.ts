import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { complexityOf } from "./complexity.js";
import { type Exceeded, extensionsOf, LIMIT_EXCEEDED, limitError, messageOf, over } from "./exceeded.js";
import type { Limits } from "./limits.js";
import { countRepresentations } from "./representations.js";

type Variables = Readonly<Record<string, unknown>>;

/** Checks what an operation asks for with its variables. Returns the limit that it exceeds. */
export type CheckDemand = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  sent: Variables,
) => Exceeded | null;

export const demandCheck =
  (schema: GraphQLSchema, limits: Limits): CheckDemand =>
  (document, operation, sent) =>
    over(limits, "LIMIT_REPRESENTATIONS", countRepresentations(document, operation, sent)) ??
    over(limits, "LIMIT_COMPLEXITY", complexityOf(schema, document, operation, sent));

/** Refuses operations that ask for too much with their variables, before execution. */
export function operationLimits<Context extends BaseContext>(deps: {
  checkDemand: CheckDemand;
  /** Called before the check. Throws if the variables do not fit their types. */
  readVariables: (operation: OperationDefinitionNode, sent: Variables, context: Context) => unknown;
}): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, contextValue, request: { variables = {} } }) {
          // GraphQL itself reports an unknown operation name.
          if (operation === undefined) return;
          deps.readVariables(operation, variables, contextValue);
          const exceeded = deps.checkDemand(document, operation, variables);
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
