import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { OperationTypeNode } from "graphql";
import possibleTypes from "../../../schema/possible-types.json" with { type: "json" };
import { eventStreamLink } from "./event-stream-link.js";
import { mergeMembers } from "./merge-members.js";
import { signedOutLink } from "./signed-out-link.js";

/** The page and the graph have one origin, so neither CORS nor a setting is needed. */
const URL = "/graphql";

export interface ClientOptions {
  readonly token: string;
  /** Called when the graph no longer accepts the token. */
  readonly onSignedOut: () => void;
}

/** A client for one signed-in person. Another person gets another client, so that nobody sees what another has read. */
export function createClient({ token, onSignedOut }: ClientOptions): ApolloClient {
  const headers = { authorization: `Bearer ${token}` };
  const transport = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    eventStreamLink(URL, headers),
    new HttpLink({ uri: URL, headers }),
  );
  return new ApolloClient({
    link: ApolloLink.from([signedOutLink(onSignedOut), transport]),
    cache: new InMemoryCache({
      // Without them, a fragment on an interface such as `MutationError` matches nothing.
      possibleTypes,
      typePolicies: { Group: { fields: { members: { keyArgs: false, merge: mergeMembers } } } },
    }),
  });
}
