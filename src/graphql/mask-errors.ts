import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { formatLimit } from "./limits/graphql-limits.js";
import type { Limits } from "./limits/limits.js";

/** The code of unexpected errors. */
export const INTERNAL = "INTERNAL_SERVER_ERROR";

/** Formats an error for the client. Expected errors pass unchanged. All others become a general message. */
export type MaskError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

export function errorMask({ limits, development }: { limits: Limits; development: boolean }): MaskError {
  return (formatted, error) => {
    const shown = maskUnexpected(formatLimit(formatted, limits), error);
    return development ? shown : withoutHints(shown);
  };
}

function maskUnexpected(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const thrown = unwrapResolverError(error);
  if (thrown instanceof GraphQLError && formatted.extensions?.code !== INTERNAL) return formatted;
  const { locations, path } = formatted;
  // If graphql-js refuses a request before it resolves any field, the request is at fault. An example is a subscription.
  if (thrown instanceof GraphQLError && thrown.originalError === undefined && path === undefined) {
    return { ...formatted, extensions: { code: "BAD_REQUEST" } };
  }
  return {
    message:
      "Something went wrong in this server. Try again. If it happens again, report it with the request id.",
    ...(locations !== undefined && { locations }),
    ...(path !== undefined && { path }),
    extensions: { code: INTERNAL },
  };
}

/** Apollo removes suggestions from validation errors only. Errors about variables contain them too. */
const withoutHints = (formatted: GraphQLFormattedError): GraphQLFormattedError => ({
  ...formatted,
  message: formatted.message.replace(/ Did you mean .*$/s, ""),
});
