import type { ApolloClient } from "@apollo/client";
import { ClassRosterDocument, type ClassRosterQueryVariables } from "../../operations/generated/graphql.js";

export interface LoadedRoster {
  /** Whether some fields are missing because they could not be read. */
  readonly isPartial: boolean;
}

/**
 * Reads all pages of a roster into the cache, one after the other, so that the first members are shown at once. Throws if a
 * page cannot be read, or has no list of members because of an error.
 */
export async function loadRoster(
  client: ApolloClient,
  roster: ClassRosterQueryVariables,
  signal: AbortSignal,
): Promise<LoadedRoster> {
  let isPartial = false;
  let after: string | null = null;
  do {
    const variables: ClassRosterQueryVariables = { ...roster, after };
    const { data, error } = await client.query({
      query: ClassRosterDocument,
      variables,
      // The answer itself says where the next page begins. The cache merges all pages into one list.
      fetchPolicy: "no-cache",
      errorPolicy: "all",
      // Another run's request must not be shared: it may be aborted.
      context: { fetchOptions: { signal }, queryDeduplication: false },
    });
    const members = data?.course?.group?.members;
    if (error !== undefined && members == null) throw error;
    if (data !== undefined) client.writeQuery({ query: ClassRosterDocument, variables, data });
    isPartial ||= error !== undefined;
    after = members?.pageInfo.hasNextPage === true ? members.pageInfo.endCursor : null;
  } while (after !== null && !signal.aborted);
  return { isPartial };
}
