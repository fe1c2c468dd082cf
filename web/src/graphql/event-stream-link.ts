import { ApolloLink, Observable } from "@apollo/client";
import { print } from "graphql";
import { createClient } from "graphql-sse";

/**
 * Carries subscriptions as server-sent events. It does not connect again by itself: changes in between are not sent, so
 * whoever subscribes must also read again.
 */
export function eventStreamLink(url: string, headers: Readonly<Record<string, string>>): ApolloLink {
  const client = createClient({ url, headers: { ...headers }, retryAttempts: 0 });
  return new ApolloLink(
    ({ query, variables, operationName = "" }) =>
      new Observable((observer) =>
        client.subscribe(
          { query: print(query), variables, operationName },
          {
            next: (result) => observer.next(result as ApolloLink.Result),
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
}
