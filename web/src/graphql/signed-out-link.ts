import type { ApolloLink } from "@apollo/client";
import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";
import { ErrorLink } from "@apollo/client/link/error";

/** Notices that the graph no longer accepts the caller's token. */
export const signedOutLink = (onSignedOut: () => void): ApolloLink =>
  new ErrorLink(({ error }) => {
    const isSignedOut = CombinedGraphQLErrors.is(error)
      ? error.errors.some(({ extensions }) => extensions?.["code"] === "UNAUTHENTICATED")
      : ServerError.is(error) && error.statusCode === 401;
    if (isSignedOut) onSignedOut();
  });
